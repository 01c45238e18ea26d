/** Findings that leave a little later, in groups: with the name of their person, or with the rest of their story. */
import type { Finding, Rule } from '../../core/rule.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { expiryOf, KEPT, KEYS, ONLY, timedKey } from './keys.ts';
import { leases } from './lease.ts';
import { pack, unpack } from './packed-finding.ts';
import { AT_ONCE, type Table } from './table.ts';

export interface KeptFinding {
  readonly finding: Finding;
  /** Milliseconds since the epoch. */
  readonly keptAt: number;
}

export interface LaterFindings {
  /** Keeps findings of a group. One that is kept already stays as it is, and so does its time. */
  keep(group: string, findings: readonly Finding[]): Promise<void>;
  /** In order of time. */
  list(group: string): Promise<readonly KeptFinding[]>;
  forget(group: string, findings: readonly Finding[]): Promise<void>;
  /** Acquires the turn to send a group; false if another invocation has it. */
  begin(group: string, owner: string): Promise<boolean>;
  done(group: string): Promise<void>;
}

/** `lease` is the longest life of an invocation in milliseconds. */
export function laterFindings(table: Table, rules: readonly Rule[], now: () => number, lease: number): LaterFindings {
  const take = leases(table, now, lease);
  const sortKey = ({ id, event }: Finding) => timedKey(event.time, id);
  return {
    async keep(group, findings) {
      const pk = KEYS.later(group);
      const rest = { keptAt: now(), expiresAt: expiryOf(now(), KEPT.later) };
      await mapConcurrent(findings, AT_ONCE, (finding) =>
        table.put({ pk, sk: sortKey(finding), finding: pack(finding), ...rest }, []),
      );
    },
    async list(group) {
      const items = await table.query(KEYS.later(group));
      return items.flatMap(({ finding: packed, keptAt }): KeptFinding[] => {
        const finding = unpack(packed, rules);
        return finding === undefined ? [] : [{ finding, keptAt: Number(keptAt) }];
      });
    },
    async forget(group, findings) {
      await mapConcurrent(findings, AT_ONCE, (finding) => table.remove(KEYS.later(group), sortKey(finding)));
    },
    begin: (group, owner) => take({ pk: KEYS.laterTurn(group), owner, expiresAt: expiryOf(now(), KEPT.laterTurn) }),
    done: (group) => table.remove(KEYS.laterTurn(group), ONLY),
  };
}
