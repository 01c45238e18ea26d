/**
 * One event pattern -> several that EventBridge takes. What fits no pattern is asked for less exactly: the function matches
 * the whole rule again, so more may come than was asked for, and never less.
 */
import type { Json } from '../core/event.ts';
import { isObject } from '../core/fields.ts';
import { combinations, type EventPattern, type PatternLeaf } from '../core/patterns/pattern.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_CHARACTERS = 2_048;
/**
 * AWS calls a pattern with more "too complex" and doesn't say how it counts: six stars in one pattern were taken, eight not.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
const MOST_STARS = 6;
/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const MOST_COMBINATIONS = 1_000;

/** Several long lists in one pattern would make millions. */
const MOST_PARTS = 16;
/** A beginning or an end that stands for a longer text. */
const ENOUGH = 100;

/** True if AWS takes the whole pattern. */
export const isTaken = (pattern: EventPattern): boolean =>
  JSON.stringify(pattern).length <= MOST_CHARACTERS &&
  starsIn(pattern) <= MOST_STARS &&
  combinations(pattern) <= MOST_COMBINATIONS;

/** Stars of wildcards, anywhere in the pattern. */
export function starsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + starsIn(one), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, of]) => sum + (key === 'wildcard' && !isObject(of) ? starsOf([of].flat()) : starsIn(of)),
    0,
  );
}

const starsOf = (texts: readonly unknown[]) =>
  texts.reduce<number>(
    (sum, text) => sum + (String(text).match(/\\.|\*/gs) ?? []).filter((one) => one === '*').length,
    0,
  );

/** How a pattern is made small. */
export interface Making {
  readonly isSmall: (one: EventPattern) => boolean;
  /** Called if the result passes more than was asked for. */
  readonly onWiden?: () => void;
}

/** Patterns of which each is small, and which together pass all that `when` matches. */
export function small(when: EventPattern, making: Making): readonly EventPattern[] {
  const { isSmall, onWiden } = making;
  if (isSmall(when)) return [when];
  const flat = withoutOr(when, onWiden);
  if (flat.length > 1) return flat.flatMap((one) => small(one, making));
  const only = flat[0] ?? when;
  const lists = listsIn(only);
  // Even one value of each field would be too much.
  const least = lists.reduce((pattern, { path, leaves }) => put(pattern, path, heaviest(leaves)), only);
  if (!isSmall(least)) return wider(widened(only, lists), making);
  const parts: EventPattern[] = [];
  if (halved(only, making, parts)) return parts;
  if (starsIn(only) > 0) return wider(withoutWildcards(only), making);
  const { path, leaves } = longest(lists);
  return wider(orAny(put(only, path, leaves.some(isAbsence) ? undefined : [PRESENT])), making);
}

function wider(pattern: EventPattern, making: Making): readonly EventPattern[] {
  making.onWiden?.();
  return small(pattern, making);
}

/** Halves the longest list until each part is small; false if that makes too many. */
function halved(pattern: EventPattern, making: Making, parts: EventPattern[]): boolean {
  if (parts.length >= MOST_PARTS) return false;
  if (making.isSmall(pattern)) return parts.push(pattern) > 0;
  const lists = listsIn(pattern);
  const { path, leaves } = longest(lists);
  if (leaves.length === 0) return parts.push(...wider(widened(pattern, lists), making)) > 0;
  const half = Math.ceil(leaves.length / 2);
  return [leaves.slice(0, half), leaves.slice(half)].every((some) => halved(put(pattern, path, some), making, parts));
}

/** The heaviest list of several values. */
function longest(lists: readonly List[]): List {
  const several = lists.filter(({ leaves }) => leaves.length > 1);
  return several.toSorted((a, b) => weight(b.leaves) - weight(a.leaves))[0] ?? { path: [], leaves: [] };
}

/** The same with beginnings and ends in place of wildcards. */
export function withoutWildcards(when: EventPattern): EventPattern {
  return listsIn(when)
    .filter(({ leaves }) => starsIn(leaves) > 0)
    .reduce(
      (pattern, { path, leaves }) =>
        put(
          pattern,
          path,
          leaves.map((leaf) => (starsIn(leaf) > 0 ? wildly(leaf) : leaf)),
        ),
      when,
    );
}

const wildly = (leaf: PatternLeaf): PatternLeaf => {
  const wider = isObject(leaf) ? widerWildcard(leaf['wildcard']) : undefined;
  return wider ?? { exists: true };
};

interface List {
  readonly path: readonly string[];
  readonly leaves: readonly PatternLeaf[];
}

/** The lists of values, of fields in any depth. `$or` has no values of its own. */
function listsIn(pattern: EventPattern, path: readonly string[] = []): readonly List[] {
  return Object.entries(pattern).flatMap(([key, value]): readonly List[] => {
    if (key === '$or') return [];
    const place = [...path, key];
    return Array.isArray(value) ? [{ path: place, leaves: value }] : isPattern(value) ? listsIn(value, place) : [];
  });
}

const isPattern = (value: unknown): value is EventPattern => isObject(value);

/** Length and stars count alike: either can be what AWS refuses. */
const weight = (value: unknown) => JSON.stringify(value).length + starsIn(value) * (MOST_CHARACTERS / MOST_STARS);

const heaviest = (leaves: readonly PatternLeaf[]) => leaves.toSorted((a, b) => weight(b) - weight(a)).slice(0, 1);

/** The pattern with another list at this place; without the field if there is none. */
function put(
  pattern: EventPattern,
  [key = '', ...rest]: readonly string[],
  leaves: readonly PatternLeaf[] | undefined,
): EventPattern {
  const { [key]: value, ...others } = pattern;
  if (rest.length === 0) return leaves === undefined ? others : { ...pattern, [key]: leaves };
  const inner = isPattern(value) ? put(value, rest, leaves) : {};
  return Object.keys(inner).length === 0 ? others : { ...pattern, [key]: inner };
}

/** Asks for the heaviest value less exactly; for its field not at all if there is no such way. */
function widened(pattern: EventPattern, lists: readonly List[]): EventPattern {
  const [first] = lists
    .flatMap(({ path, leaves }) => leaves.map((leaf) => ({ path, leaves, leaf })))
    .toSorted((a, b) => weight(b.leaf) - weight(a.leaf));
  if (first === undefined) return ANY;
  const wider = widerLeaf(first.leaf);
  const leaves = wider === undefined ? undefined : first.leaves.map((leaf) => (leaf === first.leaf ? wider : leaf));
  return orAny(put(pattern, first.path, leaves));
}

const orAny = (pattern: EventPattern) => (Object.keys(pattern).length === 0 ? ANY : pattern);
const isAbsence = (leaf: PatternLeaf) => isObject(leaf) && leaf['exists'] === false;

/** Every record has a source. */
const ANY: EventPattern = { eventSource: [{ exists: true }] };
const PRESENT = { exists: true };

/** A value that matches all that this one does, and has less in it; undefined if there is none. */
function widerLeaf(leaf: PatternLeaf): PatternLeaf | undefined {
  if (typeof leaf === 'string') return leaf.length > ENOUGH ? { prefix: leaf.slice(0, ENOUGH) } : PRESENT;
  if (!isObject(leaf)) return undefined;
  const [[name, value] = ['', null]] = Object.entries(leaf);
  switch (name) {
    case 'prefix':
      return typeof value === 'string' && value.length > ENOUGH ? { prefix: value.slice(0, ENOUGH) } : PRESENT;
    case 'suffix':
      return typeof value === 'string' && value.length > ENOUGH ? { suffix: value.slice(-ENOUGH) } : PRESENT;
    case 'equals-ignore-case':
      return PRESENT;
    case 'wildcard':
      return widerWildcard(value) ?? PRESENT;
    case 'anything-but':
      return widerExclusion(value);
    default:
      return undefined;
  }
}

/** The text before the first star, or behind the last. */
function widerWildcard(value: unknown): PatternLeaf | undefined {
  if (typeof value !== 'string') return undefined;
  const parts = value.split(/(?<!\\)\*/);
  const plain = (text = '') => text.replace(/\\(.)/gs, '$1');
  const [start, end] = [plain(parts[0]).slice(0, ENOUGH), plain(parts.at(-1)).slice(-ENOUGH)];
  return start !== '' ? { prefix: start } : end !== '' ? { suffix: end } : undefined;
}

/** Excludes only the first half. */
function widerExclusion(value: Json): PatternLeaf {
  if (Array.isArray(value)) return value.length > 1 ? { 'anything-but': value.slice(0, value.length / 2) } : PRESENT;
  const [[name, texts] = ['', null]] = isObject(value) ? Object.entries(value) : [];
  if (!Array.isArray(texts) || texts.length < 2) return PRESENT;
  return { 'anything-but': { [name]: texts.slice(0, texts.length / 2) } };
}

/** The alternatives of each `$or`, as patterns of their own. */
function withoutOr(pattern: EventPattern, onWiden?: () => void): readonly EventPattern[] {
  return Object.entries(pattern).reduce<readonly EventPattern[]>(
    (all, [key, value]) => {
      const alternatives: readonly EventPattern[] =
        key === '$or' && Array.isArray(value)
          ? value.filter(isPattern).flatMap((one) => withoutOr(one, onWiden))
          : isPattern(value)
            ? withoutOr(value, onWiden).map((one) => ({ [key]: one }))
            : [{ [key]: value }];
      return all.flatMap((one) => alternatives.map((other) => merged(one, other, onWiden)));
    },
    [{}],
  );
}

/** Both conditions. Two lists for one field can't be asked for in one pattern: the second is enough. */
function merged(one: EventPattern, other: EventPattern, onWiden?: () => void): EventPattern {
  const entries = Object.entries(other).map(([key, value]): [string, EventPattern[string]] => {
    const before = one[key];
    if (isPattern(before) && isPattern(value)) return [key, merged(before, value, onWiden)];
    if (before !== undefined) onWiden?.();
    return [key, value];
  });
  return { ...one, ...Object.fromEntries(entries) };
}
