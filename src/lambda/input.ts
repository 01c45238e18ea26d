/** The function's input as a source: records in it, in S3 objects that it names, in the log group of an alarm. */
import type { Readable } from 'node:stream';
import { type Pipeline, type Settings, trailBucketOf } from '../core/settings.ts';
import { asWords } from '../core/words.ts';
import { type Arrival, openEnvelope } from '../sources/envelope.ts';
import { readArchiveFile } from '../sources/files/archive-file.ts';
import { parseJson } from '../sources/parse-json.ts';
import type { Reading, Source } from '../sources/source.ts';
import { eventsOfAlarm, type LogSearch } from './alarm-logs.ts';
import type { Notifier } from './notifier.ts';
import { testOf } from './test-mark.ts';

export type InputReading = LogSearch & Pick<Notifier, 's3' | 'settings'>;

type Piece = Reading & { readonly pipeline: Pipeline };

const INPUT = asWords('input');

export class Input implements Source {
  readonly names = ['input'];
  /** Counts of records. */
  readonly records = new Map<Pipeline, number>();
  /** Counts of events that CloudTrail writes beside its records, by their sentence. */
  readonly notLookedAt = new Map<string, number>();
  /** High-water marks of log groups, to be moved once every finding is in the outbox. */
  readonly marks: (() => Promise<void>)[] = [];
  /** Errors of what could not be fetched; the rest was read. The invocation must fail in the end, to be tried again. */
  readonly failures: Error[] = [];
  readonly #input: unknown;
  readonly #notifier: InputReading;

  constructor(input: unknown, notifier: InputReading) {
    this.#input = input;
    this.#notifier = notifier;
  }

  async *read(): AsyncGenerator<Reading> {
    const substitute = testRecord(this.#input);
    for await (const piece of this.#all()) if (substitute === undefined) yield this.#counted(piece);
    if (substitute === undefined) return;
    this.marks.length = 0;
    yield this.#counted({ kind: 'record', record: substitute, from: asWords('test'), pipeline: 'alarms' });
  }

  #counted(piece: Piece): Reading {
    if (piece.kind === 'record') this.records.set(piece.pipeline, (this.records.get(piece.pipeline) ?? 0) + 1);
    return piece;
  }

  #passBy(what: string, count = 1): void {
    this.notLookedAt.set(what, (this.notLookedAt.get(what) ?? 0) + count);
  }

  async *#all(): AsyncGenerator<Piece> {
    for (const arrival of openEnvelope(this.#input)) {
      try {
        yield* this.#piecesOf(arrival);
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(String(error));
        this.failures.push(failure);
        this.#notifier.log('error', 'could not fetch records', { from: nameOf(arrival), error: failure.name });
      }
    }
  }

  async *#piecesOf(arrival: Arrival): AsyncGenerator<Piece> {
    switch (arrival.kind) {
      case 'record':
        return yield { ...arrival, from: INPUT };
      case 'object':
        return yield* this.#piecesOfObject(arrival);
      case 'alarm':
        for await (const { message, from: group } of eventsOfAlarm(arrival.alarm, this.#notifier, this.marks)) {
          const from = asWords(group);
          for (const found of openEnvelope(parseJson(message) ?? message)) {
            if (found.kind === 'record') yield { ...found, from, pipeline: 'alarms' };
            else if (found.kind === 'not-looked-at') this.#passBy(found.what.en);
            else if (found.kind === 'unreadable') yield { ...found, from, text: message, pipeline: 'alarms' };
          }
        }
        return;
      case 'not-looked-at':
        return this.#passBy(arrival.what.en);
      case 'unreadable':
        return yield { ...arrival, from: INPUT, pipeline: 'events' };
      case 'ignored':
        this.#notifier.log('info', 'nothing to do', { why: arrival.why });
    }
  }

  /** Record by record: a file of fifty megabytes is never in memory as a whole. */
  async *#piecesOfObject({ bucket, key }: Extract<Arrival, { kind: 'object' }>): AsyncGenerator<Piece> {
    const from = asWords(`s3://${bucket}/${key}`);
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const owner = ownerOf(bucket, this.#notifier.settings);
    const command = new GetObjectCommand({ Bucket: bucket, Key: key, ...owner });
    const { Body } = await (await this.#notifier.s3()).send(command);
    if (Body === undefined) throw new Error(`${from.en} has no body`);
    for await (const reading of readArchiveFile(Body as Readable, from)) {
      if (reading.kind === 'trouble' && reading.trouble.otherEvents !== undefined)
        for (const [what, count] of reading.trouble.otherEvents) this.#passBy(what, count);
      else if (reading.kind === 'trouble')
        yield { kind: 'unreadable', from, reason: reading.trouble.reason, pipeline: 's3' };
      else yield { ...reading, pipeline: 's3' };
    }
  }
}

/** A bucket of another account stays that account's: a name that was given up may be taken by anybody. */
function ownerOf(bucket: string, settings: Settings): { readonly ExpectedBucketOwner?: string } {
  const from = trailBucketOf(settings);
  return from?.bucket === bucket ? { ExpectedBucketOwner: from.account } : {};
}

/** A test of pipeline `alarms` brings its record along: the log group is evidence, and nothing is written to it. */
function testRecord(input: unknown): unknown {
  return testOf(input) === undefined ? undefined : Reflect.get(Object(input), 'loginWatchRecord');
}

const nameOf = (arrival: Arrival) =>
  arrival.kind === 'object'
    ? `s3://${arrival.bucket}/${arrival.key}`
    : arrival.kind === 'alarm'
      ? arrival.alarm.name
      : 'input';
