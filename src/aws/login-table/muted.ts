/** Findings that business hours mute, kept until the hours end. */
import type { Finding, Rule } from '../../core/rule.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { expiryOf, KEPT, KEYS, ONLY, timedKey } from './keys.ts';
import { leases } from './lease.ts';
import { pack, unpack } from './packed-finding.ts';
import { AT_ONCE, type Table } from './table.ts';

const PK = KEYS.muted();
const DIGEST = KEYS.mutedDigest();

export interface MutedFindings {
  keep(findings: readonly Finding[]): Promise<void>;
  /** True if a finding is kept. */
  any(): Promise<boolean>;
  /** All findings in order of time, no longer muted. */
  list(): Promise<readonly Finding[]>;
  forget(findings: readonly Finding[]): Promise<void>;
  /** Acquires the turn to send them; false if another invocation has it, which looks for more once it is done. */
  begin(owner: string): Promise<boolean>;
  done(): Promise<void>;
}

/** `lease` is the longest life of an invocation in milliseconds; `onLost` gets the sort key of what can't be read. */
export function mutedFindings(
  table: Table,
  rules: readonly Rule[],
  now: () => number,
  lease: number,
  onLost: (sk: string) => void,
): MutedFindings {
  const take = leases(table, now, lease);
  const sortKey = ({ id, event }: Finding) => timedKey(event.time, id);
  return {
    async keep(findings) {
      const expiresAt = expiryOf(now(), KEPT.muted);
      await mapConcurrent(findings, AT_ONCE, (finding) =>
        table.put({ pk: PK, sk: sortKey(finding), finding: pack(finding), expiresAt }),
      );
    },
    any: async () => (await table.query(PK, undefined, undefined, 1)).length > 0,
    async list() {
      const findings: Finding[] = [];
      for (const { sk, finding: packed } of await table.query(PK)) {
        const finding = unpack(packed, rules);
        // One whose rule is gone has its own sentence; only what isn't a finding any more can't be sent.
        if (finding === undefined) {
          onLost(sk);
          await table.remove(PK, sk);
        } else findings.push({ ...finding, muted: null });
      }
      return findings;
    },
    async forget(findings) {
      await mapConcurrent(findings, AT_ONCE, (finding) => table.remove(PK, sortKey(finding)));
    },
    begin: (owner) => take({ pk: DIGEST, owner, expiresAt: expiryOf(now(), KEPT.muted) }),
    done: () => table.remove(DIGEST, ONLY),
  };
}
