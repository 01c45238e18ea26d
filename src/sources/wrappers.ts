/** The keys under which log shippers, queues and search engines hold a record, as text or as an object. */
import { gunzipSync } from 'node:zlib';
import type { JsonObject } from '../core/event.ts';
import { isObject } from '../core/fields.ts';
import { unflattened } from './ocsf.ts';
import { parseJson } from './parse-json.ts';
import { MOST_UNPACKED } from './unpacked.ts';

/** In this order: the original text before a copy with other names. */
const KEYS = [
  // Logs Insights, Splunk, CloudTrail Lake and Athena.
  '@message',
  '_raw',
  'eventJson',
  'eventjson',
  'event_json',
  // SNS, a function's input from SNS and SQS, `aws sqs receive-message`.
  'Message',
  'Sns',
  'body',
  'Body',
  // Elastic: the document, and in it the text before it was taken apart.
  '_source',
  'original',
  'event',
  // EventBridge: an event's own record, as text or where only that was kept; entries of PutEvents.
  'detail',
  'Detail',
  // Kinesis.
  'kinesis',
  'Data',
  // Splunk's export; Wazuh's alerts; Fluent Bit, Vector and Datadog.
  'result',
  'data',
  'aws',
  'full_log',
  'log',
  'message',
  'record',
  'content',
  'attributes',
  'fields',
];

/** Lists of such wrappers: Logs Insights, Splunk, CloudTrail Lake, SQS, Elastic, Datadog, EventBridge. */
export const LISTS = ['records', 'results', 'QueryResultRows', 'Messages', 'hits', 'data', 'Entries'] as const;

/** The values that may hold records, best first. Text counts only where it is JSON. */
export function* wrappedIn(flat: JsonObject): Generator<JsonObject | readonly unknown[]> {
  // Elastic writes `event.original` as one name too.
  const value = Object.keys(flat).some((key) => key.includes('.')) ? { ...flat, ...unflattened(flat) } : flat;
  for (const key of KEYS) {
    const inner = Object.hasOwn(value, key) ? value[key] : undefined;
    const found = typeof inner === 'string' ? jsonIn(inner) : inner;
    if (isObject(found) || Array.isArray(found)) yield found;
  }
  const hits = value['hits'];
  if (isObject(hits)) yield hits;
}

/** Text of an object or a list, with or without base64 around it, and gzip in that (Kinesis, Firehose). */
function jsonIn(text: string): unknown {
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return parseJson(text);
  if (start.includes(' ')) return undefined;
  if (start.startsWith('H4sI')) return parseJson(unpacked(Buffer.from(start, 'base64')));
  return start.startsWith('ey') || start.startsWith('W3')
    ? parseJson(Buffer.from(start, 'base64').toString())
    : undefined;
}

/** Empty if it is no gzip. */
function unpacked(bytes: Buffer): string {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED.streamRecord }).toString();
  } catch {
    return '';
  }
}

/** The columns of one row: `[{ field, value }]` of Logs Insights, `[{ name: value }]` of CloudTrail Lake. */
export function rowOf(list: readonly unknown[]): JsonObject | undefined {
  const cells = list.filter(isObject);
  if (cells.length === 0 || cells.length < list.length) return undefined;
  const isNamed = cells.every((cell) => typeof cell['field'] === 'string' && 'value' in cell);
  if (isNamed) return Object.fromEntries(cells.map((cell) => [String(cell['field']), cell['value'] ?? null]));
  const isColumns = cells.every((cell) => Object.keys(cell).length === 1 && typeof Object.values(cell)[0] === 'string');
  return isColumns ? Object.assign({}, ...cells) : undefined;
}
