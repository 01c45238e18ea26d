/** The memory that outlasts an invocation: `Memory` over the login table. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { TrailEvent } from '../../core/event.ts';
import { byTime, type Hold, holderOf, type Memory, type Remembered } from '../../core/memory.ts';
import { clip } from '../../core/text.ts';
import { DAY } from '../../core/time.ts';
import { inTurns } from './in-turns.ts';
import { KEYS, lastKey, ONLY, timedKey } from './keys.ts';
import type { Item, Table } from './table.ts';

/** An item may hold 400 kB. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MOST_BYTES = 300_000;
/** Characters of what people could make as long as they like. */
const MOST_TEXT = 1_000;
const NO_EXPIRY = 0;
/** Of one key; older ones are of times that nothing asks for any more. */
const MOST_HOLDS = 50;
/** Each but the last was lost to another invocation that claimed the same at the same moment. */
const MOST_TRIES = 50;

/** What `recall` will be asked. */
export interface Recall {
  readonly key: string;
  readonly entry: Remembered;
  readonly from: number;
  readonly to: number;
}

export interface TableMemory extends Memory {
  /**
   * Keeps all entries first, and only then reads, once a key: a memory that has in it what these recalls ask for. Asked
   * one by one, a thousand failed sign-ins would read each other a million times; and of two invocations that keep
   * parts of a burst at the same moment, the later one to read finds it all.
   */
  prefetch(recalls: readonly Recall[]): Promise<Memory>;
}

export function tableMemory(table: Table, now: () => number): TableMemory {
  const prefetch = async (recalls: readonly Recall[]): Promise<Memory> => {
    await table.putAll(recalls.flatMap((wish) => itemOf(wish, now)));
    const near = await readNear(recalls, table);
    return {
      claim: claims(table, now),
      recall: async (key, { event }, from, to) => {
        const { entries = [], own } = near.get(key) ?? {};
        return entries.filter(
          (one) =>
            one.event.id === event.id ||
            (one.event.epoch >= from &&
              one.event.epoch <= to &&
              // Of those that came together the later ones are yet to come, as in a replay.
              (!own?.has(one.event.id) || byTime(one.event, event) < 0)),
        );
      },
    };
  };
  return {
    claim: (...wish) => claims(table, now)(...wish),
    prefetch,
    recall: async (key, entry, from, to) => (await prefetch([{ key, entry, from, to }])).recall(key, entry, from, to),
  };
}

/** Each burst of thousands asks for every event of it: what is known to be held is not asked for again. */
function claims(table: Table, now: () => number): Memory['claim'] {
  const known = new Map<string, readonly Hold[]>();
  return async (id, owner, at, until) => {
    const wish = { owner, at, until };
    const holder = holderOf(known.get(id) ?? [], wish);
    if (holder !== undefined) return holder.owner;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { holds, isOurs } = await hold(KEYS.claim(id), wish, table, now);
      if (holds === undefined) continue;
      known.set(id, holds);
      return isOurs ? owner : (holderOf(holds, wish)?.owner ?? owner);
    }
    throw new Error('too many invocations claim the same at once');
  };
}

/** All holds as they are now; undefined where another invocation changed them meanwhile. */
async function hold(pk: string, wish: Hold, table: Table, now: () => number) {
  const item = await table.get(pk, ONLY);
  const holds: readonly Hold[] = JSON.parse(String(item?.['holds'] ?? '[]'));
  if (holderOf(holds, wish) !== undefined) return { holds, isOurs: false };
  const all = [...holds, wish].sort((a, b) => a.until - b.until).slice(-MOST_HOLDS);
  const version = Number(item?.['version'] ?? 0);
  const expiresAt = seconds(Math.max(now(), ...all.map(({ until }) => until)) + DAY);
  const isKept = await table.put({ pk, sk: ONLY, holds: JSON.stringify(all), version: version + 1, expiresAt }, [
    [{ attribute: 'version', is: '=', value: version }],
  ]);
  return { holds: isKept ? all : undefined, isOurs: true };
}

function itemOf({ key, entry, from, to }: Recall, now: () => number): readonly Item[] {
  const packed = packEntry(entry);
  // It counts now, and for nobody later: no item could hold it.
  if (packed.length > MOST_BYTES) return [];
  // Kept until nothing that may still arrive late can ask for it.
  const expiresAt = seconds(Math.max(now(), to) + (to - from) + DAY);
  const { epoch, id } = entry.event;
  return [{ pk: KEYS.window(key), sk: timedKey(moment(epoch), id), entry: packed, expiresAt }];
}

/** What is kept under a key. */
interface Near {
  /** In order of time, each event once; those of the recalls as they are, with their records. */
  readonly entries: readonly Remembered[];
  /** Ids of the recalls' events. */
  readonly own: ReadonlySet<string>;
}

async function readNear(recalls: readonly Recall[], table: Table): Promise<ReadonlyMap<string, Near>> {
  const byKey = new Map<string, Recall[]>();
  for (const wish of recalls) {
    const others = byKey.get(wish.key);
    if (others === undefined) byKey.set(wish.key, [wish]);
    else others.push(wish);
  }
  const near = await inTurns([...byKey], async ([key, asked]) => {
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

/** What the recalls ask for together, each moment once. */
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
/** Sorts as text as it does in time. */
const moment = (epoch: number) => String(Math.max(epoch, 0)).padStart(15, '0');

/** Without the raw record, which nobody asks of a memory. */
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
