/** Template and parameters -> a stack's wanted state, with CloudFormation's checks. */
import type { Json, JsonObject } from '../../../src/core/event.ts';
import { booleanAt, isObject, objectAt, textAt } from '../../../src/core/fields.ts';
import type { QueryInput } from '../../protocol/query-protocol.ts';
import { CloudFormationFault } from '../refusal.ts';
import { checkTemplate, unresolved } from '../template/check-template.ts';
import { conditionsOf } from '../template/conditions.ts';
import { prune, references, resolve } from '../template/intrinsics.ts';
import { readParameters } from '../template/parameters.ts';
import { parseTemplate } from '../template/read-template.ts';
import { RESOURCE_TYPES } from '../template/resource-types.ts';
import { checkRules } from '../template/rules.ts';
import { inWaves } from '../waves.ts';

export interface WantedResource {
  readonly logicalId: string;
  readonly type: string;
  /** Without `Fn::If`, but with references still. */
  readonly properties: JsonObject;
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
}

export interface Prepared {
  readonly body: string;
  readonly description: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly mappings: JsonObject;
  /** Names of parameters that are never shown. */
  readonly secret: readonly string[];
  /** Resources whose condition holds, in waves: each needs only earlier waves. */
  readonly waves: readonly (readonly WantedResource[])[];
  readonly outputs: Readonly<Record<string, { readonly value: Json; readonly description: string | undefined }>>;
}

export type Pseudo = Readonly<Record<`AWS::${string}`, string>>;

/** Throws a `CloudFormationFault` if AWS refuses before it makes a change set. */
export function prepare(body: string, input: QueryInput, earlier: Prepared | undefined, pseudo: Pseudo): Prepared {
  const template = parseTemplate(body);
  const block = (name: string) => objectAt(template, name) ?? {};
  const declared = block('Resources');
  checkTemplate(template, declared, pseudo);
  const parameters = readParameters(block('Parameters'), input, earlier?.parameters ?? {});
  checkRules(block('Rules'), block('Parameters'), parameters);
  const mappings = block('Mappings');
  const ref = (name: string) => parameters[name] ?? pseudoOf(name, pseudo) ?? '';
  const holds = conditionsOf(block('Conditions'), (value) => resolve(value, { ref, attribute: () => '', mappings }));
  const wanted = Object.entries(declared).flatMap(([id, of]) => wantedOf(id, of, holds));
  const outputs = outputsOf(block('Outputs'), holds);
  const present = new Set(wanted.map(({ logicalId }) => logicalId));
  const lost = (value: Json) =>
    references(value).flatMap(({ to }) => (Object.hasOwn(declared, to) && !present.has(to) ? [to] : []));
  // A reference to a resource whose condition doesn't hold leads to nothing.
  const inResources = wanted.flatMap(({ properties }) => lost(properties));
  if (inResources.length > 0) throw unresolved(inResources, 'Resources');
  const inOutputs = Object.values(outputs).flatMap(({ value }) => lost(value));
  if (inOutputs.length > 0) throw unresolved(inOutputs, 'Outputs');
  return {
    body,
    description: textAt(template, 'Description'),
    parameters,
    mappings,
    secret: Object.keys(parameters).filter((name) => booleanAt(block('Parameters')[name], 'NoEcho') === true),
    waves: inWaves(wanted, declared),
    outputs,
  };
}

const IAM_TYPE = /^AWS::IAM::/;

/** `CAPABILITY_NAMED_IAM` if an IAM resource has a name of its own. */
export function capabilityNeeded(prepared: Prepared): string | undefined {
  const iam = prepared.waves.flat().filter(({ type }) => IAM_TYPE.test(type));
  if (iam.length === 0) return undefined;
  const isNamed = iam.some(({ type, properties }) => properties[RESOURCE_TYPES[type]?.name ?? ''] !== undefined);
  return isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM';
}

export function pseudoOf(name: string, pseudo: Pseudo): string | undefined {
  return Object.entries(pseudo).find(([key]) => key === name)?.[1];
}

function wantedOf(logicalId: string, of: Json, holds: (name: string) => boolean): readonly WantedResource[] {
  const condition = textAt(of, 'Condition');
  if (condition !== undefined && !holds(condition)) return [];
  const properties = prune(objectAt(of, 'Properties') ?? {}, holds);
  const deletionPolicy = textAt(of, 'DeletionPolicy') ?? 'Delete';
  const updateReplacePolicy = textAt(of, 'UpdateReplacePolicy') ?? 'Delete';
  const type = textAt(of, 'Type') ?? '';
  return [{ logicalId, type, properties: isObject(properties) ? properties : {}, deletionPolicy, updateReplacePolicy }];
}

function outputsOf(declared: JsonObject, holds: (name: string) => boolean): Prepared['outputs'] {
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, of]) => {
      const condition = textAt(of, 'Condition');
      if (condition !== undefined && !holds(condition)) return [];
      const value = isObject(of) ? of['Value'] : undefined;
      if (value === undefined)
        throw new CloudFormationFault(
          `Template format error: Output ${name} is malformed. The Value field of every Outputs member must evaluate to a String.`,
        );
      return [[name, { value: prune(value, holds), description: textAt(of, 'Description') }]];
    }),
  );
}
