/** Makes one resource, by its maker or by default, and remembers its name. */
import { randomBytes } from 'node:crypto';
import type { Json, JsonObject } from '../../src/core/event.ts';
import { type Prepared, pseudoOf, type WantedResource } from './change-sets/prepare.ts';
import {
  type CloudFormationContext,
  type Made,
  type MakerContext,
  pseudoParameters,
  type Resource,
  type Stack,
  taken,
} from './state.ts';
import { checkProperties } from './template/check-properties.ts';
import { resolve } from './template/intrinsics.ts';
import { RESOURCE_TYPES } from './template/resource-types.ts';

export function contextOf(
  { account }: CloudFormationContext,
  stack: Stack,
  logicalId: string,
  type: string,
): MakerContext {
  return { account, region: stack.region, stackName: stack.name, stackId: stack.id, logicalId, type };
}

/** Resolves Ref and GetAtt with the stack's current resources. `unknown` stands for missing ones. */
export function resolveIn(
  world: CloudFormationContext,
  stack: Stack,
  prepared: Prepared,
  value: Json,
  unknown = '',
): Json {
  const pseudo = pseudoParameters(world, stack.region, stack.name, stack.id);
  return resolve(value, {
    ref: (name) =>
      prepared.parameters[name] ?? pseudoOf(name, pseudo) ?? stack.resources.get(name)?.physicalId ?? unknown,
    attribute: (logicalId, name) => stack.resources.get(logicalId)?.attributes[name] ?? unknown,
    mappings: prepared.mappings,
  });
}

/** Throws with AWS's reason if it can't be made. */
export async function makeResource(
  world: CloudFormationContext,
  stack: Stack,
  wanted: WantedResource,
  properties: JsonObject,
): Promise<Resource> {
  const { logicalId, type } = wanted;
  const needs = RESOURCE_TYPES[type]?.needs;
  const failure = world.failures[logicalId];
  if (failure !== undefined && (failure.on ?? ['create']).includes('create')) throw new Error(failure.reason);
  if (needs !== undefined && world.denied.includes(needs)) throw new Error(deniedReason(world, needs, type));
  checkProperties(logicalId, type, properties);
  const own = givenName(type, properties);
  const key = nameKey(type, properties, stack.region);
  if (own !== undefined && key !== undefined && world.names.has(key)) throw new Error(existsReason(type, own));
  const name = own ?? madeUpName(stack, logicalId, type);
  const standIn = standInFor(world, stack, type, name, properties);
  const context = contextOf(world, stack, logicalId, type);
  const made = (await world.makers[type]?.create(properties, context, standIn)) ?? standIn;
  return remember(world, stack, wanted, properties, {
    ...standIn,
    ...made,
    attributes: { ...standIn.attributes, ...made.attributes },
  });
}

export async function updateResource(
  world: CloudFormationContext,
  stack: Stack,
  wanted: WantedResource,
  properties: JsonObject,
  earlier: Resource,
): Promise<Resource> {
  const failure = world.failures[wanted.logicalId];
  if (failure !== undefined && (failure.on ?? ['update']).includes('update')) throw new Error(failure.reason);
  checkProperties(wanted.logicalId, wanted.type, properties);
  const context = contextOf(world, stack, wanted.logicalId, wanted.type);
  const made = await world.makers[wanted.type]?.update?.(properties, context, earlier);
  const attributes = { ...earlier.attributes, ...made?.attributes };
  return {
    ...earlier,
    ...policies(wanted),
    properties,
    physicalId: made?.physicalId ?? earlier.physicalId,
    attributes,
  };
}

/** Takes over the resource with the template's name. */
export function importResource(
  world: CloudFormationContext,
  stack: Stack,
  wanted: WantedResource,
  properties: JsonObject,
  found: Made,
): Resource {
  const name = givenName(wanted.type, properties) ?? found.physicalId;
  const standIn = standInFor(world, stack, wanted.type, name, properties);
  const made = { ...standIn, ...found, attributes: { ...standIn.attributes, ...found.attributes } };
  return { ...remember(world, stack, wanted, properties, made), isImported: true };
}

function remember(
  world: CloudFormationContext,
  stack: Stack,
  wanted: WantedResource,
  properties: JsonObject,
  made: Made,
): Resource {
  const { logicalId, type } = wanted;
  const key = nameKey(type, properties, stack.region);
  if (key !== undefined) world.names.set(key, { ...made, stackId: stack.id });
  return {
    logicalId,
    type,
    properties,
    ...policies(wanted),
    isImported: false,
    physicalId: made.physicalId,
    attributes: made.attributes ?? {},
  };
}

export const policies = ({ deletionPolicy, updateReplacePolicy }: WantedResource) => ({
  deletionPolicy,
  updateReplacePolicy,
});

/** The template's name for it; undefined if CloudFormation makes one up. */
export function givenName(type: string, properties: JsonObject): string | undefined {
  const name = properties[RESOURCE_TYPES[type]?.name ?? ''];
  return name === undefined ? undefined : String(name);
}

/** The key under which the name is taken; undefined if CloudFormation makes one up. */
export function nameKey(type: string, properties: JsonObject, region: string): string | undefined {
  const name = givenName(type, properties);
  const { within } = RESOURCE_TYPES[type] ?? {};
  const scope = within === undefined ? '' : `${String(properties[within])} `;
  return name === undefined ? undefined : taken(type, `${scope}${name}`, region);
}

export const existsReason = (type: string, name: string) =>
  type === 'AWS::S3::BucketPolicy'
    ? `The bucket policy already exists on bucket ${name}.`
    : `Resource of type '${type}' with identifier '${name}' already exists.`;

function deniedReason({ account }: CloudFormationContext, action: string, type: string): string {
  const service = type.split('::')[1] ?? '';
  return `Resource handler returned message: "User: arn:aws:iam::${account}:user/deployer is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action (Service: ${service}, Status Code: 403, Request ID: 00000000-0000-0000-0000-000000000000)" (RequestToken: 00000000-0000-0000-0000-000000000000, HandlerErrorCode: AccessDenied)`;
}

function madeUpName(stack: Stack, logicalId: string, type: string): string {
  const name = `${stack.name}-${logicalId}-${randomBytes(6).toString('hex').toUpperCase()}`;
  return type === 'AWS::S3::Bucket' ? name.toLowerCase() : name;
}

function standInFor(
  { account }: CloudFormationContext,
  { region }: Stack,
  type: string,
  name: string,
  properties: JsonObject,
): Required<Made> {
  const { ref = 'Name', arn: form = '', attributes = [] } = RESOURCE_TYPES[type] ?? {};
  const arn = `arn:aws:${form
    .replace('@', `${region}:${account}`)
    .replace('#', account)
    .replace('%', () => name)}`;
  const url = `https://sqs.${region}.amazonaws.com/${account}/${name}`;
  const physicalId = { Name: name, Arn: arn, Url: url, Id: name }[ref];
  const attribute = (key: string) => {
    if (key.endsWith('Arn')) return key === 'StreamArn' ? `${arn}/stream/2026-01-01T00:00:00.000` : arn;
    if (key.endsWith('Url')) return url;
    if (key.endsWith('DomainName')) return `${name}.s3.${region}.amazonaws.com`;
    if (key === 'Type' || key === 'Value') return String(properties[key] ?? '');
    return name;
  };
  return { physicalId, attributes: Object.fromEntries(attributes.map((key) => [key, attribute(key)])) };
}
