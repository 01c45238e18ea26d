/** The engine's memory of earlier events (design, section 6): a map in replay, a table in the function. */
import { type Remembered, SlidingTally, type Tally } from './tally.ts';

/** All times are those of events (milliseconds since the epoch), never of the clock: a replay must see its own week. */
export interface Memory {
  /**
   * Keeps the entry under the key and returns all entries of the key from `from` to `to` (inclusive), this one among
   * them, each event id once, in order of time. A memory may drop the raw record of returned entries.
   */
  recall(key: string, entry: Remembered, from: number, to: number): Promise<readonly Remembered[]>;
  /**
   * Keeps the entry, and counts the window of `length` milliseconds that ends at it. Undefined if the entry isn't
   * the newest of its key: then call `recall`. Only a memory that counts without reading has it.
   */
  readonly tally?: (key: string, entry: Remembered, length: number) => Tally | undefined;
  /**
   * Claims the id from `at` to `until`; returns the owner of an overlapping claim, earlier or later, or else `owner`.
   * A second caller thus learns whose burst it continues, and no caller counts on one that died.
   */
  claim(id: string, owner: string, at: number, until: number): Promise<string>;
}

/** A claim as it is kept. */
export interface Hold {
  readonly owner: string;
  readonly at: number;
  readonly until: number;
}

/** The hold that overlaps the wished one, if any: its owner's own, or else the earliest. */
export function holderOf(holds: readonly Hold[], wish: Hold): Hold | undefined {
  const meeting = holds.filter(({ at, until }) => at <= wish.until && until >= wish.at);
  return (
    meeting.find(({ owner }) => owner === wish.owner) ??
    meeting.reduce<Hold | undefined>(
      (first, hold) => (first === undefined || hold.at < first.at ? hold : first),
      undefined,
    )
  );
}

/** A memory that lasts as long as the process. */
export function createMemory(): Memory {
  const kept = new Map<string, SlidingTally>();
  const claims = new Map<string, Hold[]>();
  const under = (key: string): SlidingTally => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = new SlidingTally();
    kept.set(key, made);
    return made;
  };
  return {
    async recall(key, entry, from, to) {
      const entries = under(key);
      entries.keep(entry);
      return entries.span(from, to);
    },
    tally: (key, entry, length) => under(key).add(entry, length),
    async claim(id, owner, at, until) {
      const holds = claims.get(id) ?? [];
      claims.set(id, holds);
      const wish = { owner, at, until };
      // Holds of an id never overlap, so in order of time their ends are in order, too; the newest are asked for most.
      let position = holds.length;
      const meeting: Hold[] = [];
      for (let hold = holds[position - 1]; hold !== undefined && hold.until >= at; hold = holds[position - 1]) {
        if (hold.at <= until) meeting.push(hold);
        position -= 1;
      }
      const holder = holderOf(meeting, wish);
      if (holder === undefined) holds.splice(position, 0, wish);
      return (holder ?? wish).owner;
    },
  };
}
