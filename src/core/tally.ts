/** A window that moves along with the events of one key: an event costs the same however many came before. */
import { byTime, type TrailEvent } from './event.ts';

/** The part of an event that a window needs; small, because the function keeps it in a table. */
export interface Remembered {
  readonly event: TrailEvent;
  /** The value of the window's `distinct` or `unseen` field. */
  readonly value: string | undefined;
  /** The event is the end of a sequence (`closedBy`), not one that counts. */
  readonly closing: boolean;
}

/** One window's length of a key, ending at the newest event. */
export interface Tally {
  /** Counting events in the window, the newest included. */
  readonly count: number;
  /** Different values among them. */
  readonly distinct: number;
  /** Earlier events in the window, whether they count or not. */
  readonly earlier: number;
  /** Earlier events in the window with the newest one's value. */
  readonly alike: number;
  /** The first counting event in the window, in order of time. */
  readonly first: () => Remembered | undefined;
  /** All counting events in the window, in order of time. Costs as much as there are. */
  readonly counting: () => readonly Remembered[];
}

/** The events of one key, in order of time, and a window that ends at the newest. */
export class SlidingTally {
  readonly #entries: Remembered[] = [];
  readonly #ids = new Set<string>();
  readonly #byValue = new Map<string | undefined, number>();
  /** All events in the window, `closing` ones too. */
  readonly #seen = new Map<string | undefined, number>();
  #start = 0;
  #count = 0;
  /** A late event came: the window must be found again. */
  #isStale = false;

  /** Keeps the entry, once, wherever it belongs in time. */
  keep(entry: Remembered): void {
    if (this.#ids.has(entry.event.id)) return;
    this.#ids.add(entry.event.id);
    this.#entries.splice(positionOf(this.#entries, entry), 0, entry);
    this.#isStale = true;
  }

  /**
   * Keeps the entry and moves the window, always `length` milliseconds long, to end at it. Undefined if the entry
   * isn't the newest or was kept before: then the caller must look at `span`.
   */
  add(entry: Remembered, length: number): Tally | undefined {
    const newest = this.#entries.at(-1);
    const isLate = newest !== undefined && byTime(newest.event, entry.event) > 0;
    if (isLate || this.#ids.has(entry.event.id)) {
      this.keep(entry);
      return undefined;
    }
    this.#ids.add(entry.event.id);
    if (this.#isStale) this.#findAgain(entry.event.epoch - length);
    const alike = this.#slide(entry.event.epoch - length, entry.value);
    const earlier = this.#entries.length - this.#start;
    this.#entries.push(entry);
    this.#change(entry, 1);
    const [start, end] = [this.#start, this.#entries.length];
    return {
      count: this.#count,
      distinct: this.#byValue.size,
      earlier,
      alike,
      first: () => this.#firstCounting(),
      counting: () => this.#entries.slice(start, end).filter(({ closing }) => !closing),
    };
  }

  /** All entries from `from` to `to` (inclusive), in order of time. */
  span(from: number, to: number): readonly Remembered[] {
    const start = lowerBound(this.#entries, from);
    const end = lowerBound(this.#entries, to + 1);
    return this.#entries.slice(start, end);
  }

  /** Drops entries older than `from`; returns the events in the window that have the value. */
  #slide(from: number, value: string | undefined): number {
    for (
      let first = this.#entries[this.#start];
      first && first.event.epoch < from;
      first = this.#entries[this.#start]
    ) {
      this.#change(first, -1);
      this.#start += 1;
    }
    return this.#seen.get(value) ?? 0;
  }

  #change({ value, closing }: Remembered, by: 1 | -1): void {
    adjust(this.#seen, value, by);
    if (closing) return;
    this.#count += by;
    adjust(this.#byValue, value, by);
  }

  #findAgain(from: number): void {
    this.#seen.clear();
    this.#byValue.clear();
    this.#count = 0;
    this.#start = lowerBound(this.#entries, from);
    for (let index = this.#start; index < this.#entries.length; index += 1) {
      const entry = this.#entries[index];
      if (entry !== undefined) this.#change(entry, 1);
    }
    this.#isStale = false;
  }

  /** Closing events are few, and rarely at the front of a window. */
  #firstCounting(): Remembered | undefined {
    for (let index = this.#start; index < this.#entries.length; index += 1) {
      const entry = this.#entries[index];
      if (entry?.closing === false) return entry;
    }
    return undefined;
  }
}

function adjust(counts: Map<string | undefined, number>, value: string | undefined, by: 1 | -1): void {
  const count = (counts.get(value) ?? 0) + by;
  if (count === 0) counts.delete(value);
  else counts.set(value, count);
}

/** Index of the first entry at `epoch` or later. */
function lowerBound(entries: readonly Remembered[], epoch: number): number {
  return search(entries, ({ event }) => event.epoch >= epoch);
}

/** Index of the first entry that comes after this one. */
const positionOf = (entries: readonly Remembered[], entry: Remembered): number =>
  search(entries, ({ event }) => byTime(event, entry.event) > 0);

/** Index of the first entry that passes `holds`; all later ones pass too. */
function search(entries: readonly Remembered[], holds: (entry: Remembered) => boolean): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && holds(entry)) high = middle;
    else low = middle + 1;
  }
  return low;
}
