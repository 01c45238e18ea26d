/** Claims: which burst has a finding already, so that a burst in pieces is one. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { type Hold, holderOf, type Memory } from '../../core/counting/memory.ts';
import { DAY } from '../../core/time.ts';
import { bucketOf, expiryOf, KEYS, markOf, ONLY } from './keys.ts';
import { byPage, changePages } from './pages.ts';
import type { Item, ItemKey, Table } from './table.ts';

/** Holds kept of one id; older ones are of times that no rule asks for. */
const MOST_HOLDS = 50;
/** Claims kept of one page, those that end last: a page of 400 kB would be refused. */
const MOST_CLAIMS = 4_000;

export interface Wish extends Hold {
  readonly id: string;
}

/** Claims of one inspection: answered from what was read, and written together behind it. */
export interface ClaimRound {
  readonly claim: Memory['claim'];
  /** Writes the claims. False if another invocation was first with one: then the inspection must be made again. */
  settle(): Promise<boolean>;
}

export interface Claims {
  /** Reads the claims of these ids together. */
  begin(ids: readonly string[]): Promise<ClaimRound>;
}

type Holds = Map<string, readonly Hold[]>;

/** Holds of an id on a page, by its mark. */
interface Kept {
  readonly holds: readonly Hold[];
  /** Milliseconds since the epoch after which they go. */
  readonly until: number;
}

export function tableClaims(table: Table, now: () => number): Claims {
  const read = async (ids: readonly string[]) => {
    const pages = [...byPage(ids, (id) => id, KEYS.claims).keys()].map((pk) => ({ pk, sk: ONLY }));
    const items = await table.getAll([...pages, ...legacyKeys(ids)]);
    const found = new Map(items.map((item) => [item.pk, item]));
    const pagesRead = new Map(pages.map(({ pk }) => [pk, readPage(found.get(pk))]));
    return new Map(
      ids.map((id) => [id, pagesRead.get(KEYS.claims(bucketOf(id)))?.get(markOf(id))?.holds ?? legacyHolds(id, found)]),
    );
  };
  const write = async (wishes: readonly Wish[]): Promise<boolean> => {
    const pages = byPage(wishes, ({ id }) => id, KEYS.claims);
    const outcomes = await changePages(
      table,
      [...pages.keys()],
      (pk, page, others) => {
        const asked = pages.get(pk) ?? [];
        const kept = readPage(page);
        let isAsAnswered = true;
        for (const { id, ...wanted } of asked) {
          const standing = kept.get(markOf(id))?.holds ?? legacyHolds(id, others);
          const holder = holderOf(standing, wanted);
          if (holder === undefined) kept.set(markOf(id), keptFrom(added(standing, wanted), now()));
          else if (holder.owner !== wanted.owner) isAsAnswered = false;
        }
        return { page: pageItem(kept, now()), result: isAsAnswered };
      },
      legacyKeys(wishes.map(({ id }) => id)),
    );
    return [...outcomes.values()].every(Boolean);
  };
  return {
    async begin(ids) {
      const known: Holds = await read(ids);
      const wishes: Wish[] = [];
      return {
        async claim(id, owner, at, until) {
          if (!known.has(id)) for (const [key, holds] of await read([id])) known.set(key, holds);
          const wanted = { owner, at, until };
          const standing = known.get(id) ?? [];
          const holder = holderOf(standing, wanted);
          if (holder !== undefined) return holder.owner;
          known.set(id, added(standing, wanted));
          wishes.push({ id, ...wanted });
          return owner;
        },
        settle: async () => wishes.length === 0 || (await write(wishes)),
      };
    },
  };
}

const added = (holds: readonly Hold[], hold: Hold): readonly Hold[] =>
  [...holds, hold].sort((a, b) => a.until - b.until).slice(-MOST_HOLDS);

/** A day after the last one ends, by the time of its events or of their arrival. */
const keptFrom = (holds: readonly Hold[], now: number): Kept => ({
  holds,
  until: Math.max(now, ...holds.map(({ until }) => until)) + DAY,
});

function readPage(page: Item | undefined): Map<string, Kept> {
  const claims = page?.['claims'];
  return new Map(claims instanceof Uint8Array ? JSON.parse(gunzipSync(claims).toString('utf8')) : []);
}

function pageItem(all: ReadonlyMap<string, Kept>, now: number) {
  const alive = [...all].filter(([, { until }]) => until > now).toSorted(([, a], [, b]) => a.until - b.until);
  const kept = alive.slice(-MOST_CLAIMS);
  return { claims: gzipSync(JSON.stringify(kept)), expiresAt: expiryOf(kept.at(-1)?.[1].until ?? now, 0) };
}

/** Items of versions before pages. */
const legacyKeys = (ids: readonly string[]): readonly ItemKey[] => ids.map((id) => ({ pk: KEYS.claim(id), sk: ONLY }));

const legacyHolds = (id: string, items: ReadonlyMap<string, Item>): readonly Hold[] =>
  JSON.parse(String(items.get(KEYS.claim(id))?.['holds'] ?? '[]'));
