/** What earlier events left behind (design, section 6). In replay a map, in the function a table. */
import { type Remembered, SlidingTally, type Tally } from './tally.ts';

/** All times are those of events (ms since the epoch), never of the clock: a replay of last week must see last week. */
export interface Memory {
  /**
   * Keeps the entry under the key and gives all that is kept under it from `from` to `to` (inclusive), this one among
   * them, each event id once, in order of time. A memory may drop the raw record of what it gives back.
   */
  recall(key: string, entry: Remembered, from: number, to: number): Promise<readonly Remembered[]>;
  /**
   * Keeps the entry under the key, and counts the window of `length` ms that ends at it. Undefined if the entry isn't
   * the newest of its key: then `recall` must be asked. Only a memory that counts without reading has it.
   */
  readonly tally?: (key: string, entry: Remembered, length: number) => Tally | undefined;
  /**
   * Who holds the id from `at` to `until`: whoever claimed a time that meets this one, before or after it; `owner` where
   * nobody did. What the second of two is told is whose burst it goes on with, so that nobody counts on somebody who
   * died.
   */
  claim(id: string, owner: string, at: number, until: number): Promise<string>;
}

/** A claim as it is kept. */
export interface Hold {
  readonly owner: string;
  readonly at: number;
  readonly until: number;
}

/** The hold that meets the wished one, if any: its owner's own, or else the earliest. */
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
      // Holds of an id never meet, so in order of time their ends are in order, too; the newest are asked for most.
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
