/** A window that moves along with the events of one key: an event costs the same however many came before. */
import { byTime, type TrailEvent } from '../event.ts';

/** The part of an event that a window needs; small, because the function keeps it in a table. */
export interface Remembered {
  readonly event: TrailEvent;
  /** The value of the window's `distinct` or `unseen` field. */
  readonly value: string | undefined;
  /** The event is the end of a sequence (`closedBy`), not one that counts. */
  readonly closing: boolean;
}

/** One window's length of a key, ending at an event. */
export interface Tally {
  /** Counting events in the window, the last included. */
  readonly count: number;
  /** Different values among them. */
  readonly distinct: number;
  /** Earlier events in the window, whether they count or not. */
  readonly earlier: number;
  /** Earlier events in the window with the last one's value. */
  readonly alike: number;
  /** The first counting event in the window, in order of time. */
  readonly first: () => Remembered | undefined;
  /** All counting events in the window, in order of time. Costs as much as there are. */
  readonly counting: () => readonly Remembered[];
  /**
   * Only if later events are known: of all from the window's beginning to its length behind the event. Any window that
   * holds the event is a part of that.
   */
  readonly around?: Pick<Tally, 'count' | 'distinct'> & { readonly closing: number };
}

/** Entries that are looked through one by one. */
const FEW = 8;

/** The events of one key, in order of time, and a window that moves along with those that are added. */
export class SlidingTally {
  readonly #entries: Remembered[] = [];
  /** Only of more than a few, for a flood has ten thousands of keys with one event each. */
  #ids: Set<string> | undefined;
  readonly #window = new Stretch();
  /** The window and as much behind it; only while later events are known. */
  #around: Stretch | undefined;
  #last: Remembered | undefined;
  /** Events came in between: the window must be found again. */
  #isStale = false;

  /** Keeps the entry, once, wherever it belongs in time. */
  keep(entry: Remembered): void {
    if (this.#has(entry)) return;
    this.#entries.splice(positionOf(this.#entries, entry), 0, entry);
    this.#ids?.add(entry.event.id);
    this.#isStale = true;
  }

  #has({ event }: Remembered): boolean {
    if (this.#entries.length <= FEW) return this.#entries.some((one) => one.event.id === event.id);
    this.#ids ??= new Set(this.#entries.map((one) => one.event.id));
    return this.#ids.has(event.id);
  }

  /**
   * Keeps the entry and moves the window, always `length` milliseconds long, to end at it. Undefined if a later one was
   * added before, or this one was kept: then the caller must look at `span`.
   */
  add(entry: Remembered, length: number): Tally | undefined {
    const isLate = this.#last !== undefined && byTime(this.#last.event, entry.event) > 0;
    if (isLate || this.#has(entry)) {
      this.keep(entry);
      return undefined;
    }
    this.#last = entry;
    const entries = this.#entries;
    const newest = entries.at(-1);
    const isNewest = newest === undefined || byTime(newest.event, entry.event) <= 0;
    const end = isNewest ? entries.length : positionOf(entries, entry);
    const window = this.#window;
    const from = entry.event.epoch - length;
    if (this.#isStale) window.begin(lowerBound(entries, from));
    window.move(entries, from, end);
    const [earlier, alike] = [end - window.start, window.alike(entry.value)];
    if (isNewest) entries.push(entry);
    else entries.splice(end, 0, entry);
    this.#ids?.add(entry.event.id);
    const around = isNewest ? undefined : this.#lookAround(entry, end, length);
    if (isNewest) this.#around = undefined;
    window.take(entry);
    this.#isStale = false;
    const { start } = window;
    return {
      count: window.count,
      distinct: window.distinct,
      earlier,
      alike,
      first: () => firstCounting(entries, start),
      counting: () => entries.slice(start, end + 1).filter(({ closing }) => !closing),
      ...(around === undefined ? {} : { around }),
    };
  }

  #lookAround(entry: Remembered, place: number, length: number): Tally['around'] {
    const isNew = this.#around === undefined || this.#isStale;
    this.#around ??= new Stretch();
    const around = this.#around;
    if (isNew) around.begin(this.#window.start);
    else around.insert(entry, place);
    around.move(this.#entries, entry.event.epoch - length, lowerBound(this.#entries, entry.event.epoch + length + 1));
    return { count: around.count, distinct: around.distinct, closing: around.closing };
  }

  /** All entries from `from` to `to` (inclusive), in order of time. */
  span(from: number, to: number): readonly Remembered[] {
    const start = lowerBound(this.#entries, from);
    const end = lowerBound(this.#entries, to + 1);
    return this.#entries.slice(start, end);
  }
}

/** Counts of the entries between two places that only move forward. */
class Stretch {
  start = 0;
  count = 0;
  closing = 0;
  #end = 0;
  #byValue = new Counter();
  /** Values of `closing` ones, which don't count; only where there are such. */
  #closingByValue: Counter | undefined;

  get distinct(): number {
    return this.#byValue.size;
  }

  alike(value: string | undefined): number {
    return this.#byValue.of(value) + (this.#closingByValue?.of(value) ?? 0);
  }

  /** Begins anew, empty, at a place. */
  begin(place: number): void {
    this.start = place;
    this.#end = place;
    this.count = 0;
    this.closing = 0;
    this.#byValue = new Counter();
    this.#closingByValue = undefined;
  }

  /** Takes in the entries before place `end`, and drops those older than `from`. */
  move(entries: readonly Remembered[], from: number, end: number): void {
    for (let next = entries[this.#end]; next !== undefined && this.#end < end; next = entries[this.#end])
      this.take(next);
    for (
      let first = entries[this.start];
      first !== undefined && this.start < this.#end && first.event.epoch < from;
      first = entries[this.start]
    ) {
      this.#change(first, -1);
      this.start += 1;
    }
  }

  /** Takes in the entry at its end. */
  take(entry: Remembered): void {
    this.#end += 1;
    this.#change(entry, 1);
  }

  /** Counts an entry that was put at a place in between. */
  insert(entry: Remembered, place: number): void {
    if (place < this.#end) this.take(entry);
  }

  #change({ value, closing }: Remembered, by: 1 | -1): void {
    if (closing) {
      this.closing += by;
      this.#closingByValue ??= new Counter();
      this.#closingByValue.add(value, by);
      return;
    }
    this.count += by;
    this.#byValue.add(value, by);
  }
}

/** How often each value occurs; of a single value, which is what most have, without a map. */
class Counter {
  #value: string | undefined;
  #count = 0;
  #others: Map<string | undefined, number> | undefined;

  get size(): number {
    return (this.#count > 0 ? 1 : 0) + (this.#others?.size ?? 0);
  }

  of(value: string | undefined): number {
    return this.#count > 0 && value === this.#value ? this.#count : (this.#others?.get(value) ?? 0);
  }

  add(value: string | undefined, by: 1 | -1): void {
    const isOther = this.#others?.has(value) === true;
    if (!isOther && (this.#count === 0 || value === this.#value)) {
      this.#value = value;
      this.#count += by;
      return;
    }
    this.#others ??= new Map();
    const count = (this.#others.get(value) ?? 0) + by;
    if (count === 0) this.#others.delete(value);
    else this.#others.set(value, count);
  }
}

/** Closing events are few, and rarely at the front of a window. */
function firstCounting(entries: readonly Remembered[], start: number): Remembered | undefined {
  for (let index = start; index < entries.length; index += 1) {
    const entry = entries[index];
    if (entry?.closing === false) return entry;
  }
  return undefined;
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
