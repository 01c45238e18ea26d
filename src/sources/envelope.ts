/**
 * The function's input -> its content: records, or places of records. Every pipeline's envelope, and one in another.
 */
import type { JsonObject } from '../core/event.ts';
import { isObject, listAt, numberAt, objectAt, textAt } from '../core/fields.ts';
import type { Words } from '../core/language.ts';
import type { Pipeline } from '../core/settings.ts';
import { wordsFrom } from '../core/words.ts';
import { RECORDS_WORDS, type RecordsWords } from '../messages/look-back/records.ts';
import { isOfOtherEvents } from './other-kinds.ts';
import { jsonText, parseJson } from './parse-json.ts';
import { recordsIn, VALIDATION } from './shapes.ts';

/** A metric alarm that changed its state. */
export interface AlarmChange {
  readonly name: string;
  readonly state: string;
  /** ms since the epoch. */
  readonly changed: number;
  /** The metrics it watches: one, or for metric math several. */
  readonly metrics: readonly { readonly namespace: string; readonly name: string }[];
  /** How far back the alarm looks, in ms. */
  readonly span: number;
}

export type Arrival =
  | { readonly kind: 'record'; readonly record: JsonObject; readonly pipeline: Pipeline }
  | { readonly kind: 'object'; readonly bucket: string; readonly key: string }
  | { readonly kind: 'alarm'; readonly alarm: AlarmChange }
  /** Nothing to do, and no mistake: a probe, a digest file, a notification of something deleted. */
  | { readonly kind: 'ignored'; readonly why: string }
  /** An event that CloudTrail writes beside its records. `what` ends a sentence that begins with its place. */
  | { readonly kind: 'not-looked-at'; readonly what: Words; readonly pipeline: Pipeline }
  | { readonly kind: 'unreadable'; readonly reason: Words; readonly text: string };

/** The deepest nesting: SNS in SQS, EventBridge in SNS, and so on. */
const DEEPEST = 6;
const SHOWN = 100_000;

/** Never throws: an unreadable part is reported as such, and doesn't hide the parts beside it. */
export function openEnvelope(input: unknown): readonly Arrival[] {
  return [...inValue(input, 'events', 0)];
}

function* inValue(value: unknown, pipeline: Pipeline, depth: number): Generator<Arrival> {
  if (depth > DEEPEST || !isObject(value))
    return yield unreadable(
      said(({ notInput }) => notInput),
      value,
    );
  if (textAt(value, 'awslogs.data') !== undefined) return yield* inRecords(value, 'logs');
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions.html
  if (textAt(value, 'AlarmName') !== undefined && textAt(value, 'NewStateValue') !== undefined)
    return yield { kind: 'alarm', alarm: alarmOf(value) };
  // https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
  if (value['Type'] === 'Notification') return yield* inText(value['Message'], pipeline, depth);
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/configure-sns-notifications-for-cloudtrail.html
  const keys = value['s3ObjectKey'];
  if (Array.isArray(keys)) {
    for (const key of keys) yield objectAtKey(textAt(value, 's3Bucket'), String(key));
    return;
  }
  if (value['Event'] === 's3:TestEvent') return yield { kind: 'ignored', why: 'a test of S3’s' };
  // CloudTrail's records of calls to S3 come from `aws.s3` as well, but hold no object.
  if (value['source'] === 'aws.s3' && objectAt(value, 'detail.object') !== undefined)
    return yield fromEventBridgeS3(value);
  const records = value['Records'];
  if (Array.isArray(records) && records.some(isCarrier)) {
    for (const record of records) yield* inCarrier(record, pipeline, depth);
    return;
  }
  yield* inRecords(value, Array.isArray(records) ? 's3' : pipeline);
}

/** `Records` of S3, SNS and SQS name their service; CloudTrail's have events of any service. */
const isCarrier = (record: unknown) => serviceOf(record) !== undefined;

function serviceOf(record: unknown): string | undefined {
  const source = isObject(record) ? (textAt(record, 'eventSource') ?? textAt(record, 'EventSource')) : undefined;
  return source?.startsWith('aws:') ? source : undefined;
}

function* inCarrier(record: unknown, pipeline: Pipeline, depth: number): Generator<Arrival> {
  const service = serviceOf(record);
  if (!isObject(record))
    yield unreadable(
      said(({ notObject }) => notObject),
      record,
    );
  else if (service === 'aws:sns') yield* inText(textAt(record, 'Sns.Message'), pipeline, depth);
  else if (service === 'aws:sqs') yield* inText(record['body'], pipeline, depth);
  else if (service === 'aws:s3') yield fromNotification(record);
  else
    yield unreadable(
      said(({ fromService }) => fromService(service)),
      record,
    );
}

function* inText(text: unknown, pipeline: Pipeline, depth: number): Generator<Arrival> {
  if (text === VALIDATION) return yield { kind: 'ignored', why: 'a test of CloudTrail’s' };
  const value = typeof text === 'string' ? parseJson(text) : undefined;
  if (value === undefined)
    yield unreadable(
      said(({ messageNotJson }) => messageNotJson),
      text,
    );
  else yield* inValue(value, pipeline, depth + 1);
}

function* inRecords(value: JsonObject, pipeline: Pipeline): Generator<Arrival> {
  let count = 0;
  for (const found of recordsIn(value)) {
    count += 1;
    if (found.kind === 'record') yield { kind: 'record', record: found.record, pipeline };
    else if (found.kind === 'unreadable') yield unreadable(found.reason, found.text ?? value);
    else if (isOfOtherEvents(found.what)) yield { kind: 'not-looked-at', what: found.what, pipeline };
    else yield unreadable(found.what, value);
  }
  // CloudWatch Logs' test message for a listener is empty.
  if (count === 0) yield { kind: 'ignored', why: 'no records in it' };
}

/** The key is encoded as in a form: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
function fromNotification(record: JsonObject): Arrival {
  const name = textAt(record, 'eventName') ?? '';
  if (!name.startsWith('ObjectCreated')) return { kind: 'ignored', why: `S3 tells of ${name}` };
  const key = textAt(record, 's3.object.key');
  if (key === undefined)
    return unreadable(
      said(({ noObject }) => noObject),
      record,
    );
  try {
    return objectAtKey(textAt(record, 's3.bucket.name'), decodeURIComponent(key.replaceAll('+', ' ')));
  } catch {
    return unreadable(
      said(({ undecodable }) => undecodable),
      record,
    );
  }
}

/** Here the key is not encoded: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
function fromEventBridgeS3(value: JsonObject): Arrival {
  if (value['detail-type'] !== 'Object Created') return { kind: 'ignored', why: `S3 tells of ${value['detail-type']}` };
  return objectAtKey(textAt(value, 'detail.bucket.name'), textAt(value, 'detail.object.key') ?? '');
}

/** Digest and Insights files lie in the same bucket, under names of their own. */
function objectAtKey(bucket: string | undefined, key: string): Arrival {
  if (bucket === undefined || key === '')
    return unreadable(
      said(({ noObject }) => noObject),
      key,
    );
  if (!/(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/CloudTrail\//.test(key))
    return { kind: 'ignored', why: 'an S3 object that is no log file of CloudTrail' };
  return { kind: 'object', bucket, key };
}

function alarmOf(value: JsonObject): AlarmChange {
  const trigger = objectAt(value, 'Trigger') ?? {};
  const metrics = [trigger, ...listAt(trigger, 'Metrics').map((metric) => objectAt(metric, 'MetricStat.Metric') ?? {})];
  const changed = Date.parse((textAt(value, 'StateChangeTime') ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return {
    name: textAt(value, 'AlarmName') ?? '',
    state: textAt(value, 'NewStateValue') ?? '',
    changed: Number.isNaN(changed) ? Date.now() : changed,
    metrics: metrics.flatMap((metric) => {
      const [namespace, name] = [textAt(metric, 'Namespace'), textAt(metric, 'MetricName')];
      return namespace === undefined || name === undefined ? [] : [{ namespace, name }];
    }),
    span: (numberAt(trigger, 'Period') ?? 300) * (numberAt(trigger, 'EvaluationPeriods') ?? 1) * 1_000,
  };
}

const said = (pick: (words: RecordsWords) => string) => wordsFrom(RECORDS_WORDS, pick);

function unreadable(reason: Words, value: unknown): Arrival {
  return { kind: 'unreadable', reason, text: jsonText(value).slice(0, SHOWN) };
}
