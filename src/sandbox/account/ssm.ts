/** SSM Parameter Store: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
import type { Json, JsonObject } from '../../core/event.ts';
import { booleanAt, isObject, listAt, numberAt, textAt } from '../../core/fields.ts';
import { pageOf } from './pages.ts';
import { perRegion } from './regions.ts';
import { AwsFault, jsonService, type Service } from './service.ts';
import type { World } from './world.ts';

interface Version {
  readonly value: string;
  readonly type: string;
  readonly description: string | undefined;
  readonly key: string | undefined;
  readonly tier: string;
  /** Epoch in milliseconds. */
  readonly at: number;
}

export interface Ssm {
  readonly service: Service;
  /** Puts a SecureString, over what is there. */
  put(name: string, value: string, region?: string): void;
  /** The plain value. */
  get(name: string, region?: string): string | undefined;
  names(region?: string): readonly string[];
}

const LIMITS: Readonly<Record<string, number>> = { Standard: 4_096, Advanced: 8_192 };
const KEPT_VERSIONS = 100;

export function ssm(world: World): Ssm {
  const parametersIn = perRegion(() => new Map<string, Version[]>());
  const add = (name: string, version: Version, region: string) => {
    const versions = [...(parametersIn(region).get(name) ?? []), version].slice(-KEPT_VERSIONS);
    parametersIn(region).set(name, versions);
    return versions.length;
  };
  const describe = (name: string, region: string, isDecrypted: boolean): JsonObject => {
    const [plain = '', wanted] = nameOf(name).split(':');
    const versions = parametersIn(region).get(plain);
    if (versions === undefined) throw new AwsFault('ParameterNotFound', '');
    const number = wanted === undefined ? versions.length : Number(wanted);
    const version = versions[number - 1];
    if (version === undefined)
      throw new AwsFault('ParameterVersionNotFound', `Systems Manager could not find version ${wanted} of ${plain}.`);
    const isHidden = version.type === 'SecureString' && !isDecrypted;
    return {
      Name: plain,
      Type: version.type,
      Value: isHidden ? Buffer.from(`sealed ${plain} ${number}`).toString('base64') : version.value,
      Version: number,
      LastModifiedDate: version.at / 1_000,
      ARN: `arn:aws:ssm:${region}:${world.account}:parameter/${plain.replace(/^\//, '')}`,
      DataType: 'text',
    };
  };
  const put = (input: JsonObject, region: string) => {
    const name = nameOf(textAt(input, 'Name') ?? '');
    const before = parametersIn(region).get(name)?.at(-1);
    const type = textAt(input, 'Type') ?? before?.type;
    const tier = textAt(input, 'Tier') ?? 'Standard';
    const value = textAt(input, 'Value') ?? '';
    checkNew({ name, value, type, tier });
    if (before !== undefined && booleanAt(input, 'Overwrite') !== true)
      throw new AwsFault(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    const key = type === 'SecureString' ? (textAt(input, 'KeyId') ?? 'alias/aws/ssm') : undefined;
    const description = textAt(input, 'Description') ?? before?.description;
    return {
      Version: add(name, { value, type: type ?? '', description, key, tier, at: world.now() }, region),
      Tier: tier,
    };
  };
  const remove = (name: string, region: string) => {
    if (!parametersIn(region).delete(nameOf(name))) throw new AwsFault('ParameterNotFound', '');
  };
  const list = (input: JsonObject, region: string) => {
    const filters = [...listAt(input, 'ParameterFilters')].filter(isObject);
    const found = [...parametersIn(region)]
      .filter(([name, versions]) => filters.every((filter) => passes(filter, name, versions.at(-1)?.type ?? '')))
      .map(([name, versions]) => describeOne(name, versions));
    const { items, next } = pageOf(found, numberAt(input, 'MaxResults') ?? 50, textAt(input, 'NextToken'), filters);
    return { Parameters: items, NextToken: next };
  };
  const service = jsonService({
    PutParameter: put,
    GetParameter: (input, region) => ({
      Parameter: describe(textAt(input, 'Name') ?? '', region, booleanAt(input, 'WithDecryption') === true),
    }),
    GetParameters: (input, region) => {
      const Parameters: JsonObject[] = [];
      const InvalidParameters: Json[] = [];
      for (const name of listAt(input, 'Names')) {
        try {
          Parameters.push(describe(String(name), region, booleanAt(input, 'WithDecryption') === true));
        } catch {
          InvalidParameters.push(name);
        }
      }
      return { Parameters, InvalidParameters };
    },
    DeleteParameter: (input, region) => {
      remove(textAt(input, 'Name') ?? '', region);
      return undefined;
    },
    DescribeParameters: list,
  });
  return {
    service,
    put: (name, value, region = world.home) =>
      void put({ Name: name, Value: value, Type: 'SecureString', Overwrite: true }, region),
    get: (name, region = world.home) => parametersIn(region).get(name)?.at(-1)?.value,
    names: (region = world.home) => [...parametersIn(region).keys()],
  };
}

/** An ARN names a parameter too. */
const nameOf = (name: string) => name.replace(/^arn:aws:ssm:[^:]+:\d+:parameter/, '');

function checkNew({
  name,
  value,
  type,
  tier,
}: Readonly<Record<'name' | 'value' | 'tier', string>> & { type: string | undefined }): void {
  const refuse = (message: string, code = 'ValidationException') => new AwsFault(code, message);
  if (!/^[\w./-]{1,1011}$/.test(name)) throw refuse(`Parameter name: can't be ${JSON.stringify(name)}`);
  if (name.includes('/') && !name.startsWith('/')) throw refuse('Parameter name must be a fully qualified name.');
  if (/^\/?(aws|ssm)/i.test(name))
    throw refuse(`No access to reserved parameter name: ${name}.`, 'AccessDeniedException');
  if (name.split('/').length > 16)
    throw refuse('A parameter can have at most 15 levels.', 'HierarchyLevelLimitExceededException');
  if (type === undefined) throw refuse('A parameter type is required when you create a parameter.');
  if (!['String', 'StringList', 'SecureString'].includes(type))
    throw refuse(`Type ${type}`, 'UnsupportedParameterType');
  if (value === '')
    throw refuse('Value at "value" failed to satisfy constraint: Member must have length greater than or equal to 1');
  if (Buffer.byteLength(value) > (LIMITS[tier] ?? 0))
    throw refuse(`${tier} tier parameters support a maximum parameter value of ${LIMITS[tier]} characters.`);
  if (value.includes('{{'))
    throw refuse('Parameter value can\'t nest another parameter. Do not use "{{}}" in the value.');
}

function passes(filter: JsonObject, name: string, type: string): boolean {
  const values = listAt(filter, 'Values').map(String);
  const option = textAt(filter, 'Option') ?? 'Equals';
  if (textAt(filter, 'Key') === 'Type') return values.includes(type);
  if (textAt(filter, 'Key') === 'Path')
    return values.some((path) => name.startsWith(path.endsWith('/') ? path : `${path}/`));
  if (option === 'BeginsWith') return values.some((value) => name.startsWith(value));
  if (option === 'Contains') return values.some((value) => name.includes(value));
  return values.includes(name);
}

function describeOne(name: string, versions: readonly Version[]): JsonObject {
  const last = versions.at(-1);
  if (last === undefined) return {};
  return {
    Name: name,
    Type: last.type,
    Version: versions.length,
    Tier: last.tier,
    LastModifiedDate: last.at / 1_000,
    ...(last.key === undefined ? {} : { KeyId: last.key }),
    ...(last.description === undefined ? {} : { Description: last.description }),
  };
}
