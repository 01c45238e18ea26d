/** `Memory` in the login table, which outlasts an invocation. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { TrailEvent } from '../../core/event.ts';
import { byTime } from '../../core/event.ts';
import { type Hold, holderOf, type Memory } from '../../core/memory.ts';
import { type Remembered, SlidingTally } from '../../core/tally.ts';
import { clip } from '../../core/text.ts';
import { DAY } from '../../core/time.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { KEYS, lastKey, ONLY, timedKey } from './keys.ts';
import { AT_ONCE, type Item, type Table } from './table.ts';

/** An item may hold 400 kB. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MOST_BYTES = 300_000;
/** Characters kept of a text whose length its author chooses. */
const MOST_TEXT = 1_000;
const NO_EXPIRY = 0;
/** Holds kept of one key; older ones are of times that no rule asks for. */
const MOST_HOLDS = 50;
/** Tries to write a claim; one fails if another invocation wrote the same item at the same moment. */
const MOST_TRIES = 50;

/** The arguments of a `recall` that is still to come. */
export interface Recall {
  readonly key: string;
  readonly entry: Remembered;
  readonly from: number;
  readonly to: number;
}

export interface TableMemory extends Memory {
  /**
   * Writes all entries first, then reads each key once, and returns a memory that answers these recalls. Recalled one
   * by one, a thousand failed sign-ins would read each other a million times. Of two invocations that write parts of a
   * burst at the same moment, the later one to read finds all of it.
   */
  prefetch(recalls: readonly Recall[]): Promise<Memory>;
}

export function tableMemory(table: Table, now: () => number): TableMemory {
  const prefetch = async (recalls: readonly Recall[]): Promise<Memory> => {
    await table.putAll(recalls.flatMap((recall) => itemOf(recall, now)));
    const near = await readNear(recalls, table);
    const tallies = new Map<string, SlidingTally>();
    const tallyOf = (key: string): SlidingTally => {
      const made = tallies.get(key) ?? tallyOfOthers(near.get(key));
      tallies.set(key, made);
      return made;
    };
    return {
      claim: claims(table, now),
      // Recalled one by one, each of a thousand events would look at all the others.
      tally: (key, entry, length) => tallyOf(key).add(entry, length),
      recall: async (key, { event }, from, to) => {
        const { entries = [], own } = near.get(key) ?? {};
        return entries.filter(
          (one) =>
            one.event.id === event.id ||
            (one.event.epoch >= from &&
              one.event.epoch <= to &&
              // Later events of the same input are still to come, as in a replay.
              (!own?.has(one.event.id) || byTime(one.event, event) < 0)),
        );
      },
    };
  };
  return {
    claim: (...wanted) => claims(table, now)(...wanted),
    prefetch,
    recall: async (key, entry, from, to) => (await prefetch([{ key, entry, from, to }])).recall(key, entry, from, to),
  };
}

/** Claims are remembered in the process: a burst of thousands claims the same for each of its events. */
function claims(table: Table, now: () => number): Memory['claim'] {
  const known = new Map<string, readonly Hold[]>();
  return async (id, owner, at, until) => {
    const wanted = { owner, at, until };
    const holder = holderOf(known.get(id) ?? [], wanted);
    if (holder !== undefined) return holder.owner;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { holds, isOurs } = await hold(KEYS.claim(id), wanted, table, now);
      if (holds === undefined) continue;
      known.set(id, holds);
      return isOurs ? owner : (holderOf(holds, wanted)?.owner ?? owner);
    }
    throw new Error('too many invocations claim the same at once');
  };
}

/** Returns the holds as they are now, or undefined if another invocation changed them meanwhile. */
async function hold(pk: string, wanted: Hold, table: Table, now: () => number) {
  const item = await table.get(pk, ONLY);
  const holds: readonly Hold[] = JSON.parse(String(item?.['holds'] ?? '[]'));
  if (holderOf(holds, wanted) !== undefined) return { holds, isOurs: false };
  const all = [...holds, wanted].sort((a, b) => a.until - b.until).slice(-MOST_HOLDS);
  const version = Number(item?.['version'] ?? 0);
  const expiresAt = seconds(Math.max(now(), ...all.map(({ until }) => until)) + DAY);
  const isKept = await table.put({ pk, sk: ONLY, holds: JSON.stringify(all), version: version + 1, expiresAt }, [
    [{ attribute: 'version', is: '=', value: version }],
  ]);
  return { holds: isKept ? all : undefined, isOurs: true };
}

function itemOf({ key, entry, from, to }: Recall, now: () => number): readonly Item[] {
  const packed = packEntry(entry);
  // No item could hold it, so it counts in this invocation only.
  if (packed.length > MOST_BYTES) return [];
  // Kept as long as an event that arrives late can ask for it.
  const expiresAt = seconds(Math.max(now(), to) + (to - from) + DAY);
  const { epoch, id } = entry.event;
  return [{ pk: KEYS.window(key), sk: timedKey(moment(epoch), id), entry: packed, expiresAt }];
}

/** Entries under a key. */
interface Near {
  /** In order of time, each event once; those of the recalls with their records. */
  readonly entries: readonly Remembered[];
  /** Ids of the recalls' events. */
  readonly own: ReadonlySet<string>;
}

async function readNear(recalls: readonly Recall[], table: Table): Promise<ReadonlyMap<string, Near>> {
  const byKey = new Map<string, Recall[]>();
  for (const recall of recalls) {
    const others = byKey.get(recall.key);
    if (others === undefined) byKey.set(recall.key, [recall]);
    else others.push(recall);
  }
  const near = await mapConcurrent([...byKey], AT_ONCE, async ([key, asked]) => {
    const entries = new Map<string, Remembered>();
    for (const { from, to } of spansOf(asked)) {
      const items = await table.query(KEYS.window(key), moment(from), lastKey(moment(to)));
      for (const entry of items.map(unpackEntry)) entries.set(entry.event.id, entry);
    }
    for (const { entry } of asked) entries.set(entry.event.id, entry);
    const own = new Set(asked.map(({ entry }) => entry.event.id));
    return [key, { entries: [...entries.values()].sort((a, b) => byTime(a.event, b.event)), own }] as const;
  });
  return new Map(near);
}

/** The events that other invocations kept; those of this one come in turn. */
function tallyOfOthers({ entries, own }: Near = { entries: [], own: new Set() }): SlidingTally {
  const tally = new SlidingTally();
  for (const entry of entries) if (!own.has(entry.event.id)) tally.keep(entry);
  return tally;
}

/** The spans of all recalls, merged where they overlap. */
function spansOf(recalls: readonly Recall[]): readonly { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of recalls.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last === undefined || from > last.to) spans.push({ from, to });
    else last.to = Math.max(last.to, to);
  }
  return spans;
}

const seconds = (epoch: number) => Math.ceil(epoch / 1_000) || NO_EXPIRY;
/** Milliseconds since the epoch as text that sorts in order of time. */
const moment = (epoch: number) => String(Math.max(epoch, 0)).padStart(15, '0');

/** Leaves out the raw record, which no rule asks of a memory. */
function packEntry({ event, value, closing }: Remembered): Uint8Array {
  const { userAgent, error } = event;
  const slim: TrailEvent = {
    ...event,
    userAgent: userAgent === undefined ? undefined : clip(userAgent, MOST_TEXT),
    error: error?.message === undefined ? error : { ...error, message: clip(error.message, MOST_TEXT) },
    record: {},
  };
  return gzipSync(JSON.stringify({ event: slim, value, closing }));
}

function unpackEntry(item: Item): Remembered {
  const { event, value, closing } = JSON.parse(gunzipSync(item['entry'] as Uint8Array).toString('utf8'));
  return { event, value, closing };
}
