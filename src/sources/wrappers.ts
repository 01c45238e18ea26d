/** The keys under which log shippers, queues and search engines hold a record, as text or as an object. */
import type { JsonObject } from '../core/event.ts';
import { isObject } from '../core/fields.ts';
import { parseJson } from './parse-json.ts';

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

/** Lists of such wrappers: Logs Insights, Splunk, CloudTrail Lake, SQS, Elastic, Datadog. */
export const LISTS = ['records', 'results', 'QueryResultRows', 'Messages', 'hits', 'data'] as const;

/** The values that may hold records, best first. Text counts only where it is JSON. */
export function* wrappedIn(value: JsonObject): Generator<JsonObject | readonly unknown[]> {
  for (const key of KEYS) {
    const inner = Object.hasOwn(value, key) ? value[key] : undefined;
    const found = typeof inner === 'string' ? jsonIn(inner) : inner;
    if (isObject(found) || Array.isArray(found)) yield found;
  }
  const hits = value['hits'];
  if (isObject(hits)) yield hits;
}

/** Text of an object or a list, with or without base64 around it (Kinesis, Firehose). */
function jsonIn(text: string): unknown {
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return parseJson(text);
  return start.startsWith('ey') && !start.includes(' ')
    ? parseJson(Buffer.from(start, 'base64').toString())
    : undefined;
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
