/** Which findings were told: so that whatever brings one again, and however often, it is one message. */
import type { Table } from './table.ts';

/** Longer than anything waits: fourteen days in the outbox, fourteen more in its dead-letter queue. */
const KEPT_SECONDS = 40 * 86_400;

export interface Turn {
  /** Ours to tell now. */
  readonly mine: readonly string[];
  /** Another invocation is telling them at this moment; it may die, so they must be asked for again. */
  readonly busy: readonly string[];
}

export interface ToldFindings {
  /** For each id: ours, told already, or busy. The same owner (an invocation and its retries) may begin again. */
  begin(ids: readonly string[], owner: string): Promise<Turn>;
  /** They are where nothing can lose them any more. */
  finish(ids: readonly string[]): Promise<void>;
}

/** `lease` in ms: how long an invocation may live; a turn that is older is nobody's. */
export function toldFindings(table: Table, now: () => number, lease: number): ToldFindings {
  const seconds = () => Math.floor(now() / 1_000);
  const item = (id: string) => ({ pk: `finding#${id}`, sk: '-', expiresAt: seconds() + KEPT_SECONDS });
  const take = async (id: string, owner: string): Promise<'mine' | 'busy' | 'told'> => {
    const taken = await table.put(
      { ...item(id), state: 'pending', owner, lease: now() + lease },
      {
        expression:
          'attribute_not_exists(pk) OR (#state = :pending AND (#owner = :owner OR #lease < :now)) OR #expiresAt < :seconds',
        names: { '#state': 'state', '#owner': 'owner', '#lease': 'lease', '#expiresAt': 'expiresAt' },
        values: { ':pending': 'pending', ':owner': owner, ':now': now(), ':seconds': seconds() },
      },
    );
    if (taken) return 'mine';
    const held = await table.get(`finding#${id}`, '-');
    return held?.['state'] === 'told' ? 'told' : 'busy';
  };
  return {
    async begin(ids, owner) {
      const turns = await inTurns(ids, async (id) => ({ id, turn: await take(id, owner) }));
      const those = (turn: string) => turns.filter((one) => one.turn === turn).map(({ id }) => id);
      return { mine: those('mine'), busy: those('busy') };
    },
    async finish(ids) {
      await inTurns(ids, (id) => table.put({ ...item(id), state: 'told' }));
    },
  };
}

const AT_ONCE = 20;

/** Many at a time, but not all: a file of a bad day has thousands. In the order given. */
async function inTurns<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (let start = 0; start < list.length; start += AT_ONCE) {
    done.push(...(await Promise.all(list.slice(start, start + AT_ONCE).map(work))));
  }
  return done;
}
