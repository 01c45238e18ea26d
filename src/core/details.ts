/** The raw record of an event, which is most of its memory, and the little of it that is read after inspection. */
import type { Json, JsonObject, TrailEvent } from './event.ts';
import { objectAt } from './fields.ts';

/**
 * Leaves of the event's record only what sentences and formats ask for. In place, because findings and windows hold the
 * same event. Only for an inspection without proposals, which match whole records.
 */
export function dropDetails(event: TrailEvent): void {
  const { record } = event;
  Object.assign(event, { record: { ...pick(record, KEYS), ...detailsOf(record) } });
}

/** Fields at the top that `person.ts`, `principal.ts`, `client.ts` and `say.ts` read. */
const KEYS = ['userIdentity', 'sessionCredentialFromConsole'];
/** And `same-sign-in.ts`. */
const DETAILS = 'additionalEventData';
const DETAIL_KEYS = ['UserName'];

function detailsOf(record: JsonObject): JsonObject {
  const details = pick(objectAt(record, DETAILS) ?? {}, DETAIL_KEYS);
  return Object.keys(details).length === 0 ? {} : { [DETAILS]: details };
}

function pick(from: JsonObject, keys: readonly string[]): JsonObject {
  const picked: Record<string, Json> = {};
  for (const key of keys) {
    const value = from[key];
    if (value !== undefined) picked[key] = value;
  }
  return picked;
}
