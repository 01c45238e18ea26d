/** `--group-by` of findings: a row for each group, with how many of which severity. */
import type { ChalkInstance } from 'chalk';
import { SEVERITIES } from '../../core/rule.ts';
import type { Group, GroupKey } from '../../core/stories/group.ts';
import { SEARCH_WORDS } from '../../messages/look-back/search.ts';
import { messagesIn } from '../../messages/messages.ts';
import { type GroupLook, groupRows } from '../groups.ts';
import { SEVERITY_COLOURS } from './colours.ts';

export function findingGroupRows(
  groups: readonly Group[],
  by: GroupKey,
  options: GroupLook,
  paint: ChalkInstance,
): Iterable<string> {
  const messages = messagesIn(options.language);
  return groupRows(
    groups,
    by,
    {
      head: [SEARCH_WORDS[options.language].count, messages.label.severity],
      kindsOf: ({ severities }) => {
        const worst = SEVERITIES.find((severity) => severities[severity] > 0) ?? 'info';
        return { text: messages.counts(severities), paint: SEVERITY_COLOURS[worst](paint) };
      },
    },
    options,
  );
}
