/** Findings that leave a little later, in groups: with the name of their person, or with the rest of their story. */
import type { Finding, Rule } from '../../core/rule.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { onceEach, packItems, unpackItem } from './finding-packs.ts';
import { expiryOf, KEPT, KEYS, ONLY } from './keys.ts';
import { leases } from './lease.ts';
import { AT_ONCE, type Item, type Table } from './table.ts';

/** An item with one finding or several. */
export interface KeptItem extends Item {
  /** Milliseconds since the epoch. */
  readonly keptAt: number;
}

export interface LaterFindings {
  /** Keeps findings of a group. One that is kept already stays as it is, and so does its time. */
  keep(group: string, findings: readonly Finding[]): Promise<void>;
  /** In order of time. */
  list(group: string): Promise<readonly KeptItem[]>;
  /** The findings of items, each once. */
  open(items: readonly Item[]): readonly Finding[];
  forget(items: readonly Item[]): Promise<void>;
  /** Acquires the turn to send a group; false if another invocation has it. */
  begin(group: string, owner: string): Promise<boolean>;
  done(group: string): Promise<void>;
}

/** `lease` is the longest life of an invocation in milliseconds. */
export function laterFindings(table: Table, rules: readonly Rule[], now: () => number, lease: number): LaterFindings {
  const take = leases(table, now, lease);
  return {
    async keep(group, findings) {
      const rest = { keptAt: now(), expiresAt: expiryOf(now(), KEPT.later) };
      await mapConcurrent(packItems(KEYS.later(group), findings), AT_ONCE, (item) =>
        table.put({ ...item, ...rest }, []),
      );
    },
    async list(group) {
      const items = await table.query(KEYS.later(group));
      return items.map((item) => ({ ...item, keptAt: Number(item['keptAt']) }));
    },
    open: (items) => onceEach(items.flatMap((item) => unpackItem(item, rules) ?? [])),
    forget: (items) => table.removeAll(items),
    begin: (group, owner) => take({ pk: KEYS.laterTurn(group), owner, expiresAt: expiryOf(now(), KEPT.laterTurn) }),
    done: (group) => table.remove(KEYS.laterTurn(group), ONLY),
  };
}
