/** ARNs of the objects that a sentence calls by their names. */
import type { Json, TrailEvent } from './event.ts';
import { isObject, valueAt } from './fields.ts';
import { shortName } from './resource-name.ts';

const MOST = 3;

/** Those of the request that the sentence names, at most three. Policies and other texts that hold ARNs are none. */
export function objectArns({ record }: TrailEvent, sentence: string): readonly string[] {
  const isNamed = (arn: string) => !sentence.includes(arn) && sentence.includes(shortName(arn));
  return [...new Set(arnsIn(valueAt(record, 'requestParameters')).filter(isNamed))].slice(0, MOST);
}

function arnsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return /^arn:[^\s"]+$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(arnsIn);
  return isObject(value) ? Object.values(value).flatMap(arnsIn) : [];
}
