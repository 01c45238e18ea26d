/** EventBridge event patterns: parsed once into a matcher. */
import type { Json, JsonObject } from '../event.ts';
import { isObject } from '../fields.ts';
import { PatternError } from './pattern-error.ts';
import { type LeafTest, parseLeaf } from './pattern-leaf.ts';

export { PatternError } from './pattern-error.ts';

/** As AWS users write it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export type EventPattern = { readonly [key: string]: EventPattern | readonly PatternLeaf[] | readonly EventPattern[] };
/** A literal, or an object with one operator (`prefix`, `suffix`, `anything-but`, `numeric`, `cidr`, `exists`, `wildcard`, …). */
export type PatternLeaf = Json;

export type Matcher = (record: JsonObject) => boolean;

/** The texts of a list of texts only: prefixes and other operators can't be asked for. */
export function exactTexts(values: EventPattern[string] | undefined): readonly string[] | undefined {
  if (!Array.isArray(values)) return undefined;
  const texts = values.filter((value): value is string => typeof value === 'string');
  return texts.length === values.length ? texts : undefined;
}

type Node = (value: Json | undefined) => boolean;

const OR = '$or';
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
const MAX_COMBINATIONS = 1_000;

/**
 * Parses an event pattern. Throws `PatternError`, which names the position, for all that AWS refuses.
 * Arrays in the record match if one of their elements does; for an object in the pattern it must be one and the same.
 */
export function parsePattern(pattern: unknown): Matcher {
  if (!isObject(pattern)) throw new PatternError('', (problems) => problems.notAnObject());
  if (combinations(pattern) > MAX_COMBINATIONS) {
    throw new PatternError(OR, (problems) => problems.tooManyCombinations(MAX_COMBINATIONS));
  }
  return parseObject(pattern, '');
}

function parseObject(pattern: JsonObject, path: string): Node {
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw new PatternError(path, (problems) => problems.emptyObject());
  const tests = entries.map(([key, value]) => parseField(key, value, path === '' ? key : `${path}.${key}`));
  const all = (value: Json | undefined): boolean => {
    for (const test of tests) if (!test(value)) return false;
    return true;
  };
  return (value) => (Array.isArray(value) && value.length > 0 ? value.some(all) : all(value));
}

function parseField(key: string, value: Json | undefined, path: string): Node {
  if (key === OR) return parseOr(value, path);
  // `a.b` in a pattern is the field b of a.
  const keys = key.split('.');
  let node = parseValue(value, path);
  for (const name of keys.reverse()) node = child(name, node);
  return node;
}

function child(name: string, node: Node): Node {
  return (value) => node(memberOf(value, name));
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (!isObject(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : dotted(value, name);
}

/** A record may itself spell `a.b` as one key; EventBridge can't tell that from b within a. */
function dotted(value: JsonObject, name: string): JsonObject | undefined {
  let found: Record<string, Json> | undefined;
  // Not over a list of the keys: most fields that a pattern names are absent from most records.
  for (const key in value) {
    if (key.length <= name.length || key[name.length] !== '.' || !key.startsWith(name)) continue;
    if (!Object.hasOwn(value, key)) continue;
    found ??= {};
    found[key.slice(name.length + 1)] = value[key] ?? null;
  }
  return found;
}

function parseValue(value: Json | undefined, path: string): Node {
  if (isObject(value)) return parseObject(value, path);
  if (!Array.isArray(value)) throw new PatternError(path, (problems) => problems.expectedListOrObject());
  if (value.length === 0) throw new PatternError(path, (problems) => problems.emptyList());
  return parseLeaves(value, path);
}

/** OR over the list. Plain texts, the most common by far, become one look-up. */
function parseLeaves(leaves: readonly Json[], path: string): Node {
  const texts = new Set(leaves.filter((leaf) => typeof leaf === 'string'));
  const tests = leaves.flatMap((leaf, index) =>
    typeof leaf === 'string' ? [] : [parseLeaf(leaf, `${path}[${index}]`)],
  );
  const one = (value: Json | undefined) =>
    (typeof value === 'string' && texts.has(value)) || tests.some((test) => test(value));
  return (value) => (Array.isArray(value) ? anyLeaf(value, one) : one(isObject(value) ? undefined : value));
}

/** An empty list, like an object, isn't a leaf: the field counts as absent. */
function anyLeaf(values: readonly Json[], test: LeafTest): boolean {
  const leaves = flatten(values);
  return leaves.length === 0 ? test(undefined) : leaves.some(test);
}

function flatten(values: readonly Json[]): readonly Json[] {
  return values.flatMap((value) => (Array.isArray(value) ? flatten(value) : isObject(value) ? [] : [value]));
}

function parseOr(value: Json | undefined, path: string): Node {
  if (!Array.isArray(value) || value.length < 2) throw new PatternError(path, (problems) => problems.orNeedsTwo());
  const nodes = value.map((pattern, index) => {
    if (!isObject(pattern)) throw new PatternError(`${path}[${index}]`, (problems) => problems.expectedObject());
    return parseObject(pattern, `${path}[${index}]`);
  });
  return (record) => nodes.some((node) => node(record));
}

/** The number of patterns without `$or`. */
export function combinations(pattern: EventPattern | JsonObject): number {
  let product = 1;
  for (const [key, value] of Object.entries(pattern)) {
    if (key === OR && Array.isArray(value)) {
      product *= value.reduce<number>((sum, one) => sum + (isObject(one) ? combinations(one) : 1), 0);
    } else if (isObject(value)) {
      product *= combinations(value);
    }
  }
  return product;
}
