/** Findings that business hours mute, kept until the hours end. */
import type { Finding, Rule } from '../../core/rule.ts';
import { onceEach, packItems, portionsOf, unpackItem } from './finding-packs.ts';
import { expiryOf, KEPT, KEYS, ONLY } from './keys.ts';
import { leases } from './lease.ts';
import type { Item, Table } from './table.ts';

const PK = KEYS.muted();
const DIGEST = KEYS.mutedDigest();

export interface MutedFindings {
  keep(findings: readonly Finding[]): Promise<void>;
  /** True if a finding is kept. */
  any(): Promise<boolean>;
  /** The first findings in order of time, as many as one message can be made of, no longer muted. */
  list(): Promise<KeptMuted>;
  /** Acquires the turn to send them; false if another invocation has it, which looks for more once it is done. */
  begin(owner: string): Promise<boolean>;
  done(): Promise<void>;
}

export interface KeptMuted {
  readonly findings: readonly Finding[];
  forget(): Promise<void>;
}

/** Items that are read at a time. */
const PAGE = 1_000;

/** `lease` is the longest life of an invocation in milliseconds; `onLost` gets the sort key of what can't be read. */
export function mutedFindings(
  table: Table,
  rules: readonly Rule[],
  now: () => number,
  lease: number,
  onLost: (sk: string) => void,
): MutedFindings {
  const take = leases(table, now, lease);
  /** Removes items that hold no finding: one whose rule is gone has its own sentence, and can be sent. */
  const read = async (items: readonly Item[]): Promise<readonly Finding[]> => {
    const read = items.map((item) => ({ item, findings: unpackItem(item, rules) }));
    const lost = read.flatMap(({ item, findings }) => (findings === undefined ? [item] : []));
    for (const { sk } of lost) onLost(sk);
    await table.removeAll(lost);
    return onceEach(read.flatMap(({ findings = [] }) => findings)).map((finding) => ({ ...finding, muted: null }));
  };
  return {
    async keep(findings) {
      const expiresAt = expiryOf(now(), KEPT.muted);
      await table.putAll(packItems(PK, findings).map((item) => ({ ...item, expiresAt })));
    },
    any: async () => (await table.query(PK, undefined, undefined, 1)).length > 0,
    async list() {
      const [items = []] = portionsOf(await table.query(PK, undefined, undefined, PAGE));
      return { findings: await read(items), forget: () => table.removeAll(items) };
    },
    begin: (owner) => take({ pk: DIGEST, owner, expiresAt: expiryOf(now(), KEPT.muted) }),
    done: () => table.remove(DIGEST, ONLY),
  };
}
