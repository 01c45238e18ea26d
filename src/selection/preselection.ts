/** Rules -> what can be decided of a record by its source and name alone, before it is parsed. */
import type { Json, JsonObject } from '../core/event.ts';
import { isObject } from '../core/fields.ts';
import { type Matcher, parsePattern } from '../core/patterns/pattern.ts';
import { NAMING_KEYS } from '../core/people/people.ts';
import type { Rule } from '../core/rule.ts';

/** A condition that each record fulfils which a rule's `when` matches; others may fulfil it as well. */
export interface Preselection {
  /** True if a rule may match a record with this `eventSource` and `eventName`, whatever else it holds. */
  readonly mayMatch: (source: string, name: string) => boolean;
  /**
   * JSON text: whatever its source and name are, a rule may match a record that holds one of these pieces (or a key or
   * value with a `\u` escape, which can spell them otherwise).
   */
  readonly pieces: readonly string[];
}

const OR = '$or';

/** One alternative of a rule: by source and name where it asks for them, else by a piece of text. */
type Condition = { readonly fits: Matcher } | { readonly piece: string };

/** Undefined if a rule asks for nothing that can be seen so early: then each record has to be parsed. */
export function preselect(rules: readonly Pick<Rule, 'on' | 'when'>[]): Preselection | undefined {
  const conditions: Condition[] = [];
  for (const { on, when } of rules) {
    // Such a rule looks at EventBridge's own events, which stand in an envelope and so in no trail file.
    if (on !== undefined) continue;
    for (const alternative of isObject(when) ? alternativesOf(when) : []) {
      const condition = conditionOf(alternative);
      if (condition === undefined) return undefined;
      conditions.push(condition);
    }
  }
  const matchers = conditions.flatMap((condition) => ('fits' in condition ? [condition.fits] : []));
  const pieces = conditions.flatMap((condition) => ('piece' in condition ? [condition.piece] : []));
  return {
    mayMatch: remembered((eventSource, eventName) => matchers.some((fits) => fits({ eventSource, eventName }))),
    // A record that no rule is about may hold the name of somebody in another.
    pieces: [...new Set([...pieces, ...NAMING_KEYS.map((key) => `"${key}"`)])],
  };
}

/** AWS's calls are some thousands; beyond that a file's author has made them up. */
const MOST_REMEMBERED = 20_000;

function remembered(decide: Preselection['mayMatch']): Preselection['mayMatch'] {
  const known = new Map<string, boolean>();
  return (source, name) => {
    const key = `${source} ${name}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const decided = decide(source, name);
    if (known.size < MOST_REMEMBERED) known.set(key, decided);
    return decided;
  };
}

/** Patterns without `$or` at their top, one of which matches whatever the pattern matches. */
function alternativesOf(pattern: JsonObject): readonly JsonObject[] {
  const { [OR]: either, ...rest } = pattern;
  if (!Array.isArray(either)) return [rest];
  return either
    .filter(isObject)
    .flatMap(alternativesOf)
    .map((one) => ({ ...one, ...rest }));
}

function conditionOf(pattern: JsonObject): Condition | undefined {
  const { eventSource, eventName } = pattern;
  const seen: JsonObject = {
    ...(Array.isArray(eventSource) ? { eventSource } : {}),
    ...(Array.isArray(eventName) ? { eventName } : {}),
  };
  if (Object.keys(seen).length > 0) return { fits: parsePattern(seen) };
  const [piece] = [...piecesOf(pattern)].sort((a, b) => a.rank - b.rank);
  return piece === undefined ? undefined : { piece: piece.text };
}

interface Piece {
  readonly text: string;
  /** 0 for a value, which few records hold; 1 for a key, which more do; 2 for a key deep inside. */
  readonly rank: number;
}

/** Pieces of text that each matching record holds. */
function* piecesOf(pattern: JsonObject, depth = 0): Generator<Piece> {
  for (const [path, value] of Object.entries(pattern)) {
    if (path === OR) continue;
    // A record may spell `a.b` as one key, so that only the key's end is certain.
    const key = `${path.split('.').at(-1) ?? path}"`;
    if (isObject(value)) yield* piecesOf(value, depth + 1);
    else if (Array.isArray(value)) {
      const [only] = value;
      if (value.length === 1 && typeof only === 'string' && isPlain(only)) yield { text: `"${only}"`, rank: 0 };
      if (value.every(needsField) && isPlain(path)) yield { text: key, rank: depth === 0 ? 1 : 2 };
    }
  }
}

/** True if JSON can write the text in one way only, `\u` escapes apart. */
const isPlain = (text: string) => /^[\w .:*-]+$/.test(text);

/** True if the leaf of a pattern can match only where the record has the field. */
const needsField = (leaf: Json) => !(isObject(leaf) && leaf['exists'] === false);
