/** When the next request may start: two a second in each region, fewer while AWS throttles. */
import type { Host } from '../../host.ts';

export const LOOKUP_ACTION = 'cloudtrail:LookupEvents';

export type Clock = Pick<Host, 'now' | 'sleep'>;

/**
 * "The rate of lookup requests is limited to two per second, per account, per Region":
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 * A little more than half a second, as requests don't all take equally long to get there.
 */
const SPACING = 510;
/** Half of the rate, for a watch that never ends: the other half is everybody else's. */
export const HALF_RATE = 2 * SPACING;
const WIDEST = 8;
/** After so many good answers in a row the pace picks up again. */
const RECOVERY = 10;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 20_000;

export class Pace {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #least: number;
  #spacing: number;
  #next = 0;
  #queue: Promise<void> = Promise.resolve();
  #good = 0;

  /** `spacing`: milliseconds between requests while AWS doesn't throttle. */
  constructor(clock: Clock, random: () => number, spacing = SPACING) {
    this.#clock = clock;
    this.#random = random;
    this.#least = spacing;
    this.#spacing = spacing;
  }

  /** Milliseconds between the starts of two requests. */
  get spacing(): number {
    return this.#spacing;
  }

  /** Waits for the caller's turn; all callers share the budget, first come, first served. */
  turn(signal: AbortSignal): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      // A pause may have been ordered meanwhile.
      while (!signal.aborted && this.#clock.now() < this.#next) {
        await this.#clock.sleep(this.#next - this.#clock.now(), signal);
      }
      this.#startFrom(this.#clock.now());
    });
    return this.#queue;
  }

  /** The first request of all takes long to get there (loading, connecting, TLS): the next counts from its answer. */
  connected(): void {
    this.#startFrom(this.#clock.now());
  }

  #startFrom(moment: number): void {
    this.#next = Math.max(this.#next, moment + this.#spacing);
  }

  accepted(): void {
    this.#good += 1;
    if (this.#good % RECOVERY === 0) this.#spacing = Math.max(this.#least, this.#spacing / 2);
  }

  /** AWS throttles: from now on half as fast. Once for refusals in a row, as the pauses between those grow anyway. */
  slowDown(): void {
    if (this.#good > 0) this.#spacing = Math.min(WIDEST * this.#least, this.#spacing * 2);
    this.#good = 0;
  }

  /** A pause for all: exponential with jitter, so that several tools that share the budget don't ask in step. */
  pause(attempt: number): void {
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt);
    const pause = longest * (0.5 + this.#random() / 2);
    this.#next = Math.max(this.#next, this.#clock.now() + pause);
  }
}
