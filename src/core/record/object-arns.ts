/** ARNs of the objects that a sentence calls by their names. */
import type { Json, TrailEvent } from '../event.ts';
import { isObject, valueAt } from '../fields.ts';
import { shortName } from './resource-name.ts';

const MOST = 3;

/** Those of the request that the sentence names, at most three. Policies and other texts that hold ARNs are none. */
export function objectArns({ record }: TrailEvent, sentence: string): readonly string[] {
  const isNamed = (arn: string) => {
    const name = shortName(arn);
    return name !== '' && !sentence.includes(arn) && sentence.includes(name);
  };
  return [...new Set(arnsIn(valueAt(record, 'requestParameters')).filter(isNamed))].slice(0, MOST);
}

/** Levels of a request that are looked into: real ones have fewer, and a made-up one may have no end. */
const DEEPEST = 10;

function arnsIn(value: Json | undefined, depth = 0): readonly string[] {
  if (typeof value === 'string') return /^arn:[^\s"]{1,2044}$/.test(value) ? [value] : [];
  if (depth > DEEPEST) return [];
  const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return inner.flatMap((one) => arnsIn(one, depth + 1));
}
