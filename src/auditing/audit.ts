/** An account's snapshot -> verdicts. */
import { judgeDeed } from './checks/alarms.ts';
import { DEEDS } from './deeds/index.ts';
import { patterns } from './follow.ts';
import type { Snapshot } from './snapshot.ts';
import type { Area, Verdict } from './verdict.ts';

export interface Wanted {
  /** Ids of checks, or areas; empty means all. */
  readonly checks: readonly string[];
}

/** Ids that `Wanted` may name. */
export const CHECK_IDS: readonly string[] = DEEDS.map(({ id }) => id);

export function audit(snapshot: Snapshot, { checks }: Wanted = { checks: [] }): readonly Verdict[] {
  const known = patterns();
  const isWanted = (id: string, area: Area) => checks.length === 0 || checks.includes(id) || checks.includes(area);
  return DEEDS.filter(({ id, area }) => isWanted(id, area)).map((deed) => judgeDeed(deed, snapshot, known));
}
