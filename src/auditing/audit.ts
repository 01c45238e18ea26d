/** An account's snapshot -> verdicts. */
import { judgeDeed } from './checks/alarms.ts';
import { judgeRecording, RECORDING_IDS } from './checks/recording/recording.ts';
import { DEEDS, deedsFor } from './deeds/index.ts';
import { NAMED_IDS } from './deeds/named.ts';
import { DOOR_IDS, judgeDoors } from './doors/index.ts';
import { patterns } from './follow.ts';
import type { OwnNotifier } from './own.ts';
import { judgeSilence, SILENCE_IDS } from './silence/judge.ts';
import type { Snapshot } from './snapshot.ts';
import type { Area, Verdict } from './verdict.ts';

export interface Wanted {
  /** Ids of checks, or areas; empty means all. */
  readonly checks: readonly string[];
  readonly own?: OwnNotifier | undefined;
  /** CIDR blocks that the settings trust now. */
  readonly trusted?: readonly string[] | undefined;
  /** Accounts of the settings. */
  readonly accounts?: readonly string[];
}

/** Ids that `Wanted` may name. */
export const CHECK_IDS: readonly string[] = [
  ...RECORDING_IDS,
  ...DOOR_IDS,
  ...DEEDS.map(({ id }) => id),
  ...NAMED_IDS,
  ...SILENCE_IDS,
];

/** `checks`: as `Wanted` has them. */
export const isWanted = (id: string, area: Area, checks: Wanted['checks']): boolean =>
  checks.length === 0 || checks.includes(id) || checks.includes(area);

export function audit(
  snapshot: Snapshot,
  { checks, own, trusted = [], accounts = [] }: Wanted = { checks: [] },
): readonly Verdict[] {
  const ground = { snapshot, known: patterns(), own };
  const states = [...judgeRecording(snapshot, accounts), ...judgeDoors(snapshot, trusted)];
  return [
    ...states.filter(({ id, area }) => isWanted(id, area, checks)),
    ...deedsFor(snapshot.names)
      .filter(({ id, area }) => isWanted(id, area, checks))
      .map((deed) => judgeDeed(deed, ground)),
    ...(SILENCE_IDS.some((id) => isWanted(id, 'silence', checks)) ? judgeSilence(ground) : []).filter(({ id, area }) =>
      isWanted(id, area, checks),
    ),
  ];
}
