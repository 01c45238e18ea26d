/** `watch --group-by`: counts of what a run has shown, in front of them what they cover. */
import { Chalk } from 'chalk';
import type { Group, GroupKey } from '../core/stories/group.ts';
import { escapeJson } from '../core/text.ts';
import { formatTime, isoTime } from '../core/time.ts';
import { WATCH_WORDS } from '../messages/look-back/watch.ts';
import type { GroupLook } from './groups.ts';
import { groupJson } from './replay/answer-json.ts';
import { findingGroupRows } from './replay/groups.ts';
import { wrap } from './wrap.ts';

export interface WatchGroups {
  readonly groups: readonly Group[];
  readonly by: GroupKey;
  /** When the run began, and now; ms since the epoch. */
  readonly from: number;
  readonly to: number;
  /** Earlier runs showed findings, which aren't counted here. */
  readonly hasEarlier: boolean;
}

/** Rows of a table before the last one, which has all. */
const MOST = 24;

export function watchGroupsTable(
  { groups, by, from, to, hasEarlier }: WatchGroups,
  look: GroupLook & { readonly colour: boolean },
  when: 'between' | 'end',
): string {
  const words = WATCH_WORDS[look.language];
  const [begun, now] = [formatTime(from, look.timezone), formatTime(to, look.timezone)];
  const caption = wrap(words.counted(sumOf(groups), begun, now, hasEarlier), look.columns);
  const most = when === 'end' ? groups.length : MOST;
  // The last hours, or the largest groups of another kind.
  const shown = by === 'hour' ? groups.slice(-most) : groups.slice(0, most);
  const left = groups.filter((group) => !shown.includes(group));
  const rows = groups.length === 0 ? [] : findingGroupRows(shown, by, look, new Chalk({ level: look.colour ? 1 : 0 }));
  const more = left.length === 0 ? [] : [words.moreGroups(left.length, sumOf(left))];
  return `${[...(groups.length === 0 ? [] : ['']), ...caption, ...rows, ...more, ...(when === 'end' ? [] : [''])].join('\n')}\n`;
}

/** A line of `--format ndjson` that is no finding: it has `kind`. */
export const watchGroupsJson = ({ groups, by, from, to, hasEarlier }: WatchGroups): string =>
  `${escapeJson(
    JSON.stringify({
      ...{ kind: 'groups', by, findings: sumOf(groups), from: isoTime(from), to: isoTime(to), earlierRuns: hasEarlier },
      groups: groups.map(groupJson),
    }),
  )}\n`;

const sumOf = (groups: readonly Group[]) => groups.reduce((total, { count }) => total + count, 0);
