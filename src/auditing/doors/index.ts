/** The ways into an account: credentials of people and of the root user, the guard in front of them, and who watches. */
import type { Words } from '../../core/language.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Verdict } from '../verdict.ts';
import { type Check, say, verdictOf } from './check.ts';
import { GUARD_CHECK } from './guard.ts';
import { centersOf, REGIONAL_CHECKS } from './regional.ts';
import { ROOT_CHECKS } from './root.ts';
import { USER_CHECKS } from './users.ts';

const CHECKS: readonly Check[] = [...ROOT_CHECKS, ...USER_CHECKS, GUARD_CHECK, ...REGIONAL_CHECKS];

export const DOOR_IDS: readonly string[] = CHECKS.map(({ id }) => id);

/** None if the doors weren't read. `trusted`: CIDR blocks that the settings trust now. */
export function judgeDoors({ doors, account, at }: Snapshot, trusted: readonly string[]): readonly Verdict[] {
  if (doors === undefined) return [];
  return CHECKS.flatMap((check) => {
    const finding = check.judge({ doors, account, at, trusted });
    return finding === undefined ? [] : [verdictOf(check, finding)];
  });
}

/** Limits of what the audit can see of this account's doors. */
export function doorLimits({ doors }: Snapshot): readonly Words[] {
  if (doors === undefined) return [];
  const { rootAccess, guard } = doors;
  const regions = centersOf(doors).map(({ region }) => region);
  const isElsewhere = rootAccess.kind === 'read' && rootAccess.value.kind === 'elsewhere';
  const hasNoGuard = guard?.isOn.kind === 'read' && guard.isOn.value !== true;
  return [
    ...(isElsewhere ? [say((words) => words.limits.memberRoot)] : []),
    ...(regions.length > 0 ? [say((words) => words.limits.portal(regions))] : []),
    ...(regions.length > 0 && hasNoGuard ? [say((words) => words.limits.guardWithPortal)] : []),
    ...(guard === undefined ? [say((words) => words.limits.noGuardHere)] : []),
  ];
}
