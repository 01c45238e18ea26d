/** The raw record of an event, which is most of its memory, and the little of it that is read after inspection. */
import type { Json, JsonObject, TrailEvent } from '../event.ts';
import { isObject } from '../fields.ts';
import { SUBJECT_FIELDS } from '../people/assigned.ts';

/** Fields that sentences, formats and digests read: all of a field, or these fields in it. */
const KEPT: Readonly<Record<string, 'all' | readonly string[]>> = {
  userIdentity: 'all',
  sessionCredentialFromConsole: 'all',
  additionalEventData: ['UserName'],
  requestParameters: ['grantType', ...SUBJECT_FIELDS],
};

const KEPT_PARTS = Object.entries(KEPT);

/**
 * Leaves of the event's record only what is read of findings. In place, because findings and windows hold the same
 * event. Not for proposals, which match whole records.
 */
export function dropDetails(event: TrailEvent): void {
  const kept: Record<string, Json> = {};
  for (const [key, parts] of KEPT_PARTS) {
    const value = event.record[key];
    if (value !== undefined && parts === 'all') kept[key] = value;
    else if (isObject(value) && parts !== 'all') {
      const picked = pick(value, parts);
      if (picked !== undefined) kept[key] = picked;
    }
  }
  Object.assign(event, { record: kept });
}

/** Undefined if it has none of them. */
function pick(from: JsonObject, keys: readonly string[]): JsonObject | undefined {
  const entries = keys.flatMap((key) => {
    const value = from[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
