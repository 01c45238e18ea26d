/** `--group-by` of findings: a row for each group, with how many of which severity. */
import type { ChalkInstance } from 'chalk';
import { groupsOf } from '../../core/group.ts';
import { type Finding, SEVERITIES } from '../../core/rule.ts';
import { SEARCH_WORDS } from '../../messages/look-back/search.ts';
import type { Messages } from '../../messages/messages.ts';
import { groupRows } from '../groups.ts';
import { SEVERITY_COLOURS } from './colours.ts';
import type { RenderOptions } from './report.ts';

export function groupsTable(
  findings: readonly Finding[],
  options: RenderOptions,
  messages: Messages,
  paint: ChalkInstance,
): Iterable<string> {
  const { groupBy: by = 'user', language } = options;
  return groupRows(
    groupsOf(findings, by),
    by,
    {
      head: [SEARCH_WORDS[language].count, messages.label.severity],
      kindsOf: ({ severities }) => {
        const worst = SEVERITIES.find((severity) => severities[severity] > 0) ?? 'info';
        return { text: messages.counts(severities), paint: SEVERITY_COLOURS[worst](paint) };
      },
    },
    options,
  );
}
