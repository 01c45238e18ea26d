/** Reads one region's event history: several queries, one budget of requests. */
import type { CloudTrailClient, Event, LookupEventsCommandOutput } from '@aws-sdk/client-cloudtrail';
import { NotAws } from '../../aws/answers.ts';
import { type Fault, faultOf, readError } from '../../aws/fault.ts';
import type { Words } from '../../core/language.ts';
import { asWords } from '../../core/words.ts';
import { EVERYTHING, type LookupQuery } from '../../selection/lookup-plan.ts';
import type { Reading } from '../source.ts';
import { type Choice, isSweepCheaper, pagesOf } from './choice.ts';
import { inputOf, oldestOf, readingOf } from './lookup-page.ts';
import { type Clock, Pace } from './pace.ts';
import { makeStretch, type Stretch, splitOff } from './stretch.ts';

export interface RegionOptions {
  readonly region: string;
  readonly queries: readonly LookupQuery[];
  /** Milliseconds since the epoch, whole seconds. */
  readonly from: number;
  readonly to: number;
  readonly clock: Clock;
  readonly random: () => number;
  /** The budget of several readers after each other; defaults to one of its own. */
  readonly pace?: Pace;
  /** Reads one page of everything first, and goes on with everything if that takes fewer requests than the queries. */
  readonly isProbed?: boolean;
  /** Called once the first page of a probed region shows what is asked for. */
  readonly onChoice?: (choice: Choice) => void;
  /** Called after each page. */
  onPage(readings: readonly Reading[]): void;
}

/** Requests under way at once, for when AWS takes longer to answer than the budget allows to ask. */
const LANES = 4;
/** How often a request is tried again. The rest fails at once. */
const PATIENCE: Partial<Record<Fault, number>> = {
  throttled: 12,
  server: 5,
  unreachable: 3,
  // The SDK has learnt the difference of the clocks from the answer.
  clock: 1,
};

export class RegionReader {
  readonly #options: RegionOptions;
  readonly #pace: Pace;
  readonly #waiting: Stretch[] = [];
  readonly #from: Words;
  /** How many queries are read in the end. */
  #queries = 1;
  #active = 0;
  #covered = 0;
  #pages = 0;
  #latency = 0;
  #isOver = false;

  constructor(options: RegionOptions) {
    this.#options = options;
    this.#pace = options.pace ?? new Pace(options.clock, options.random);
    this.#from = asWords(`LookupEvents ${options.region}`);
  }

  get region(): string {
    return this.#options.region;
  }

  get pages(): number {
    return this.#pages;
  }

  /** How much of the time that was asked for was read, 0 to 1, over all queries. */
  get part(): number {
    const { from, to } = this.#options;
    return this.#isOver ? 1 : this.#covered / (this.#queries * Math.max(1, to - from));
  }

  /** Ends when all was read; throws errors that a retry can't help, or the signal's reason. */
  async run(client: CloudTrailClient, signal: AbortSignal): Promise<void> {
    const stopper = new AbortController();
    const both = AbortSignal.any([signal, stopper.signal]);
    const lanes: Promise<void>[] = [];
    const open = () => {
      this.#active += 1;
      const lane = this.#lane(client, both, open).finally(() => {
        this.#active -= 1;
      });
      lanes.push(lane.catch((error: unknown) => stopper.abort(error)));
    };
    const begun = await this.#begin(client, both);
    if (this.#waiting.length > 0) open();
    if (begun !== undefined) this.#widen(begun, open);
    // Lanes may be opened while others are waited for.
    for (const lane of lanes) await lane;
    this.#isOver = true;
    both.throwIfAborted();
  }

  /** Decides what is read. Returns the sweep, if its first page has been read and more of it waits. */
  async #begin(client: CloudTrailClient, signal: AbortSignal): Promise<Stretch | undefined> {
    const { queries, isProbed, region, from, to, onChoice } = this.#options;
    const ask = () => {
      this.#queries = Math.max(1, queries.length);
      this.#waiting.push(...queries.map((query) => makeStretch(query, from, to)));
    };
    if (isProbed !== true || queries.length === 0) return void ask();
    const sweep = makeStretch(EVERYTHING, from, to);
    const page = await this.#page(client, sweep, undefined, signal);
    const events = page?.Events ?? [];
    const first = { events, isLast: page?.NextToken === undefined, from, to };
    const isSweep = queries.some(({ attribute }) => attribute === null) || isSweepCheaper(first, queries);
    onChoice?.({ region, isSweep, requests: pagesOf(first) });
    if (!isSweep) {
      this.#pages += 1;
      return void ask();
    }
    this.#took(sweep, events, first.isLast);
    if (first.isLast) return undefined;
    sweep.token = page?.NextToken;
    this.#waiting.push(sweep);
    return sweep;
  }

  async #lane(client: CloudTrailClient, signal: AbortSignal, open: () => void): Promise<void> {
    for (let stretch = this.#waiting.shift(); stretch !== undefined; stretch = this.#waiting.shift()) {
      let token = stretch.token;
      const tokens = new Set(token === undefined ? [] : [token]);
      do {
        const page = await this.#page(client, stretch, token, signal);
        token = page?.NextToken;
        if (page !== undefined) this.#took(stretch, page.Events ?? [], token === undefined);
        this.#widen(token === undefined ? undefined : stretch, open);
        if (token !== undefined && tokens.has(token)) throw new NotAws('PageTokenTwice');
        tokens.add(token ?? '');
        // A stretch that was split may get pages that another lane reads: it ends at its own lower end.
      } while (token !== undefined && stretch.reached >= stretch.from);
    }
  }

  /** Undefined if AWS no longer knows the token: then the rest of the stretch waits as a new one. */
  async #page(
    client: CloudTrailClient,
    stretch: Stretch,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<LookupEventsCommandOutput | undefined> {
    const { LookupEventsCommand } = await import('@aws-sdk/client-cloudtrail');
    for (let attempt = 0; ; attempt += 1) {
      await this.#pace.turn(signal);
      signal.throwIfAborted();
      const start = this.#options.clock.now();
      try {
        const page = await client.send(new LookupEventsCommand(inputOf(stretch, token)), { abortSignal: signal });
        this.#latency = this.#options.clock.now() - start;
        if (this.#pages === 0) this.#pace.connected();
        this.#pace.accepted();
        return page;
      } catch (error) {
        signal.throwIfAborted();
        if (readError(error).name === 'InvalidNextTokenException' && stretch.reached < stretch.asked.to) {
          this.#waiting.push(makeStretch(stretch.query, stretch.from, stretch.reached));
          return undefined;
        }
        const fault = faultOf(error);
        if (attempt >= (PATIENCE[fault] ?? 0)) throw error;
        if (fault === 'throttled') this.#pace.slowDown();
        this.#pace.pause(attempt);
      }
    }
  }

  #took(stretch: Stretch, events: readonly Event[], isLast: boolean): void {
    const reached = isLast ? stretch.from : Math.min(stretch.reached, oldestOf(events));
    this.#covered += stretch.reached - Math.max(reached, stretch.from);
    stretch.reached = reached;
    stretch.pages += 1;
    this.#pages += 1;
    this.#options.onPage(events.map((event) => readingOf(event, this.#from)));
  }

  /** Gives idle lanes something to do: queries that wait, or half of a long one. */
  #widen(current: Stretch | undefined, open: () => void): void {
    while (this.#active < LANES && this.#waiting.length > 0) open();
    // Where AWS takes longer to answer than the budget allows to ask, one request at a time would waste the budget.
    if (current === undefined || this.#active >= LANES || this.#latency <= this.#pace.spacing) return;
    const half = splitOff(current);
    if (half === undefined) return;
    this.#waiting.push(half);
    open();
  }
}
