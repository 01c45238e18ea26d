/** Texts that come again in every record of an archive, kept in memory once. */
import type { Json, JsonObject } from '../core/event.ts';
import { isObject } from '../core/fields.ts';
import { shared } from '../core/text.ts';

/** Half of a record's characters; the rest is different in each. */
const KEYS = [
  'eventVersion',
  'eventSource',
  'eventName',
  'awsRegion',
  'userAgent',
  'eventType',
  'eventCategory',
  'recipientAccountId',
];
/** A principal comes again with each of its events. */
const DETAILS = ['tlsDetails', 'userIdentity'];

/** Puts the one text in place of each equal one, so that the record stays the same. */
export function shareTexts(record: JsonObject): void {
  share(record, KEYS);
  for (const key of DETAILS) {
    const details = record[key];
    if (isObject(details)) share(details, Object.keys(details));
  }
}

function share(object: Record<string, Json>, keys: readonly string[]): void {
  for (const key of keys) {
    const value = object[key];
    if (typeof value === 'string') object[key] = shared(value);
  }
}
