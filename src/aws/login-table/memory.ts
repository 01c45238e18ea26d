/** `Memory` in the login table, which outlasts an invocation. */
import type { Memory } from '../../core/counting/memory.ts';
import { type Remembered, SlidingTally } from '../../core/counting/tally.ts';
import { byTime } from '../../core/event.ts';
import { tableClaims } from './claims.ts';
import type { Table } from './table.ts';
import { type Near, type Recall, tableWindows } from './windows.ts';

/** A memory that was read once, for one inspection or several of the same events. */
export interface ReadMemory {
  /** A memory for one inspection; what it claims is written by `settle`. */
  begin(): Promise<MemoryRound>;
}

export interface MemoryRound extends Memory {
  /** Writes the claims. False if another invocation was first with one: then the inspection must be made again. */
  settle(): Promise<boolean>;
}

export interface TableMemory extends Memory {
  /**
   * Writes all entries first, then reads what stands near them, and returns a memory that answers these recalls.
   * Recalled one by one, a thousand failed sign-ins would read each other a million times. Of two invocations that
   * write parts of a burst at the same moment, the later one to read finds all of it. `claims` are ids that are likely
   * to be claimed.
   */
  prefetch(recalls: readonly Recall[], claims?: readonly string[]): Promise<ReadMemory>;
}

export function tableMemory(table: Table, now: () => number): TableMemory {
  const windows = tableWindows(table, now);
  const claims = tableClaims(table, now);
  const prefetch = async (recalls: readonly Recall[], ids: readonly string[] = []): Promise<ReadMemory> => {
    const near = await windows.exchange(recalls);
    return { begin: async () => ({ ...countingOver(near, recalls), ...(await claims.begin(ids)) }) };
  };
  const memory: TableMemory = {
    prefetch,
    async claim(id, owner, at, until) {
      for (;;) {
        const round = await claims.begin([id]);
        const holder = await round.claim(id, owner, at, until);
        if (await round.settle()) return holder;
      }
    },
    async recall(key, entry, from, to) {
      const round = await (await prefetch([{ key, entry, from, to }])).begin();
      return round.recall(key, entry, from, to);
    },
  };
  return memory;
}

/** The table's events and those of this input, of which the later ones are still to come, as in a replay. */
function countingOver(near: Near, recalls: readonly Recall[]): Pick<Memory, 'recall' | 'tally'> {
  const own = new Set(recalls.map(({ entry }) => entry.event.id));
  const tallies = new Map<string, SlidingTally>();
  const tallyOf = (key: string): SlidingTally => {
    const known = tallies.get(key);
    if (known !== undefined) return known;
    const made = new SlidingTally();
    const others = (near.get(key) ?? []).filter(({ event }) => !own.has(event.id));
    for (const entry of others.sort((a, b) => byTime(a.event, b.event))) made.keep(entry);
    tallies.set(key, made);
    return made;
  };
  return {
    tally: (key, entry, length) => tallyOf(key).add(entry, length),
    async recall(key, entry, from, to): Promise<readonly Remembered[]> {
      const tally = tallyOf(key);
      tally.keep(entry);
      return tally.span(from, to);
    },
  };
}
