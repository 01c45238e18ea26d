/** The intrinsic functions: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html */
import type { Json, JsonObject } from '../../../src/core/event.ts';
import { isObject } from '../../../src/core/fields.ts';
import { CloudFormationFault } from '../refusal.ts';

export interface Scope {
  /** Parameters, pseudo parameters and resources. */
  ref(name: string): Json;
  attribute(logicalId: string, name: string): Json;
  readonly mappings: JsonObject;
}

const NONE: JsonObject = {};

/** Ref of AWS::NoValue: an omitted property or member. */
const NO_VALUE = { 'Aws::NoValue': true };

/** The value without functions; `prune` must have removed `Fn::If`. */
export function resolve(value: Json, scope: Scope): Json {
  if (isList(value)) return value.map((one) => resolve(one, scope)).filter((one) => one !== NO_VALUE);
  if (!isObject(value)) return value;
  const call = functionOf(value);
  if (call !== undefined) return apply(call.name, call.argument, scope);
  const entries = Object.entries(value).map(([key, of]): [string, Json] => [key, resolve(of, scope)]);
  return Object.fromEntries(entries.filter(([, of]) => of !== NO_VALUE));
}

function apply(name: string, argument: Json, scope: Scope): Json {
  switch (name) {
    case 'Ref':
      return argument === 'AWS::NoValue' ? NO_VALUE : scope.ref(String(argument));
    case 'Fn::GetAtt': {
      const [logicalId, attribute] = attributeOf(argument);
      return scope.attribute(logicalId, attribute);
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::Join': {
      const [delimiter, members] = pair(name, argument);
      return list(name, resolve(members, scope)).map(String).join(String(delimiter));
    }
    case 'Fn::FindInMap':
      return findInMap(list(name, resolve(argument, scope)).map(String), scope);
    case 'Fn::Split': {
      const [delimiter, text] = pair(name, argument);
      return String(resolve(text, scope)).split(String(delimiter));
    }
    case 'Fn::Select': {
      const [index, members] = pair(name, argument);
      const chosen = list(name, resolve(members, scope))[Number(resolve(index, scope))];
      if (chosen === undefined)
        throw new CloudFormationFault(
          `Template error: Fn::Select cannot select nonexistent value at index ${String(index)}`,
        );
      return chosen;
    }
    default:
      throw new CloudFormationFault(`Template error: the sandbox does not know ${name}`);
  }
}

function findInMap([map = '', top = '', second = '']: readonly string[], { mappings }: Scope): Json {
  const block = mappings[map];
  const row = isObject(block) ? block[top] : undefined;
  const value = isObject(row) ? row[second] : undefined;
  if (value === undefined)
    throw new CloudFormationFault(`Template error: Unable to get mapping for ${map}::${top}::${second}`);
  return value;
}

function substitute(argument: Json, scope: Scope): string {
  const [text = '', own = NONE] = isList(argument) ? argument : [argument];
  if (typeof text !== 'string' || !isObject(own))
    throw new CloudFormationFault(
      "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
    );
  return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const mine = own[name];
    if (mine !== undefined) return String(resolve(mine, scope));
    const [logicalId, attribute] = attributeOf(name);
    return String(attribute === '' ? scope.ref(name) : scope.attribute(logicalId, attribute));
  });
}

/** Each `Fn::If` becomes the chosen branch. */
export function prune(value: Json, holds: (condition: string) => boolean): Json {
  if (isList(value)) return value.map((one) => prune(one, holds)).filter((one) => !isNoValue(one));
  if (!isObject(value)) return value;
  const call = functionOf(value);
  if (call?.name === 'Fn::If') {
    const [condition, yes = null, no = null] = list('Fn::If', call.argument);
    return prune(holds(String(condition)) ? yes : no, holds);
  }
  const entries = Object.entries(value).map(([key, of]): [string, Json] => [key, prune(of, holds)]);
  return Object.fromEntries(entries.filter(([, of]) => !isNoValue(of)));
}

const isNoValue = (value: Json) => isObject(value) && value['Ref'] === 'AWS::NoValue';

export interface Reference {
  readonly to: string;
  /** The attribute of Fn::GetAtt. */
  readonly attribute?: string;
}

/** All references, in both branches of each `Fn::If`. */
export function references(value: Json): readonly Reference[] {
  if (isList(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  const call = functionOf(value);
  if (call?.name === 'Ref') return [{ to: String(call.argument) }];
  if (call?.name === 'Fn::GetAtt') {
    const [to, attribute] = attributeOf(call.argument);
    return [{ to, attribute }, ...(isList(call.argument) ? call.argument.slice(1).flatMap(references) : [])];
  }
  if (call?.name === 'Fn::Sub') return referencesOfSub(call.argument);
  return Object.values(value).flatMap(references);
}

function referencesOfSub(argument: Json): readonly Reference[] {
  const [text = '', own = NONE] = isList(argument) ? argument : [argument];
  const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name);
  const free = names.filter((name) => !isObject(own) || !Object.hasOwn(own, name)).map(attributeOf);
  return [
    ...free.map(([to, attribute]) => (attribute === '' ? { to } : { to, attribute })),
    ...(isObject(own) ? references(own) : []),
  ];
}

function functionOf(value: JsonObject): { readonly name: string; readonly argument: Json } | undefined {
  const [entry, ...rest] = Object.entries(value);
  if (entry === undefined || rest.length > 0) return undefined;
  const [name, argument] = entry;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument } : undefined;
}

/** `A.B.C`, or `[A, B.C]`. */
function attributeOf(argument: Json): readonly [logicalId: string, attribute: string] {
  if (isList(argument)) return [String(argument[0]), String(argument[1])];
  const [logicalId = '', ...rest] = String(argument).split('.');
  return [logicalId, rest.join('.')];
}

function pair(name: string, argument: Json): readonly [Json, Json] {
  const [first, second] = list(name, argument);
  if (first === undefined || second === undefined)
    throw new CloudFormationFault(`Template error: ${name} needs two arguments`);
  return [first, second];
}

function list(name: string, value: Json): readonly Json[] {
  if (!isList(value)) throw new CloudFormationFault(`Template error: ${name} needs a list`);
  return value;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
