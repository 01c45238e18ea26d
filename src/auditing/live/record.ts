/** A sample record as `audit --live` puts it into a log group: of now, and marked as made up. */
import type { Json, JsonObject } from '../../core/event.ts';
import { isObject } from '../../core/fields.ts';
import { isoTime } from '../../core/time.ts';

/** In place of the samples' names, which somebody may have. */
const NOBODY = 'login-watch-live';
const NAMES = /alice|SamlAdmin/g;

/** `id`: the mark of the run and a number. `name`: of whoever did it. */
export function liveRecord(sample: JsonObject, id: string, now: number, name = NOBODY): JsonObject {
  return {
    ...sample,
    eventID: id,
    eventTime: isoTime(now),
    userAgent: `login-watch audit --live: a made-up record, nobody did this (${id})`,
    userIdentity: renamed(sample['userIdentity'] ?? null, name),
  };
}

function renamed(value: Json, to: string): Json {
  if (typeof value === 'string') return value.replaceAll(NAMES, to);
  if (Array.isArray(value)) return value.map((one) => renamed(one, to));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, renamed(of, to)]));
}
