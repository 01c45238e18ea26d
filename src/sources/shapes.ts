/** A JSON value -> the records in it, whatever AWS wrapped them in. Recognised by content. */
import { gunzipSync } from 'node:zlib';
import type { JsonObject } from '../core/event.ts';
import { isObject, textAt } from '../core/fields.ts';
import type { Words } from '../core/language.ts';
import { wordsFrom } from '../core/words.ts';
import { RECORDS_WORDS } from '../messages/look-back/records.ts';
import { recordOfEcs } from './ecs.ts';
import { recordOfOcsf, unflattened } from './ocsf.ts';
import {
  isAggregated,
  isInsight,
  isNetworkActivity,
  isNotification,
  otherKindOf,
  SOMETHING_ELSE,
} from './other-kinds.ts';
import { parseJson } from './parse-json.ts';
import { MOST_UNPACKED } from './unpacked.ts';
import { LISTS, rowOf, wrappedIn } from './wrappers.ts';

export type Found =
  | { readonly kind: 'record'; readonly record: JsonObject }
  /** `text`: the unreadable part, if it isn't the whole value. */
  | { readonly kind: 'unreadable'; readonly reason: Words; readonly text?: string }
  /** JSON of something else; `what` ends a sentence that begins with the file's name. */
  | { readonly kind: 'other'; readonly what: Words };

/** The deepest wrapping of records: list, subscription payload, log events, message. */
const DEEPEST = 12;

/**
 * CloudWatch Logs' test message for a listener:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 */
const PROBE = 'CWL CONTROL MESSAGE';

/** CloudTrail's test of a topic: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/configure-sns-notifications-for-cloudtrail.html */
export const VALIDATION = 'CloudTrail validation message.';

const TEXT_NOT_JSON = wordsFrom(RECORDS_WORDS, ({ textNotJson }) => textNotJson);

/** `within` is the key of the array that the value stood in, where the array was cut up before. */
export function* recordsIn(value: unknown, within?: string, depth = 0): Generator<Found> {
  if (depth > DEEPEST) yield { kind: 'other', what: SOMETHING_ELSE };
  else if (typeof value === 'string') yield* inText(value, depth, { kind: 'other', what: SOMETHING_ELSE });
  else if (Array.isArray(value)) yield* inList(value, depth);
  else if (!isObject(value)) yield { kind: 'other', what: SOMETHING_ELSE };
  else yield* inObject(value, within, depth);
}

function* inList(list: readonly unknown[], depth: number): Generator<Found> {
  const row = rowOf(list);
  if (row !== undefined) return yield* recordsIn(row, undefined, depth + 1);
  for (const item of list) yield* recordsIn(item, undefined, depth + 1);
}

function* inObject(value: JsonObject, within: string | undefined, depth: number): Generator<Found> {
  // `aws cloudtrail lookup-events`: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html
  const lookedUp = value['CloudTrailEvent'];
  if (lookedUp !== undefined) return yield* inWrapped(lookedUp, depth);

  // A log event: `aws logs filter-log-events`, `get-log-events`, a subscription, Logs Insights.
  const message = value['message'] ?? value['@message'];
  if (isLogEvent(value, within) && message !== undefined) return yield* inWrapped(message, depth);

  const packed = textAt(value, 'awslogs.data');
  if (packed !== undefined) return yield* inPacked(packed, depth);
  if (value['messageType'] === 'CONTROL_MESSAGE') return;

  for (const key of ['Records', 'Events', 'events', 'logEvents']) {
    const list = value[key];
    if (!Array.isArray(list) || isRecord(value)) continue;
    for (const item of list) yield* recordsIn(item, key, depth + 1);
    return;
  }
  if (isRecord(value)) return yield { kind: 'record', record: whole(value) };
  if (isEnvelope(value)) return yield inEnvelope(value);
  if (isObject(value['Sns']) && value['Sns']['Message'] === VALIDATION) return;
  yield* inWrappers(value, depth);
}

/** EventBridge brings CloudTrail's other events under the same names as its records. */
function inEnvelope(value: JsonObject): Found {
  const { detail } = value;
  if (!isObject(detail) || !(isAggregated(detail) || isNetworkActivity(detail)))
    return { kind: 'record', record: value };
  return { kind: 'other', what: otherKindOf(detail) };
}

/** Only where a record is found at last: other text of a wrapper is no damaged record. */
function* inWrappers(value: JsonObject, depth: number): Generator<Found> {
  const record = recordOfOcsf(value);
  if (record !== undefined) return yield { kind: 'record', record };
  let named: Words | undefined;
  for (const inner of wrappersOf(value)) {
    const found = [...recordsIn(inner, undefined, depth + 1)];
    if (found.some(({ kind }) => kind === 'record')) return yield* found;
    named ??= found.flatMap((one) => (one.kind === 'other' && one.what.en !== SOMETHING_ELSE.en ? [one.what] : []))[0];
  }
  // The document's original text is better than its own fields, so that it was looked for before.
  const mapped = recordOfEcs(value);
  if (mapped !== undefined) return yield { kind: 'record', record: mapped };
  yield { kind: 'other', what: named ?? otherKindOf(value) };
}

function* wrappersOf(value: JsonObject): Generator<unknown> {
  for (const key of LISTS) if (Array.isArray(value[key])) yield value[key];
  yield* wrappedIn(value);
}

/** A place that must hold a record, mostly as text. */
function* inWrapped(value: unknown, depth: number): Generator<Found> {
  if (typeof value !== 'string') yield* recordsIn(value, undefined, depth + 1);
  else if (!value.startsWith(PROBE))
    yield* inText(value, depth, { kind: 'unreadable', reason: TEXT_NOT_JSON, text: value });
}

function* inText(text: string, depth: number, otherwise: Found): Generator<Found> {
  const value = parseJson(text);
  if (value === undefined) yield otherwise;
  else yield* recordsIn(value, undefined, depth + 1);
}

function* inPacked(packed: string, depth: number): Generator<Found> {
  let text: string;
  try {
    text = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: MOST_UNPACKED.payload }).toString('utf8');
  } catch {
    return yield { kind: 'unreadable', reason: wordsFrom(RECORDS_WORDS, ({ notPacked }) => notPacked) };
  }
  yield* inWrapped(text, depth);
}

function isLogEvent(value: JsonObject, within: string | undefined): boolean {
  if (within === 'events' || within === 'logEvents') return true;
  return typeof value['timestamp'] === 'number' || typeof value['@message'] === 'string';
}

/** Splunk and others give a record's inner fields as `userIdentity.type`. */
function whole(record: JsonObject): JsonObject {
  return Object.keys(record).some((key) => key.startsWith('userIdentity.')) ? unflattened(record) : record;
}

/** EventBridge: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
function isEnvelope(value: JsonObject): boolean {
  return typeof value['detail-type'] === 'string' && isObject(value['detail']);
}

/** One of the traits that every record has is enough, so that one which lost fields is counted rather than overlooked. */
function isRecord(value: JsonObject): boolean {
  if (isInsight(value) || isNotification(value) || isAggregated(value) || isNetworkActivity(value)) return false;
  return (
    isObject(value['userIdentity']) ||
    typeof value['eventSource'] === 'string' ||
    typeof value['eventVersion'] === 'string'
  );
}
