/** A memory that can be kept in a file, and forgets what no window reaches any more. */
import type { TrailEvent } from '../event.ts';
import { type Hold, holderOf, type Memory } from './memory.ts';
import { type Remembered, SlidingTally } from './tally.ts';

/** Plain data, for JSON. */
export interface KeptMemory {
  /** Entries in order of time, and how far back (in ms) a window over this key looks. */
  readonly entries: readonly (readonly [key: string, reach: number, entries: readonly Remembered[]])[];
  readonly claims: readonly (readonly [id: string, holds: readonly Hold[]])[];
}

export interface LastingMemory extends Memory {
  /** All that an event from `oldest` (ms since the epoch) on can still ask for; the rest is forgotten. */
  keep(oldest: number): KeptMemory;
}

interface Kept {
  readonly tally: SlidingTally;
  reach: number;
}

export function lastingMemory(kept: KeptMemory = { entries: [], claims: [] }): LastingMemory {
  const byKey = new Map<string, Kept>(
    kept.entries.map(([key, reach, entries]) => [key, { tally: tallyOf(entries), reach }]),
  );
  const claims = new Map<string, readonly Hold[]>(kept.claims);
  return {
    async recall(key, entry, from, to) {
      const known = byKey.get(key) ?? { tally: new SlidingTally(), reach: 0 };
      byKey.set(key, known);
      known.reach = Math.max(known.reach, entry.event.epoch - from);
      known.tally.keep(entry);
      return known.tally.span(from, to);
    },
    async claim(id, owner, at, until) {
      const holds = claims.get(id) ?? [];
      const wish = { owner, at, until };
      const holder = holderOf(holds, wish);
      if (holder === undefined) claims.set(id, [...holds, wish]);
      return (holder ?? wish).owner;
    },
    keep(oldest) {
      for (const [key, { tally, reach }] of byKey) {
        const left = tally.span(oldest - reach, Number.POSITIVE_INFINITY);
        if (left.length === 0) byKey.delete(key);
        else byKey.set(key, { tally: tallyOf(left), reach });
      }
      for (const [id, holds] of claims) {
        const left = holds.filter(({ until }) => until >= oldest);
        if (left.length === 0) claims.delete(id);
        else claims.set(id, left);
      }
      return {
        entries: [...byKey].map(([key, { tally, reach }]) => [
          key,
          reach,
          tally.span(0, Number.POSITIVE_INFINITY).map(slim),
        ]),
        claims: [...claims],
      };
    },
  };
}

function tallyOf(entries: readonly Remembered[]): SlidingTally {
  const tally = new SlidingTally();
  for (const entry of entries) tally.keep(entry);
  return tally;
}

/** A file's place is of no use to a window. */
function slim({ event, value, closing }: Remembered): Remembered {
  const { readFrom: _, ...rest } = event;
  return { event: rest satisfies TrailEvent, value, closing };
}
