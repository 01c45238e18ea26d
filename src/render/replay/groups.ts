/** `--group-by`: a row for each group, with how many findings of which severity, and when. */
import type { ChalkInstance } from 'chalk';
import { accountText } from '../../core/accounts.ts';
import { type Group, type GroupKey, groupsOf } from '../../core/group.ts';
import { type Finding, SEVERITIES } from '../../core/rule.ts';
import { visible } from '../../core/text.ts';
import { localTime } from '../../core/time.ts';
import { SEARCH_WORDS } from '../../messages/look-back/search.ts';
import type { Messages } from '../../messages/messages.ts';
import { rowTexts } from '../columns.ts';
import { bar } from './charts.ts';
import { SEVERITY_COLOURS } from './colours.ts';
import { minutesOf } from './minutes.ts';
import type { RenderOptions } from './report.ts';

const BAR = 12;

export function groupsTable(
  findings: readonly Finding[],
  options: RenderOptions,
  messages: Messages,
  paint: ChalkInstance,
): Iterable<string> {
  const { groupBy: by = 'user', language, hasCharts } = options;
  const words = SEARCH_WORDS[language];
  const groups = groupsOf(findings, by);
  const most = groups.reduce((largest, { count }) => Math.max(largest, count), 1);
  const heads: Readonly<Record<GroupKey, string>> = {
    user: messages.label.who,
    ip: messages.label.where,
    account: messages.label.account,
    rule: messages.label.rule,
    hour: words.hour,
  };
  return rowTexts({
    head: [heads[by], words.count, messages.label.severity, messages.label.when],
    rows: groups.map((group) => {
      const worst = SEVERITIES.find((severity) => group.severities[severity] > 0) ?? 'info';
      return [
        { text: visible(keyText(group, by, options)) },
        { text: `${group.count}${hasCharts ? ` ${bar(group.count, most, BAR)}` : ''}` },
        { text: messages.counts(group.severities), paint: SEVERITY_COLOURS[worst](paint) },
        { text: span(group, options) },
      ];
    }),
    flexible: 0,
    width: options.columns,
    isPlain: options.isPlain,
  });
}

function keyText({ key, name, first }: Group, by: GroupKey, { timezone }: RenderOptions): string {
  if (by === 'account') return accountText(key, name);
  if (by !== 'hour') return key;
  const { date, clock } = localTime(first, timezone);
  return `${date} ${clock.slice(0, 2)}:00`;
}

function span({ first, last }: Group, { timezone }: RenderOptions): string {
  const [from, to] = minutesOf(first, last, timezone);
  return from === to ? from : `${from} – ${to}`;
}
