/** Sign-ins whose person has no name yet: what is to be done once a record brings it. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { TrailEvent } from '../../core/event.ts';
import type { Finding, Rule } from '../../core/rule.ts';
import { expiryOf, KEPT, KEYS, timedKey } from './keys.ts';
import { pack, unpack } from './packed-finding.ts';
import type { Table } from './table.ts';

/**
 * `row`: the sign-in stands in the history. `held`: a group of kept findings waits for the name. `told`: a finding has
 * left, and one message may add the name.
 */
export type NamelessState = 'row' | 'held' | 'told';

export interface Nameless {
  readonly state: NamelessState;
  /** The event, the group that is kept, or the sign-in that was told. */
  readonly of: string;
  readonly event: TrailEvent;
  /** Only of what has left. */
  readonly finding?: Finding;
}

export interface NamelessSignIns {
  /** The first of its kind stays. */
  keep(nameless: Nameless): Promise<void>;
  /** Keeps many in few requests; one that is kept already is written anew. */
  keepAll(all: readonly Nameless[]): Promise<void>;
  list(): Promise<readonly Nameless[]>;
  forget(nameless: Pick<Nameless, 'state' | 'of'>): Promise<void>;
}

export function namelessSignIns(table: Table, rules: readonly Rule[], now: () => number): NamelessSignIns {
  const pk = KEYS.nameless();
  const itemOf = ({ state, of, event, finding }: Nameless) => ({
    ...{ pk, sk: timedKey(state, of), state, of, expiresAt: expiryOf(now(), KEPT.nameless) },
    ...(finding === undefined ? {} : { finding: pack(finding) }),
    event: gzipSync(JSON.stringify(event)),
  });
  return {
    keep: async (nameless) => void (await table.put(itemOf(nameless), [])),
    keepAll: (all) => table.putAll(all.map(itemOf)),
    async list() {
      return (await table.query(pk)).flatMap(({ state, of, event, finding: packed }): Nameless[] => {
        if (!(event instanceof Uint8Array) || (state !== 'row' && state !== 'held' && state !== 'told')) return [];
        const finding = unpack(packed, rules);
        const one: Nameless = { state, of: String(of), event: JSON.parse(gunzipSync(event).toString('utf8')) };
        return [finding === undefined ? one : { ...one, finding }];
      });
    },
    forget: ({ state, of }) => table.remove(pk, timedKey(state, of)),
  };
}
