/** Record -> TrailEvent. Only this file, actor.ts, origin.ts and sign-in.ts know CloudTrail's quirks. */
import { createHash } from 'node:crypto';
import type { Json, JsonObject, Outcome, TrailEvent } from '../event.ts';
import { booleanAt, isObject, objectAt, textAt } from '../fields.ts';
import type { Words } from '../language.ts';
import { clip, flat, shared, visible } from '../text.ts';
import { trailEpoch } from '../time.ts';
import { asWords, wordsFrom } from '../words.ts';
import { actorOf } from './actor.ts';
import { originOf } from './origin.ts';
import { RECORD_WORDS, type RecordWords } from './record-words.ts';
import { mfaOf, signInOf } from './sign-in.ts';

export type Normalised =
  | { readonly kind: 'event'; readonly event: TrailEvent }
  | { readonly kind: 'unreadable'; readonly reason: Words };

/**
 * Makes an event of a CloudTrail record, of an EventBridge event that carries one, or of any other EventBridge event
 * (a GuardDuty finding, say: then `detailType` is set). Never throws.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function normalise(input: unknown): Normalised {
  try {
    return read(input);
  } catch (error) {
    // Reading plain JSON can fail only if it is nested so deep that the stack overflows.
    return error instanceof RangeError
      ? unreadable(({ tooDeep }) => tooDeep)
      : { kind: 'unreadable', reason: asWords(String(error)) };
  }
}

/** The most characters of a foreign source that are shown. */
const SHOWN_SOURCE = 60;

const unreadable = (pick: (words: RecordWords) => string): Normalised => ({
  kind: 'unreadable',
  reason: wordsFrom(RECORD_WORDS, pick),
});

function read(input: unknown): Normalised {
  if (!isObject(input)) return unreadable(({ notObject }) => notObject);
  const detail = input['detail'];
  if (typeof input['detail-type'] !== 'string' || !isObject(detail)) return fromRecord(input, undefined);
  const sender = textAt(input, 'source');
  if (sender === undefined) return unreadable(({ noSource }) => noSource);
  // AWS keeps these sources to itself: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
  if (!sender.startsWith('aws.')) return unreadable(({ notOfAws }) => notOfAws(clip(visible(sender), SHOWN_SOURCE)));
  const isRecord = textAt(detail, 'eventSource') !== undefined && textAt(detail, 'eventName') !== undefined;
  return isRecord ? fromRecord(detail, input) : fromEventBridge(input, detail, input['detail-type'], sender);
}

function fromRecord(record: JsonObject, envelope: JsonObject | undefined): Normalised {
  const name = textAt(record, 'eventName');
  const source = textAt(record, 'eventSource');
  if (name === undefined) return unreadable(({ noField }) => noField('eventName'));
  if (source === undefined) return unreadable(({ noField }) => noField('eventSource'));
  // S3 notifications and DynamoDB streams have the same fields, with `aws:s3` and `aws:dynamodb`.
  if (source.startsWith('aws:')) return unreadable(({ notCloudTrail }) => notCloudTrail(source.slice(0, 40)));

  const actor = actorOf(record, source);
  // By name: objects spread into the literal made all rules over all records three times as slow.
  const { id, eventId } = idsOf(record);
  const agent = textAt(record, 'userAgent');
  const { time, epoch } = timeOf(record['eventTime']) ?? timeOf(envelope?.['time']) ?? UNKNOWN_TIME;
  const event: TrailEvent = {
    id,
    eventId,
    time,
    epoch,
    account: shared(
      textAt(record, 'recipientAccountId') ??
        textAt(record, 'userIdentity.accountId') ??
        textAt(envelope, 'account') ??
        'unknown',
    ),
    region: shared(textAt(record, 'awsRegion') ?? textAt(envelope, 'region') ?? 'unknown'),
    source: shared(source),
    name: shared(name),
    type: shared(textAt(record, 'eventType') ?? ''),
    actor,
    origin: originOf(record['sourceIPAddress']),
    userAgent: agent === undefined ? undefined : shared(agent),
    outcome: outcomeOf(record, name),
    error: errorOf(record),
    mfa: mfaOf(record, source, name, actor),
    readOnly: booleanAt(record, 'readOnly'),
    signIn: signInOf(record, source, name, actor),
    detailType: undefined,
    readFrom: undefined,
    record,
  };
  return { kind: 'event', event };
}

function fromEventBridge(envelope: JsonObject, detail: JsonObject, detailType: string, source: string): Normalised {
  const envelopeId = textAt(envelope, 'id');
  const id = isId(envelopeId) ? envelopeId : hashOf(envelope);
  const event: TrailEvent = {
    id,
    eventId: id,
    ...(timeOf(envelope['time']) ?? UNKNOWN_TIME),
    account: textAt(envelope, 'account') ?? 'unknown',
    region: textAt(envelope, 'region') ?? 'unknown',
    source,
    name: detailType,
    type: 'EventBridge',
    actor: { ...actorOf({}, source), kind: 'service', name: source },
    origin: originOf(undefined),
    userAgent: undefined,
    outcome: 'success',
    error: undefined,
    mfa: 'unknown',
    readOnly: undefined,
    signIn: undefined,
    detailType,
    record: detail,
  };
  return { kind: 'event', event };
}

type Moment = Pick<TrailEvent, 'time' | 'epoch'>;

// A record without a time is rare and damaged, but may still matter: it is kept, at the beginning of time.
const UNKNOWN_TIME: Moment = { time: '1970-01-01T00:00:00Z', epoch: 0 };

/** The event's record has no time that can be read. */
export const isTimeless = ({ epoch }: Pick<TrailEvent, 'epoch'>): boolean => epoch === UNKNOWN_TIME.epoch;
const LAST_MOMENT = Date.UTC(9999, 11, 31);

/** The last one, because records of one second stand side by side. */
let lastTime: { readonly value: Json | undefined; readonly moment: Moment | undefined } | undefined;

function timeOf(value: Json | undefined): Moment | undefined {
  if (lastTime === undefined || lastTime.value !== value) lastTime = { value, moment: momentOf(value) };
  return lastTime.moment;
}

function momentOf(value: Json | undefined): Moment | undefined {
  const own = typeof value === 'string' ? trailEpoch(value) : undefined;
  if (typeof value === 'string' && own !== undefined && own >= 0 && own <= LAST_MOMENT)
    return { time: value, epoch: own };
  const parsed = epochOf(value);
  if (!(parsed >= 0 && parsed <= LAST_MOMENT)) return undefined;
  const epoch = Math.floor(parsed / 1000) * 1000;
  return { time: flat(`${new Date(epoch).toISOString().slice(0, 19)}Z`), epoch };
}

/** From here on a number counts milliseconds: as seconds it would be the year 5138. */
const FIRST_MS = 1e11;
const ZONE = /(?:[zZ]|UTC|GMT|[+-]\d{2}:?\d{2})$/;

/** Exports write a time as a number since the epoch, or without a zone: that is UTC, wherever this runs. */
function epochOf(value: Json | undefined): number {
  const number = typeof value === 'string' && /^\d{9,13}(?:\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number === 'number') return number < FIRST_MS ? number * 1000 : number;
  // Longer text isn't a time, and parsing it would cost.
  if (typeof value !== 'string' || value.length > 40) return Number.NaN;
  if (ZONE.test(value)) return Date.parse(value);
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}.*))?$/.exec(value);
  return Date.parse(iso === null ? `${value} UTC` : `${iso[1]}T${iso[2] ?? '00:00'}Z`);
}

/**
 * A failed sign-in has no `errorCode`: its outcome stands under the event's own name, in `responseElements` or, for
 * Identity Center, in `serviceEventDetails`.
 */
function outcomeOf(record: JsonObject, name: string): Outcome {
  if (textAt(record, 'errorCode') !== undefined) return 'failure';
  const outcome = outcomeIn(record, 'responseElements', name) ?? outcomeIn(record, 'serviceEventDetails', name);
  if (outcome !== undefined) return outcome.toLowerCase() === 'success' ? 'success' : 'failure';
  // `aws login`: https://docs.aws.amazon.com/signin/latest/userguide/
  return booleanAt(record, 'additionalEventData.success') === false ? 'failure' : 'success';
}

/** Not by path: an event's name may hold a dot. */
function outcomeIn(record: JsonObject, part: string, name: string): string | undefined {
  const holder = objectAt(record, part);
  const value = holder !== undefined && Object.hasOwn(holder, name) ? holder[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function errorOf(record: JsonObject): TrailEvent['error'] {
  const code = textAt(record, 'errorCode');
  const message = textAt(record, 'errorMessage');
  return code === undefined && message === undefined ? undefined : { code, message };
}

/** AWS's ids have 36 characters; much longer ones wouldn't fit the table's keys. */
const MOST_ID = 200;
const isId = (id: string | undefined): id is string => id !== undefined && id.length <= MOST_ID && /[0-9a-z]/i.test(id);

/**
 * Shared examples have `...` for the id, all the same one, so it doesn't count.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
function idsOf(record: JsonObject): Pick<TrailEvent, 'id' | 'eventId'> {
  const ids = ['sharedEventID', 'addendum.originalEventID', 'eventID'].map((path) => textAt(record, path));
  const own = ids.at(-1);
  const eventId = isId(own) ? own : hashOf(record);
  return { id: ids.find(isId) ?? eventId, eventId };
}

/** An id made of the content, the same however the keys are ordered. */
function hashOf(record: JsonObject): string {
  return createHash('sha256').update(canonical(record)).digest('hex').slice(0, 32);
}

function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}
