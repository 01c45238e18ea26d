/** What was handed in -> the events in it, wherever they lie: in the input, in S3 objects, in a log group. */
import type { Readable } from 'node:stream';
import { isSignIn } from '../aws/login-table/logins.ts';
import type { TrailEvent } from '../core/event.ts';
import { normalise } from '../core/normalise.ts';
import type { Pipeline } from '../core/settings.ts';
import { type Arrival, openEnvelope } from '../sources/envelope.ts';
import { readArchiveFile } from '../sources/files/archive-file.ts';
import { jsonText } from '../sources/parse-json.ts';
import { eventsOfAlarm } from './alarm-logs.ts';
import type { Notifier } from './notifier.ts';
import { testOf } from './test-mark.ts';

/** Something that should have been a record. */
export interface Unreadable {
  readonly reason: string;
  /** Where it was: an object, a log group, the input. */
  readonly from: string;
  /** As much of it as a queue takes. */
  readonly text: string;
}

export interface Gathered {
  /** Only those that a rule looks at, and sign-ins: a file may hold fifty thousand others. */
  readonly events: readonly TrailEvent[];
  readonly records: ReadonlyMap<Pipeline, number>;
  /** The first hundred, and how many they are in all. */
  readonly unreadable: readonly Unreadable[];
  readonly spoilt: number;
  /** To be called once everything is told: high-water marks of log groups. */
  readonly marks: readonly (() => Promise<void>)[];
  /** What could not be fetched; the rest was. The invocation must fail in the end, so that it is tried again. */
  readonly failures: readonly Error[];
}

const MOST_KEPT = 100;
/** Characters; a queue takes 256 kB, and one may become six bytes. */
const MOST_TEXT = 40_000;

export async function gather(input: unknown, notifier: Notifier): Promise<Gathered> {
  const basket = new Basket(notifier);
  const substitute = testRecord(input);
  for (const arrival of openEnvelope(input)) {
    try {
      await take(arrival, basket, notifier);
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      basket.failures.push(failure);
      notifier.log('error', 'could not fetch records', { from: nameOf(arrival), error: failure.name });
    }
  }
  if (substitute === undefined) return basket;
  const test = new Basket(notifier);
  test.add(substitute, 'alarms', 'test');
  test.failures.push(...basket.failures);
  return test;
}

/** A test of pipeline `alarms` brings its record along: the log group is evidence, and nothing is written to it. */
function testRecord(input: unknown): unknown {
  return testOf(input) === undefined ? undefined : Reflect.get(Object(input), 'loginWatchRecord');
}

class Basket implements Gathered {
  readonly events: TrailEvent[] = [];
  readonly records = new Map<Pipeline, number>();
  readonly unreadable: Unreadable[] = [];
  readonly marks: (() => Promise<void>)[] = [];
  spoilt = 0;
  readonly failures: Error[] = [];
  readonly #notifier: Notifier;

  constructor(notifier: Notifier) {
    this.#notifier = notifier;
  }

  add(record: unknown, pipeline: Pipeline, from: string): void {
    this.records.set(pipeline, (this.records.get(pipeline) ?? 0) + 1);
    const read = normalise(record);
    if (read.kind === 'unreadable') this.spoil(read.reason, from, jsonText(record));
    else if (isSignIn(read.event) || this.#notifier.active.some((rule) => looksAt(rule, read.event)))
      this.events.push(read.event);
  }

  spoil(reason: string, from: string, text: string): void {
    this.spoilt += 1;
    // A damaged file may hold a million of them; the file itself is still where it was.
    if (this.spoilt <= MOST_KEPT) this.unreadable.push({ reason, from, text: text.slice(0, MOST_TEXT) });
  }
}

/** A rule that throws here throws again, and is told, where it is inspected. */
function looksAt({ sources, matches }: Notifier['active'][number], event: TrailEvent): boolean {
  if (sources !== undefined && !sources.has(event.source)) return false;
  try {
    return matches(event);
  } catch {
    return true;
  }
}

async function take(arrival: Arrival, basket: Basket, notifier: Notifier): Promise<void> {
  switch (arrival.kind) {
    case 'record':
      return basket.add(arrival.record, arrival.pipeline, 'input');
    case 'object':
      return takeObject(arrival, basket, notifier);
    case 'alarm':
      for await (const { message, from } of eventsOfAlarm(arrival.alarm, notifier, basket.marks)) {
        for (const found of openEnvelope(parsed(message))) {
          if (found.kind === 'record') basket.add(found.record, 'alarms', from);
          else if (found.kind === 'unreadable') basket.spoil(found.reason, from, message);
        }
      }
      return;
    case 'unreadable':
      return basket.spoil(arrival.reason, 'input', arrival.text);
    case 'ignored':
      return notifier.log('info', 'nothing to do', { why: arrival.why });
  }
}

/** Record by record: a file of fifty megabytes is never in memory as a whole. */
async function takeObject(
  { bucket, key }: Extract<Arrival, { kind: 'object' }>,
  basket: Basket,
  { s3 }: Notifier,
): Promise<void> {
  const from = `s3://${bucket}/${key}`;
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const { Body } = await (await s3()).send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (Body === undefined) throw new Error(`${from} has no body`);
  for await (const reading of readArchiveFile(Body as Readable, from)) {
    if (reading.kind === 'record') basket.add(reading.record, 's3', from);
    else if (reading.kind === 'unreadable') basket.spoil(reading.reason, reading.from, '');
    else if (reading.kind === 'trouble') basket.spoil(reading.trouble.reason, from, '');
  }
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return message;
  }
}

const nameOf = (arrival: Arrival) =>
  arrival.kind === 'object'
    ? `s3://${arrival.bucket}/${arrival.key}`
    : arrival.kind === 'alarm'
      ? arrival.alarm.name
      : 'input';
