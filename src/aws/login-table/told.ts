/** Findings that were sent: each becomes one message, however often it comes. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { groupBy } from '../../core/group-by.ts';
import { slicesOf } from '../../core/lists.ts';
import type { Finding } from '../../core/rule.ts';
import { MINUTE } from '../../core/time.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { bucketOf, expiryOf, KEPT, KEYS, markOf, ONLY } from './keys.ts';
import { leases } from './lease.ts';
import { changePages } from './pages.ts';
import { AT_ONCE, type Item, type ItemKey, type Table } from './table.ts';

type Told = Pick<Finding, 'id' | 'event'> & Partial<Pick<Finding, 'rule'>>;

export interface Turn {
  /** Ids of findings that this invocation must send. */
  readonly mine: ReadonlySet<string>;
  /** Ids of findings that another invocation is sending; it may die, so they must be tried again. */
  readonly busy: ReadonlySet<string>;
  /** Marks ours as told, once they are in the outbox. */
  finish(): Promise<void>;
}

export interface ToldFindings {
  /** Begins a turn. The same owner (an invocation and its retries) may begin again. */
  begin(findings: readonly Told[], owner: string): Promise<Turn>;
  /** Marks findings as told that were kept for later. */
  mark(findings: readonly Told[]): Promise<void>;
}

/** Events of so many milliseconds share their pages, so that a page stays small. */
const SLOT = 10 * MINUTE;
/** Characters of a mark in hexadecimal, and the most marks of a page: a page of 400 kB would be refused. */
const MARK = 20;
const MOST_MARKS = 20_000;
/** Ids in one item of a turn. */
const MOST_IDS = 5_000;

/** Findings about the events of a page that were told, and events that are being told. */
interface Page {
  /** Marks of findings. */
  readonly told: Set<string>;
  /** Marks of events, by the owner of the turn. */
  readonly pending: Map<string, { readonly lease: number; readonly events: ReadonlySet<string> }>;
}

/** Findings about one event, which go to one invocation. */
interface Group {
  readonly pk: string;
  /** The event's. */
  readonly mark: string;
  readonly findings: readonly Told[];
}

/** Where a told finding is kept: a mark on a page, or an id with an item of its own. */
type Place = readonly [pk: string, mark: string] | readonly [id: string];

/**
 * A turn is taken on events, so that two invocations with the same event don't send half of its findings each. What is
 * found of several events is taken by itself too, for another invocation may find it by another of them. `lease` is the
 * longest life of an invocation in milliseconds; an older turn is free.
 */
export function toldFindings(table: Table, now: () => number, lease: number): ToldFindings {
  const expiresAt = () => expiryOf(now(), KEPT.finding);
  const takeLease = leases(table, now, lease);
  const pageItem = (page: Page) => ({ ...packPage(page), expiresAt: expiresAt() });

  const takeAlone = async (finding: Told, owner: string): Promise<'mine' | 'busy' | 'told'> => {
    if (isOfOneEvent(finding)) return 'mine';
    const pk = KEYS.finding(finding.id);
    if (await takeLease({ pk, owner, expiresAt: expiresAt() })) return 'mine';
    return isTold(await table.get(pk, ONLY)) ? 'told' : 'busy';
  };
  /** Marks findings as told, and gives back the events of a turn. */
  const settle = async (places: readonly Place[], held: readonly Group[] = [], owner = '') => {
    const ids = places.flatMap(([id, mark]) => (mark === undefined ? [id] : []));
    await table.putAll(ids.map((id) => ({ pk: KEYS.finding(id), sk: ONLY, state: 'told', expiresAt: expiresAt() })));
    const told = groupBy(
      places.filter(([, mark]) => mark !== undefined),
      ([pk]) => pk,
    );
    const free = groupBy(held, ({ pk }) => pk);
    await changePages(table, [...new Set([...told.keys(), ...free.keys()])], (pk, item) => {
      const page = readPage(item, now());
      for (const [, mark = ''] of told.get(pk) ?? []) page.told.add(mark);
      const { lease: until = 0, events = new Set<string>() } = page.pending.get(owner) ?? {};
      const freed = new Set(free.get(pk)?.map(({ mark }) => mark));
      page.pending.set(owner, { lease: until, events: new Set([...events].filter((mark) => !freed.has(mark))) });
      return { page: pageItem(page), result: undefined };
    });
  };
  return {
    mark: (findings) => settle(findings.map(placeOf)),
    async begin(findings, owner) {
      if (findings.length === 0) return NOTHING;
      await settle(await toldBefore(table, owner));
      const groups = groupBy(groupsOf(findings), ({ pk }) => pk);
      const outcomes = await changePages(
        table,
        [...groups.keys()],
        (pk, item, others) => {
          const page = readPage(item, now());
          const open = (groups.get(pk) ?? []).flatMap((group): Group[] => {
            const left = group.findings.filter((one) => !isToldIn(one, page, others));
            return left.length === 0 ? [] : [{ ...group, findings: left }];
          });
          const isTaken = (group: Group) => isTakenIn(group, page, owner) || isTakenBefore(group, others, owner, now());
          const held = open.filter((group) => !isTaken(group));
          const result = { held, busy: open.filter(isTaken) };
          if (held.length === 0) return { result };
          const events = new Set([...(page.pending.get(owner)?.events ?? []), ...held.map(({ mark }) => mark)]);
          page.pending.set(owner, { lease: now() + lease, events });
          return { page: pageItem(page), result };
        },
        // Items of bursts; versions before pages wrote one for every finding.
        findings.map(({ id }): ItemKey => ({ pk: KEYS.finding(id), sk: ONLY })),
      );
      const held = [...outcomes.values()].flatMap((outcome) => outcome.held);
      const taken = await mapConcurrent(
        held.flatMap((group) => group.findings),
        AT_ONCE,
        async (finding) => ({ finding, turn: await takeAlone(finding, owner) }),
      );
      const those = (turn: string) => taken.flatMap((one) => (one.turn === turn ? [one.finding] : []));
      const [mine, others] = [those('mine'), [...outcomes.values()].flatMap(({ busy }) => busy)];
      return {
        mine: idsOf(mine),
        busy: idsOf([...those('busy'), ...others.flatMap((group) => group.findings)]),
        async finish() {
          const places = mine.map(placeOf);
          // All of them in one item first: an invocation that dies while it marks pages has sent all of them.
          const turn = mine.length > 1 ? turnItems(places, owner, now()) : [];
          for (const item of turn) await table.put(item);
          await settle(places, held, owner);
          await table.removeAll(turn);
        },
      };
    },
  };
}

const NOTHING: Turn = { mine: new Set(), busy: new Set(), finish: async () => {} };

const idsOf = (findings: readonly Told[]) => new Set(findings.map(({ id }) => id));

/** True if the event alone makes the finding's id. */
const isOfOneEvent = ({ rule }: Told) => rule?.window === undefined && rule?.chain === undefined;

const pageOf = ({ epoch, id }: Told['event']): string => KEYS.told(`${Math.floor(epoch / SLOT)}-${bucketOf(id)}`);

const placeOf = (finding: Told): Place =>
  isOfOneEvent(finding) ? [pageOf(finding.event), markOf(finding.id)] : [finding.id];

function groupsOf(findings: readonly Told[]): readonly Group[] {
  const byEvent = groupBy(findings, ({ event }) => event.id);
  return [...byEvent].flatMap(([id, members]): Group[] => {
    const [first] = members;
    return first === undefined ? [] : [{ pk: pageOf(first.event), mark: markOf(id), findings: members }];
  });
}

const isTold = (item: Item | undefined) => item?.['state'] === 'told';

const isToldIn = (finding: Told, page: Page, others: ReadonlyMap<string, Item>): boolean =>
  isTold(others.get(KEYS.finding(finding.id))) || (isOfOneEvent(finding) && page.told.has(markOf(finding.id)));

const isTakenIn = ({ mark }: Group, page: Page, owner: string): boolean =>
  [...page.pending].some(([other, { events }]) => other !== owner && events.has(mark));

/** A version before pages may be telling it at this moment. */
const isTakenBefore = ({ findings }: Group, others: ReadonlyMap<string, Item>, owner: string, now: number): boolean =>
  findings.filter(isOfOneEvent).some(({ id }) => {
    const item = others.get(KEYS.finding(id));
    return item?.['state'] === 'pending' && item['owner'] !== owner && Number(item['lease']) >= now;
  });

/** Without turns that are over. */
function readPage(item: Item | undefined, now: number): Page {
  const told = item?.['told'];
  const pending: [string, number, string][] = JSON.parse(String(item?.['pending'] ?? '[]'));
  return {
    told: new Set(told instanceof Uint8Array ? marksIn(told) : []),
    pending: new Map(
      pending
        .filter(([, lease]) => lease >= now)
        .map(([owner, lease, marks]) => [owner, { lease, events: new Set(marksIn(Buffer.from(marks, 'base64'))) }]),
    ),
  };
}

/** Drops the oldest of more marks than a page holds: a message twice is better than none. */
function packPage({ told, pending }: Page) {
  const turns = [...pending].filter(([, { events }]) => events.size > 0);
  return {
    told: bytesOf([...told].slice(-MOST_MARKS)),
    pending: JSON.stringify(
      turns.map(([owner, { lease, events }]) => [owner, lease, bytesOf([...events]).toString('base64')]),
    ),
  };
}

const bytesOf = (marks: readonly string[]): Buffer => Buffer.from(marks.join(''), 'hex');

function marksIn(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString('hex');
  return Array.from({ length: text.length / MARK }, (_, index) => text.slice(index * MARK, (index + 1) * MARK));
}

function turnItems(places: readonly Place[], owner: string, now: number): readonly Item[] {
  return slicesOf(places, MOST_IDS).map((some, index) => ({
    pk: KEYS.turn(owner),
    sk: index === 0 ? ONLY : String(index),
    ids: gzipSync(JSON.stringify(some)),
    expiresAt: expiryOf(now, KEPT.turn),
  }));
}

/** Findings that an earlier try of the same invocation sent; a version before pages noted only ids. */
async function toldBefore(table: Table, owner: string): Promise<readonly Place[]> {
  const items = await table.query(KEYS.turn(owner));
  return items.flatMap(({ ids }): Place[] => {
    const places = ids instanceof Uint8Array ? JSON.parse(gunzipSync(ids).toString('utf8')) : [];
    return places.map((place: Place | string) => (typeof place === 'string' ? [place] : place));
  });
}
