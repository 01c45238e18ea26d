/** Safe reading of raw JSON by path, instead of optional chains over records. */
import type { Json, JsonObject } from './event.ts';

/** The value at `a.b.0.c` (numbers index arrays), or undefined. Own properties only. */
export function valueAt(json: Json | undefined, path: string): Json | undefined {
  let here: Json | undefined = json;
  const keys = keysOf(path);
  // By index: an iterator for each path took longer than reading it.
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? '';
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as JsonObject)[key];
  }
  return here;
}

const known = new Map<string, readonly string[]>();
/** Paths stand in the code and in the settings, so there are few, and splitting one took longer than reading. */
const MOST_KNOWN = 2_000;

function keysOf(path: string): readonly string[] {
  const before = known.get(path);
  if (before !== undefined) return before;
  const keys = path.split('.');
  if (known.size < MOST_KNOWN) known.set(path, keys);
  return keys;
}

/** The text at the path; undefined if there is none or it is empty. */
export function textAt(json: Json | undefined, path: string): string | undefined {
  const value = valueAt(json, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The number at the path; text that is a decimal number counts. */
export function numberAt(json: Json | undefined, path: string): number | undefined {
  const value = valueAt(json, path);
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) return undefined;
  return Number(value);
}

/** The truth value at the path; the texts `true` and `false` count, in any case. */
export function booleanAt(json: Json | undefined, path: string): boolean | undefined {
  const value = valueAt(json, path);
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : undefined;
}

/** The list at the path; `[]` if there is none. */
export function listAt(json: Json | undefined, path: string): readonly Json[] {
  const value = valueAt(json, path);
  return Array.isArray(value) ? value : [];
}

/** The object at the path, or undefined (also for a list). */
export function objectAt(json: Json | undefined, path: string): JsonObject | undefined {
  const value = valueAt(json, path);
  return isObject(value) ? value : undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
