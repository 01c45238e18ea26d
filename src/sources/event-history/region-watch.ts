/** One region's event history, read again and again: each time so far back that late records are seen. */
import type { Aws } from '../../aws/clients.ts';
import { MINUTE } from '../../core/time.ts';
import type { LookupQuery } from '../../selection/lookup-plan.ts';
import type { Reading } from '../source.ts';
import { RegionReader } from './lookup-region.ts';
import { type Clock, HALF_RATE, Pace } from './pace.ts';
import { wholeSecond } from './stretch.ts';

/** Moments in ms since the epoch, whole seconds. */
export interface Mark {
  /** The end of the last reading. */
  readonly through: number;
  /** The end of the last reading that went back for the whole overlap. */
  readonly deep: number;
}

export interface WatchSpan {
  readonly queries: readonly LookupQuery[];
  /** Milliseconds in which a record may come late. */
  readonly overlap: number;
  /** Nothing before it is asked for. */
  readonly begun: number;
}

/** Most records are there by then: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html */
const USUAL_DELAY = 20 * MINUTE;
const DEEP_EVERY = 10 * MINUTE;

export interface Polled {
  readonly region: string;
  readonly readings: readonly Reading[];
  /** Undefined if all was read. */
  readonly error: unknown;
  /** The mark once these readings are told. */
  readonly next: Mark;
}

export class RegionWatch {
  readonly region: string;
  readonly #clock: Clock;
  readonly #pace: Pace;
  #mark: Mark | undefined;

  constructor(region: string, clock: Clock, random: () => number, mark?: Mark) {
    this.region = region;
    this.#clock = clock;
    this.#pace = new Pace(clock, random, HALF_RATE);
    this.#mark = mark;
  }

  /** Undefined before the first reading. */
  get mark(): Mark | undefined {
    return this.#mark;
  }

  /** Never throws. `sweep`: go back to this moment. The mark stays until `advance`, so that what wasn't told is read again. */
  async poll(
    aws: Aws,
    { queries, overlap, begun }: WatchSpan,
    sweep: number | undefined,
    signal: AbortSignal,
  ): Promise<Polled> {
    const { region } = this;
    const to = Math.max(wholeSecond(this.#clock.now()), begun);
    const mark = this.#mark;
    const isDeep = mark === undefined || sweep !== undefined || to - mark.deep >= DEEP_EVERY;
    const back = mark === undefined ? begun : backFrom(mark, isDeep, overlap);
    const from = Math.min(Math.max(wholeSecond(Math.min(back, sweep ?? back)), begun), to);
    const readings: Reading[] = [];
    const options = {
      region,
      queries,
      from,
      to,
      clock: this.#clock,
      random: Math.random,
      pace: this.#pace,
      isProbed: true,
    };
    const reader = new RegionReader({ ...options, onPage: (page) => readings.push(...page) });
    const next = { through: to, deep: isDeep ? to : mark.deep };
    try {
      await reader.run(await aws.cloudtrail(region), signal);
      return { region, readings, error: undefined, next };
    } catch (error) {
      return { region, readings, error, next };
    }
  }

  advance(mark: Mark): void {
    this.#mark = mark;
  }
}

/** A deep reading begins where the last one would have missed a late record. */
const backFrom = ({ through, deep }: Mark, isDeep: boolean, overlap: number): number =>
  isDeep ? deep - overlap : through - Math.min(overlap, USUAL_DELAY);
