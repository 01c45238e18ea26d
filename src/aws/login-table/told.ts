/** Findings that were sent (state `told`): each becomes one message, however often it comes. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Finding } from '../../core/rule.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { expiryOf, KEPT, KEYS, ONLY } from './keys.ts';
import { leases } from './lease.ts';
import { AT_ONCE, type Item, type Table } from './table.ts';

type Told = Pick<Finding, 'id' | 'event'>;

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
  mark(ids: readonly string[]): Promise<void>;
}

/**
 * A turn is taken on an event first and then on its findings, so that two invocations with the same event don't send
 * half of its findings each. `lease` is the longest life of an invocation in milliseconds; an older turn is free.
 */
export function toldFindings(table: Table, now: () => number, lease: number): ToldFindings {
  const item = (pk: string) => ({ pk, sk: ONLY, expiresAt: expiryOf(now(), KEPT.finding) });
  const takeLease = leases(table, now, lease);
  const take = (pk: string, owner: string) => takeLease({ pk, owner, expiresAt: item(pk).expiresAt });

  const isTold = async (id: string) => (await table.get(KEYS.finding(id), ONLY))?.['state'] === 'told';
  const takeFinding = async (id: string, owner: string): Promise<'mine' | 'busy' | 'told'> => {
    if (await take(KEYS.finding(id), owner)) return 'mine';
    return (await isTold(id)) ? 'told' : 'busy';
  };
  const setTold = (ids: readonly string[]) =>
    mapConcurrent(ids, AT_ONCE, (id) => table.put({ ...item(KEYS.finding(id)), state: 'told' }));
  return {
    mark: async (ids) => void (await setTold(ids)),
    async begin(findings, owner) {
      if (findings.length === 0) return NOTHING;
      await setTold(await toldBefore(table, owner));
      // Most findings come a second time, by another pipeline or a retry, and need no turn.
      const known = await mapConcurrent(findings, AT_ONCE, async (one) => ((await isTold(one.id)) ? [] : [one]));
      const open = known.flat();
      const events = [...new Set(open.map(({ event }) => event.id))];
      const taken = await mapConcurrent(events, AT_ONCE, async (id) =>
        (await take(KEYS.event(id), owner)) ? [id] : [],
      );
      const held = new Set(taken.flat());
      const turns = await mapConcurrent(open, AT_ONCE, async ({ id, event }) => ({
        id,
        turn: held.has(event.id) ? await takeFinding(id, owner) : 'busy',
      }));
      const those = (turn: string) => new Set(turns.filter((one) => one.turn === turn).map(({ id }) => id));
      const mine = those('mine');
      return {
        mine,
        busy: those('busy'),
        async finish() {
          // All ids in one item first: an invocation that dies while it marks them one by one has sent all of them.
          if (mine.size > 1) await table.put(toldItem([...mine], owner, now()));
          await setTold([...mine]);
          if (mine.size > 1) await table.remove(turnOf(owner).pk, turnOf(owner).sk);
          await mapConcurrent([...held], AT_ONCE, (id) => table.remove(KEYS.event(id), ONLY));
        },
      };
    },
  };
}

const NOTHING: Turn = { mine: new Set(), busy: new Set(), finish: async () => {} };

const turnOf = (owner: string) => ({ pk: KEYS.turn(owner), sk: ONLY });

function toldItem(ids: readonly string[], owner: string, now: number): Item {
  return { ...turnOf(owner), ids: gzipSync(JSON.stringify(ids)), expiresAt: expiryOf(now, KEPT.turn) };
}

/** Ids that an earlier try of the same invocation sent. */
async function toldBefore(table: Table, owner: string): Promise<readonly string[]> {
  const { pk, sk } = turnOf(owner);
  const ids = (await table.get(pk, sk))?.['ids'];
  return ids instanceof Uint8Array ? JSON.parse(gunzipSync(ids).toString('utf8')) : [];
}
