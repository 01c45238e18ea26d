/** All regions of one lookup: refusals of one region, refusals of all, and interruptions. */
import type { Aws } from '../../aws/clients.ts';
import { explainAws } from '../../aws/errors.ts';
import { type Fault, faultOf } from '../../aws/fault.ts';
import { REGIONS_ENABLED_BY_DEFAULT } from '../../aws/regions-by-default.ts';
import type { Words } from '../../core/language.ts';
import type { UserError } from '../../core/user-error.ts';
import { asWords, wordsFrom } from '../../core/words.ts';
import { EVENT_HISTORY_WORDS } from '../../messages/look-back/event-history.ts';
import type { LookupQuery } from '../../selection/lookup-plan.ts';
import type { Reading } from '../source.ts';
import type { Choice } from './choice.ts';
import { type LookupProgress, timeLeft } from './lookup-progress.ts';
import { RegionReader } from './lookup-region.ts';
import { Outbox } from './merged.ts';
import { type Clock, LOOKUP_ACTION } from './pace.ts';

export interface LookupJobOptions {
  readonly aws: Aws;
  readonly regions: readonly string[];
  /** The user named these regions, so one that is closed is missing. */
  readonly areNamed?: boolean;
  readonly queries: readonly LookupQuery[];
  /** Milliseconds since the epoch; the job takes whole seconds. */
  readonly from: number;
  readonly to: number;
  /** One page of everything decides in each region between everything and the queries. */
  readonly isProbed?: boolean;
  readonly onChoice?: (choice: Choice) => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onProgress?: (progress: LookupProgress) => void;
}

/** Faults of the caller, not of a region: the other regions would answer alike, so no further request is sent. */
const EVERYWHERE: ReadonlySet<Fault> = new Set(['no-credentials', 'mfa-code', 'expired', 'bad-credentials', 'clock']);

/** Many accounts close the regions that they don't use: nothing is missing there, and nothing is to be done. */
const CLOSED: ReadonlySet<Fault> = new Set(['denied', 'region-disabled']);

export class LookupJob {
  readonly readings = new Outbox<Reading>();
  readonly #options: LookupJobOptions;
  readonly #readers: readonly RegionReader[];
  readonly #stopper = new AbortController();
  readonly #started: number;
  /** Why regions could not be read at all, by region. */
  readonly #refusals = new Map<string, unknown>();
  #done = 0;
  #records = 0;

  constructor(options: LookupJobOptions) {
    this.#options = options;
    this.#started = options.clock.now();
    this.#readers = options.regions.map(
      (region) => new RegionReader({ ...options, region, onPage: (readings) => this.#took(readings) }),
    );
  }

  start(signal: AbortSignal): void {
    const either = AbortSignal.any([signal, this.#stopper.signal]);
    void Promise.all(this.#readers.map((reader) => this.#read(reader, either))).then(
      () => this.readings.close(this.#refusalOfAll()),
      (failure: unknown) => this.readings.close(failure),
    );
  }

  /** Requests under way are dropped. */
  stop(): void {
    this.#stopper.abort();
  }

  get #pages(): number {
    return this.#readers.reduce((sum, { pages }) => sum + pages, 0);
  }

  async #read(reader: RegionReader, signal: AbortSignal): Promise<void> {
    try {
      await reader.run(await this.#options.aws.cloudtrail(reader.region), signal);
    } catch (error) {
      this.#failed(reader, error, signal);
    }
    this.#done += 1;
    this.#tell();
  }

  #failed(reader: RegionReader, error: unknown, signal: AbortSignal): void {
    if (signal.aborted) {
      this.#restNotRead(reader, signal.reason instanceof Stopped ? signal.reason.why : INTERRUPTED);
      return;
    }
    const { region } = reader;
    const explained = explainAws(error, { action: LOOKUP_ACTION, region, profile: this.#options.aws.profile });
    const fault = faultOf(error);
    if (isEverywhere(fault, region)) {
      if (this.#pages === 0) throw explained;
      this.#restNotRead(reader, explained.words, explained.nextStep);
      this.#stopper.abort(new Stopped(explained.words));
    } else if (reader.pages === 0) {
      this.#refusals.set(region, error);
      const isMissing = this.#options.areNamed === true || !CLOSED.has(fault);
      this.#notCovered(reader, explained.words, isMissing ? explained.nextStep : undefined);
    } else {
      this.#restNotRead(reader, explained.words, explained.nextStep);
    }
  }

  /** The error if no region could be read: a failure, not a report with gaps. */
  #refusalOfAll(): UserError | undefined {
    const refusals = this.#readers.flatMap(({ region }) =>
      this.#refusals.has(region) ? [{ region, error: this.#refusals.get(region) }] : [],
    );
    const [first] = refusals;
    if (first === undefined || refusals.length < this.#readers.length) return undefined;
    const isOne = new Set(refusals.map(({ error }) => faultOf(error))).size === 1 && refusals.length > 1;
    const all = wordsFrom(EVENT_HISTORY_WORDS, ({ allRegions }) => allRegions(refusals.length));
    const region = isOne ? all : first.region;
    return explainAws(first.error, { action: LOOKUP_ACTION, region, profile: this.#options.aws.profile });
  }

  #restNotRead(reader: RegionReader, why: Words, hint?: Words): void {
    const reason = wordsFrom(EVENT_HISTORY_WORDS, (words, language) => words.restNotRead(why[language], reader.pages));
    this.#notCovered(reader, reason, hint);
  }

  #notCovered({ region }: RegionReader, reason: Words, hint?: Words): void {
    const from = asWords(`cloudtrail:${region}`);
    this.readings.push({ kind: 'not-covered', region, from, reason, ...(hint === undefined ? {} : { hint }) });
  }

  #took(readings: readonly Reading[]): void {
    for (const reading of readings) this.readings.push(reading);
    this.#records += readings.length;
    this.#tell();
  }

  #tell(): void {
    const { clock, onProgress } = this.#options;
    const parts = this.#readers.map(({ part }) => part);
    onProgress?.({
      regionsDone: this.#done,
      regions: this.#readers.length,
      pages: this.#pages,
      records: this.#records,
      left: timeLeft(parts, clock.now() - this.#started),
    });
  }
}

/** Why all regions end before their time. */
class Stopped extends Error {
  readonly why: Words;
  constructor(why: Words) {
    super(why.en);
    this.why = why;
  }
}

const INTERRUPTED = wordsFrom(EVENT_HISTORY_WORDS, ({ interrupted }) => interrupted);

/** A region that has to be enabled answers as if the credentials were wrong while it is not. */
function isEverywhere(fault: Fault, region: string): boolean {
  if (fault === 'bad-credentials' && !REGIONS_ENABLED_BY_DEFAULT.includes(region)) return false;
  return EVERYWHERE.has(fault);
}
