/** Events that rules count, packed: those of an invocation that belong to one page and ten minutes are one item. */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Remembered } from '../../core/counting/tally.ts';
import { groupOf } from '../../core/counting/window.ts';
import type { TrailEvent } from '../../core/event.ts';
import { byTime } from '../../core/event.ts';
import { groupBy } from '../../core/group-by.ts';
import { clip } from '../../core/text.ts';
import { DAY, MINUTE } from '../../core/time.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { bucketOf, expiryOf, KEPT, KEYS, lastKey, markOf, ONLY, timedKey } from './keys.ts';
import { AT_ONCE, type Item, type Table } from './table.ts';

/** An item may hold 400 kB. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MOST_BYTES = 300_000;
/** Entries of an item: more would have to be unpacked for each event that is looked for. */
const MOST_ENTRIES = 2_000;
/** Milliseconds from the first event of an item to its last: a reader looks so much further back. */
const SPAN = 10 * MINUTE;
/** Characters kept of a text whose length its author chooses. */
const MOST_TEXT = 1_000;
const MOST_KEY = 500;
/** Windows longer than this have pages of their own, so that a look at the last minutes doesn't read a month. */
const LONG = 2 * DAY;

/** The arguments of a `recall` that is still to come. */
export interface Recall {
  readonly key: string;
  readonly entry: Remembered;
  readonly from: number;
  readonly to: number;
}

/** Events of other invocations, or of earlier tries of this one, by key; in no order, some of them repeatedly. */
export type Near = ReadonlyMap<string, readonly Remembered[]>;

export interface Windows {
  /** Writes the entries first, and then reads what stands near them. */
  exchange(recalls: readonly Recall[]): Promise<Near>;
}

export function tableWindows(table: Table, now: () => number): Windows {
  let since: number | undefined;
  /** Items of versions before this layout were written until then: milliseconds since the epoch, 0 for never. */
  const layoutSince = async (): Promise<number> => {
    since ??= await readLayout(table, now());
    return since;
  };
  return {
    async exchange(recalls) {
      const near = new Map<string, Remembered[]>();
      if (recalls.length === 0) return near;
      const places = byPlace(recalls);
      const own = [...places].flatMap(([pk, asked]) => chunksOf(pk, asked, now()));
      await table.putAll(own);
      const written = new Set(own.map(({ pk, sk }) => `${pk} ${sk}`));
      const keys = new Map(recalls.map(({ key }) => [keptKey(key), key]));
      const add = (key: string, entry: Remembered) => {
        const entries = near.get(key);
        if (entries === undefined) near.set(key, [entry]);
        else entries.push(entry);
      };
      await mapConcurrent([...places], AT_ONCE, async ([pk, asked]) => {
        for (const { from, to } of spansOf(asked)) {
          const items = await table.query(pk, moment(from - SPAN), lastKey(moment(to)));
          for (const item of items) {
            if (written.has(`${item.pk} ${item.sk}`)) continue;
            for (const [kept, entry] of unpackChunk(item)) {
              const key = keys.get(kept);
              if (key !== undefined) add(key, entry);
            }
          }
        }
      });
      const until = await layoutSince();
      const old = recalls.filter(({ from }) => from <= until);
      await mapConcurrent([...groupBy(old, ({ key }) => key)], AT_ONCE, async ([key, asked]) => {
        for (const { from, to } of spansOf(asked)) {
          const items = await table.query(KEYS.window(key), moment(from), lastKey(moment(to)));
          for (const item of items) add(key, unpackEntry(item));
        }
      });
      return near;
    },
  };
}

/**
 * The first invocation of this version notes its time. A table without sign-ins of this month and the last is new, and
 * holds nothing of versions before.
 */
async function readLayout(table: Table, now: number): Promise<number> {
  const read = async () => (await table.get(KEYS.layout(), ONLY))?.['since'];
  const known = await read();
  if (known !== undefined) return Number(known);
  const months = [now, now - 31 * DAY].map((moment) => new Date(moment).toISOString().slice(0, 7));
  const past = await Promise.all(months.map((month) => table.query(KEYS.login(month), undefined, undefined, 1)));
  const since = past.flat().length > 0 ? now : 0;
  await table.put({ pk: KEYS.layout(), sk: ONLY, since, expiresAt: expiryOf(now, KEPT.layout) }, []);
  return Number((await read()) ?? since);
}

/** All windows of an event that group alike are in one place, so that it is written and read once for them. */
function byPlace(recalls: readonly Recall[]): ReadonlyMap<string, readonly Recall[]> {
  return groupBy(recalls, ({ key, from, to }) =>
    KEYS.windows(`${to - from > LONG ? 'long ' : ''}${bucketOf(groupOf(key))}`),
  );
}

/** Items with these entries: the same for the same entries, so that a retry writes them again and no others. */
function chunksOf(pk: string, recalls: readonly Recall[], now: number): readonly Item[] {
  const sorted = recalls.toSorted((a, b) => byTime(a.entry.event, b.entry.event));
  const parts: Recall[][] = [];
  for (const recall of sorted) {
    const last = parts.at(-1);
    const start = last?.[0]?.entry.event.epoch ?? Number.NEGATIVE_INFINITY;
    if (last === undefined || recall.entry.event.epoch - start > SPAN || last.length >= MOST_ENTRIES)
      parts.push([recall]);
    else last.push(recall);
  }
  return parts.flatMap((part) => packChunk(pk, part, now));
}

function packChunk(pk: string, recalls: readonly Recall[], now: number): readonly Item[] {
  const [first] = recalls;
  if (first === undefined) return [];
  const entries = pack(recalls);
  if (entries.length > MOST_BYTES) {
    // No item could hold one alone, so it counts in this invocation only.
    if (recalls.length === 1) return [];
    const middle = recalls.length >> 1;
    return [...packChunk(pk, recalls.slice(0, middle), now), ...packChunk(pk, recalls.slice(middle), now)];
  }
  const names = recalls.map(({ key, entry }) => `${key} ${entry.event.id}`);
  const sk = timedKey(moment(first.entry.event.epoch), createHash('sha256').update(names.join('\n')).digest('hex'));
  // Kept as long as an event that arrives late can ask for it.
  const last = Math.max(...recalls.map(({ from, to }) => Math.max(now, to) + (to - from)));
  return [{ pk, sk, entries, expiresAt: expiryOf(last, DAY) }];
}

/** Keys and events stand once each, however many entries share them. */
interface Chunk {
  readonly keys: readonly string[];
  readonly events: readonly TrailEvent[];
  /** Places of the key and the event, the value, and 1 for what closes a sequence. */
  readonly entries: readonly (readonly [key: number, event: number, value: string | null, closing: 0 | 1])[];
}

/** A key as an item holds it: names in it may have any length. */
const keptKey = (key: string): string => (key.length > MOST_KEY ? markOf(key) : key);

function pack(recalls: readonly Recall[]): Uint8Array {
  const [keys, events] = [new Map<string, number>(), new Map<TrailEvent, number>()];
  const placeIn = <T>(places: Map<T, number>, one: T): number => {
    const place = places.get(one) ?? places.size;
    places.set(one, place);
    return place;
  };
  const entries = recalls.map(
    ({ key, entry: { event, value, closing } }) =>
      [placeIn(keys, keptKey(key)), placeIn(events, event), value ?? null, closing ? 1 : 0] as const,
  );
  const chunk: Chunk = { keys: [...keys.keys()], events: [...events.keys()].map(slim), entries };
  return gzipSync(JSON.stringify(chunk));
}

function unpackChunk(item: Item): readonly (readonly [string, Remembered])[] {
  const { keys, events, entries }: Chunk = JSON.parse(gunzipSync(item['entries'] as Uint8Array).toString('utf8'));
  return entries.flatMap(([key, place, value, closing]) => {
    const event = events[place];
    const entry = event === undefined ? [] : [{ event, value: value ?? undefined, closing: closing === 1 }];
    return entry.map((one) => [keys[key] ?? '', one] as const);
  });
}

/** Leaves out the raw record, which no rule asks of a memory. */
function slim(event: TrailEvent): TrailEvent {
  const { userAgent, error } = event;
  return {
    ...event,
    userAgent: userAgent === undefined ? undefined : clip(userAgent, MOST_TEXT),
    error: error?.message === undefined ? error : { ...error, message: clip(error.message, MOST_TEXT) },
    record: {},
  };
}

/** An item of a version before this layout: one entry. */
function unpackEntry(item: Item): Remembered {
  const { event, value, closing } = JSON.parse(gunzipSync(item['entry'] as Uint8Array).toString('utf8'));
  return { event, value, closing };
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

/** Milliseconds since the epoch as text that sorts in order of time. */
const moment = (epoch: number) => String(Math.max(epoch, 0)).padStart(15, '0');
