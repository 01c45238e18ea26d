/** A template and its parameters, checked as CloudFormation checks them, become what a stack is to have. */
import type { Json, JsonObject } from '../../core/event.ts';
import { isObject, objectAt, textAt } from '../../core/fields.ts';
import type { QueryInput } from '../query-protocol.ts';
import { conditionsOf } from './conditions.ts';
import { prune, type Reference, references, resolve } from './intrinsics.ts';
import { readParameters } from './parameters.ts';
import { readTemplate } from './read-template.ts';
import { Refusal } from './refusal.ts';
import { RESOURCE_TYPES } from './resource-types.ts';

export interface Wanted {
  readonly logicalId: string;
  readonly type: string;
  /** Without `Fn::If`, but with references still. */
  readonly properties: JsonObject;
  /** As the template has them: a name that is a function is no static name. */
  readonly written: JsonObject;
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
}

export interface Prepared {
  readonly body: string;
  readonly description: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** Names of parameters that are never shown. */
  readonly secret: readonly string[];
  /** Those whose condition holds, in waves: each needs only what is in waves before it. */
  readonly waves: readonly (readonly Wanted[])[];
  readonly outputs: Readonly<Record<string, { readonly value: Json; readonly description: string | undefined }>>;
}

export type Pseudo = Readonly<Record<`AWS::${string}`, string>>;

const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Conditions',
  'Resources',
  'Outputs',
];
const CAPABILITY = /^AWS::IAM::(Role|Policy|ManagedPolicy|User|Group|InstanceProfile|AccessKey|UserToGroupAddition)$/;

/** Throws a `Refusal` for what AWS refuses before it makes a change set. */
export function prepare(body: string, input: QueryInput, earlier: Prepared | undefined, pseudo: Pseudo): Prepared {
  const template = readTemplate(body);
  const strange = Object.keys(template).filter((section) => !SECTIONS.includes(section));
  if (strange.length > 0) throw new Refusal(`Invalid template property or properties [${strange.join(', ')}]`);
  const declared = objectAt(template, 'Resources') ?? {};
  if (Object.keys(declared).length === 0)
    throw new Refusal('Template format error: At least one Resources member must be defined.');
  checkTypes(declared);
  checkReferences(template, declared, pseudo);
  const parameterBlock = objectAt(template, 'Parameters') ?? {};
  const parameters = readParameters(parameterBlock, input, earlier?.parameters ?? {});
  const holds = conditionsOf(objectAt(template, 'Conditions') ?? {}, (value) =>
    resolve(value, { ref: (name) => parameters[name] ?? pseudoOf(name, pseudo) ?? '', attribute: () => '' }),
  );
  const wanted = Object.entries(declared).flatMap(([id, of]) => wantedOf(id, of, holds));
  const outputs = outputsOf(objectAt(template, 'Outputs') ?? {}, holds);
  checkPresent(
    wanted.map(({ logicalId }) => logicalId),
    declared,
    [...wanted.map(({ properties }) => properties)],
    'Resources',
  );
  checkPresent(
    wanted.map(({ logicalId }) => logicalId),
    declared,
    Object.values(outputs).map(({ value }) => value),
    'Outputs',
  );
  return {
    body,
    description: textAt(template, 'Description'),
    parameters,
    secret: Object.keys(parameterBlock).filter(
      (name) =>
        textAt(parameterBlock[name], 'NoEcho') === 'true' || objectAt(parameterBlock, name)?.['NoEcho'] === true,
    ),
    waves: inWaves(wanted, declared),
    outputs,
  };
}

/** `CAPABILITY_NAMED_IAM` where an IAM resource has a name of its own. */
export function capabilityNeeded(prepared: Prepared): string | undefined {
  const iam = prepared.waves.flat().filter(({ type }) => CAPABILITY.test(type));
  if (iam.length === 0) return undefined;
  const isNamed = iam.some(({ type, properties }) => properties[RESOURCE_TYPES[type]?.name ?? ''] !== undefined);
  return isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM';
}

export function pseudoOf(name: string, pseudo: Pseudo): string | undefined {
  return name.startsWith('AWS::') ? Object.entries(pseudo).find(([key]) => key === name)?.[1] : undefined;
}

function checkTypes(declared: JsonObject): void {
  for (const [id, of] of Object.entries(declared)) {
    if (!/^[A-Za-z0-9]{1,255}$/.test(id))
      throw new Refusal(`Template format error: Resource name ${id} is non alphanumeric.`);
    if (textAt(of, 'Type') === undefined)
      throw new Refusal(`Template format error: [/Resources/${id}] Every Resources object must contain a Type member.`);
  }
  const types = [...new Set(Object.values(declared).map((of) => textAt(of, 'Type') ?? ''))];
  const unknown = types.filter((type) => !Object.hasOwn(RESOURCE_TYPES, type));
  if (unknown.length > 0)
    throw new Refusal(`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`);
}

function checkReferences(template: JsonObject, declared: JsonObject, pseudo: Pseudo): void {
  const parameters = objectAt(template, 'Parameters') ?? {};
  const isKnown = ({ to, attribute }: Reference) =>
    Object.hasOwn(declared, to) ||
    (attribute === undefined &&
      (Object.hasOwn(parameters, to) || to === 'AWS::NoValue' || pseudoOf(to, pseudo) !== undefined));
  for (const block of ['Resources', 'Outputs']) {
    const used = references(objectAt(template, block) ?? {});
    const lost = used.filter((one) => !isKnown(one)).map(({ to }) => to);
    for (const on of block === 'Resources' ? Object.values(declared).flatMap(dependsOn) : [])
      if (!Object.hasOwn(declared, on)) lost.push(on);
    if (lost.length > 0) throw unresolved(lost, block);
    for (const { to, attribute } of used) if (attribute !== undefined) checkAttribute(to, attribute, declared);
  }
}

function checkAttribute(logicalId: string, attribute: string, declared: JsonObject): void {
  const type = textAt(declared[logicalId], 'Type') ?? '';
  if (RESOURCE_TYPES[type]?.attributes?.includes(attribute)) return;
  throw new Refusal(`Template error: resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`);
}

/** What refers to a resource whose condition does not hold refers to nothing. */
function checkPresent(present: readonly string[], declared: JsonObject, values: readonly Json[], block: string): void {
  const lost = values
    .flatMap(references)
    .map(({ to }) => to)
    .filter((to) => Object.hasOwn(declared, to) && !present.includes(to));
  if (lost.length > 0) throw unresolved(lost, block);
}

function unresolved(names: readonly string[], block: string): Refusal {
  const list = [...new Set(names)].join(', ');
  return new Refusal(
    `Template format error: Unresolved resource dependencies [${list}] in the ${block} block of the template`,
  );
}

function wantedOf(logicalId: string, of: Json, holds: (name: string) => boolean): readonly Wanted[] {
  const condition = textAt(of, 'Condition');
  if (condition !== undefined && !holds(condition)) return [];
  const written = objectAt(of, 'Properties') ?? {};
  const properties = prune(written, holds);
  const deletionPolicy = textAt(of, 'DeletionPolicy') ?? 'Delete';
  const updateReplacePolicy = textAt(of, 'UpdateReplacePolicy') ?? 'Delete';
  const type = textAt(of, 'Type') ?? '';
  return [
    {
      logicalId,
      type,
      written,
      properties: isObject(properties) ? properties : {},
      deletionPolicy,
      updateReplacePolicy,
    },
  ];
}

function outputsOf(declared: JsonObject, holds: (name: string) => boolean): Prepared['outputs'] {
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, of]) => {
      const condition = textAt(of, 'Condition');
      if (condition !== undefined && !holds(condition)) return [];
      const value = isObject(of) ? of['Value'] : undefined;
      if (value === undefined)
        throw new Refusal(
          `Template format error: Output ${name} is malformed. The Value field of every Outputs member must evaluate to a String.`,
        );
      return [[name, { value: prune(value, holds), description: textAt(of, 'Description') }]];
    }),
  );
}

function dependsOn(of: Json): readonly string[] {
  const value = isObject(of) ? of['DependsOn'] : undefined;
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
}

function inWaves(wanted: readonly Wanted[], declared: JsonObject): Prepared['waves'] {
  const ids = new Set(wanted.map(({ logicalId }) => logicalId));
  // DependsOn a resource whose condition does not hold is no dependency.
  const needs = new Map(
    wanted.map(({ logicalId, properties }) => [
      logicalId,
      [...references(properties).map(({ to }) => to), ...dependsOn(declared[logicalId] ?? null)].filter((id) =>
        ids.has(id),
      ),
    ]),
  );
  const waves: (readonly Wanted[])[] = [];
  const done = new Set<string>();
  while (done.size < wanted.length) {
    const wave = wanted.filter(
      ({ logicalId: id }) => !done.has(id) && needs.get(id)?.every((other) => done.has(other)),
    );
    if (wave.length === 0) {
      const rest = [...ids].filter((id) => !done.has(id));
      throw new Refusal(`Circular dependency between resources: [${rest.join(', ')}]`);
    }
    waves.push(wave);
    for (const { logicalId } of wave) done.add(logicalId);
  }
  return waves;
}
