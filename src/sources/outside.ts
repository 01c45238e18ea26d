/** Events beyond the time and the regions that were asked for. */
import type { TrailEvent } from '../core/event.ts';
import { isTimeless } from '../core/record/normalise.ts';

/** When and where an event happened. */
export type Moment = Pick<TrailEvent, 'epoch' | 'region'>;

/** The limit that an event lies beyond. */
export type Outside = 'time' | 'region';

/** The time (ms since the epoch, both ends included) and the regions that were asked for; undefined is all. */
export interface Limits {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly regions: readonly string[] | undefined;
}

/** Undefined for a moment within the limits. Nobody knows it of a record without a time, so that none leaves it out. */
export const outsideOf =
  ({ from, to, regions }: Limits) =>
  (moment: Moment): Outside | undefined => {
    const { epoch, region } = moment;
    const isBeyond = (from !== undefined && epoch < from) || (to !== undefined && epoch > to);
    if (isBeyond && !isTimeless(moment)) return 'time';
    return regions === undefined || regions.includes(region) ? undefined : 'region';
  };

/** Events beyond the limits that were asked for. */
export interface OutsideEvents {
  readonly time: number;
  readonly region: number;
  /** When the first and the last of them happened, in ms since the epoch. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Names of their regions, sorted. */
  readonly regions: readonly string[];
}

/** The earlier of two moments, of which one may be missing. */
export const earliest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);

/** The later of two moments, of which one may be missing. */
export const latest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);

/** Counts what lies beyond the limits. */
export class OutsideTally {
  readonly #counts = { time: 0, region: 0 };
  readonly #regions = new Set<string>();
  #first: number | undefined;
  #last: number | undefined;

  get count(): number {
    return this.#counts.time + this.#counts.region;
  }

  add({ epoch, region }: Moment, by: Outside): void {
    this.#counts[by] += 1;
    this.#regions.add(region);
    this.#first = earliest(this.#first, epoch);
    this.#last = latest(this.#last, epoch);
  }

  addAll({ time, region, first, last, regions }: OutsideEvents): void {
    this.#counts.time += time;
    this.#counts.region += region;
    for (const name of regions) this.#regions.add(name);
    this.#first = earliest(this.#first, first);
    this.#last = latest(this.#last, last);
  }

  end(): OutsideEvents {
    const { time, region } = this.#counts;
    // By name: a spread object that more is added to gets a new hidden class, here for each file, and those pile up.
    return { time, region, first: this.#first, last: this.#last, regions: [...this.#regions].toSorted() };
  }
}
