/** When the next request may start: two a second in each region, fewer while AWS throttles. */
import type { Host } from '../host.ts';

export const LOOKUP_ACTION = 'cloudtrail:LookupEvents';

export type Clock = Pick<Host, 'now' | 'sleep'>;

/**
 * "The rate of lookup requests is limited to two per second, per account, per Region":
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 * A little more than half a second, as the way to AWS is not always equally long.
 */
const SPACING = 520;
const WIDEST_SPACING = 8 * SPACING;
/** After so many good answers in a row the pace picks up again. */
const RECOVERY = 10;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 20_000;

export class Pace {
  readonly #clock: Clock;
  readonly #random: () => number;
  #spacing = SPACING;
  #next = 0;
  #good = 0;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Milliseconds between the starts of two requests. */
  get spacing(): number {
    return this.#spacing;
  }

  /** Waits for the caller's turn; all callers share the budget. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const start = Math.max(now, this.#next);
    this.#next = start + this.#spacing;
    if (start > now) await this.#clock.sleep(start - now, signal);
  }

  accepted(): void {
    this.#good += 1;
    if (this.#good % RECOVERY === 0) this.#spacing = Math.max(SPACING, this.#spacing / 2);
  }

  /** AWS throttles: from now on half as fast. Once for refusals in a row, as the pauses between those grow anyway. */
  slowDown(): void {
    if (this.#good > 0) this.#spacing = Math.min(WIDEST_SPACING, this.#spacing * 2);
    this.#good = 0;
  }

  /** Nobody asks for a while: exponential with jitter, so that several tools that share the budget don't ask in step. */
  pause(attempt: number): void {
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt);
    const pause = longest * (0.5 + this.#random() / 2);
    this.#next = Math.max(this.#next, this.#clock.now() + pause);
  }
}
