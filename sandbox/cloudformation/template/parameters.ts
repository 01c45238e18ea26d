/** Parameters of a template, checked as CloudFormation does: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
import type { Json, JsonObject } from '../../../src/core/event.ts';
import { isObject, listAt, numberAt, textAt } from '../../../src/core/fields.ts';
import { inputObjects, inputText, type QueryInput } from '../../protocol/query-protocol.ts';
import { CloudFormationFault } from '../refusal.ts';

/** Values by name, for all parameters of the template. Throws a `CloudFormationFault` if AWS refuses. */
export function readParameters(
  declared: JsonObject,
  input: QueryInput,
  earlier: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const given = givenParameters(input, earlier);
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length > 0)
    throw new CloudFormationFault(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const values = Object.entries(declared).map(
    ([name, declaration]) => [name, given[name] ?? defaultOf(declaration)] as const,
  );
  const missing = values.filter(([, value]) => value === undefined).map(([name]) => name);
  if (missing.length > 0) throw new CloudFormationFault(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, value = ''] of values) check(name, value, declared[name] ?? null);
  return Object.fromEntries(values.map(([name, value = '']) => [name, value]));
}

function givenParameters(input: QueryInput, earlier: Readonly<Record<string, string>>): Record<string, string> {
  const given: Record<string, string> = {};
  for (const parameter of inputObjects(input, 'Parameters')) {
    const name = inputText(parameter, 'ParameterKey') ?? '';
    const isPrevious = inputText(parameter, 'UsePreviousValue') === 'true';
    const value = isPrevious ? earlier[name] : inputText(parameter, 'ParameterValue');
    if (isPrevious && value === undefined)
      throw new CloudFormationFault(
        `Invalid input for parameter key ${name}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
      );
    if (value !== undefined) given[name] = value;
  }
  return given;
}

function defaultOf(declaration: Json): string | undefined {
  const value = isObject(declaration) ? declaration['Default'] : undefined;
  return value === undefined ? undefined : String(value);
}

function check(name: string, value: string, declaration: Json): void {
  const refuse = (what: string) => {
    const own = textAt(declaration, 'ConstraintDescription');
    throw new CloudFormationFault(
      `Parameter '${name}' ${own === undefined ? what : `failed to satisfy constraint: ${own}`}`,
    );
  };
  const isNumber = textAt(declaration, 'Type') === 'Number';
  if (isNumber && !/^-?\d+(\.\d+)?$/.test(value))
    throw new CloudFormationFault(`Parameter '${name}' must be a number.`);
  if (Buffer.byteLength(value) > 4_096)
    throw new CloudFormationFault(
      `1 validation error detected: Value at 'parameters' failed to satisfy constraint: Member must have length less than or equal to 4096`,
    );
  const allowed = listAt(declaration, 'AllowedValues').map(String);
  if (allowed.length > 0 && !allowed.includes(value)) refuse(`must be one of AllowedValues`);
  const pattern = textAt(declaration, 'AllowedPattern');
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value)) refuse(`must match pattern ${pattern}`);
  const bound = (key: string) => numberAt(declaration, key);
  if (value.length < (bound('MinLength') ?? 0)) refuse(`must contain at least ${bound('MinLength')} characters`);
  if (value.length > (bound('MaxLength') ?? 4_096)) refuse(`must contain at most ${bound('MaxLength')} characters`);
  if (isNumber && Number(value) < (bound('MinValue') ?? -Infinity))
    refuse(`must be a number not less than ${bound('MinValue')}`);
  if (isNumber && Number(value) > (bound('MaxValue') ?? Infinity))
    refuse(`must be a number not greater than ${bound('MaxValue')}`);
}
