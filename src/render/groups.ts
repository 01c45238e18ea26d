/** A table of groups, alike in every command that takes `--group-by`: the key, how many, of which kind, and when. */
import { accountText } from '../core/accounts.ts';
import type { GroupKey } from '../core/stories/group.ts';
import { visible } from '../core/text.ts';
import { localTime } from '../core/time.ts';
import { SEARCH_WORDS } from '../messages/look-back/search.ts';
import { messagesIn } from '../messages/messages.ts';
import { type Cell, rowTexts } from './columns.ts';
import { bar } from './replay/charts.ts';
import { minutesOf } from './replay/minutes.ts';
import type { RenderOptions } from './replay/report.ts';

const BAR = 12;

interface Counted {
  readonly key: string;
  readonly name: string | null;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

interface Kinds<G extends Counted> {
  /** Headings of the number, and of its kinds. */
  readonly head: readonly [count: string, kinds: string];
  readonly kindsOf: (group: G) => Cell;
}

export type GroupLook = Pick<RenderOptions, 'language' | 'timezone' | 'columns' | 'isPlain' | 'hasCharts'>;

export function groupRows<G extends Counted>(
  groups: readonly G[],
  by: GroupKey,
  { head, kindsOf }: Kinds<G>,
  options: GroupLook,
): Iterable<string> {
  const { label } = messagesIn(options.language);
  const most = groups.reduce((largest, { count }) => Math.max(largest, count), 1);
  const heads: Readonly<Record<GroupKey, string>> = {
    user: label.who,
    ip: label.where,
    account: label.account,
    rule: label.rule,
    hour: SEARCH_WORDS[options.language].hour,
  };
  return rowTexts({
    head: [heads[by], ...head, label.when],
    rows: groups.map((group) => [
      { text: visible(keyText(group, by, options)) },
      { text: `${group.count}${options.hasCharts ? ` ${bar(group.count, most, BAR)}` : ''}` },
      kindsOf(group),
      { text: span(group, options) },
    ]),
    flexible: 0,
    width: options.columns,
    isPlain: options.isPlain,
  });
}

function keyText({ key, name, first }: Counted, by: GroupKey, { timezone }: GroupLook): string {
  if (by === 'account') return accountText(key, name);
  if (by !== 'hour') return key;
  const { date, clock } = localTime(first, timezone);
  return `${date} ${clock.slice(0, 2)}:00`;
}

function span({ first, last }: Counted, { timezone }: GroupLook): string {
  const [from, to] = minutesOf(first, last, timezone);
  return from === to ? from : `${from} – ${to}`;
}
