/** The lines after a deploy: its cost, the next commands, and how to undo it. */
import { type Cost, monthly, SIZES } from '../../core/cost.ts';
import { PRICED } from '../../core/prices.ts';
import type { Language } from '../../core/rule.ts';
import { COST_WORDS } from '../../messages/set-up/cost.ts';
import { widthOf, wrap } from '../../render/wrap.ts';

/** `events`: management events of the account a month, if they were counted. `columns`: of the terminal. */
export function afterDeploy(cost: Cost, events: number | undefined, language: Language, columns: number): string {
  const words = COST_WORDS[language];
  const priced = [PRICED.region, PRICED.month].join(language === 'ja' ? '、' : ', ');
  const width = Math.max(...words.commands.map(([command]) => command.length));
  return [
    events === undefined
      ? words.unknown(usd(cost.base), usd(cost.matching), priced)
      : words.known(usd(monthly(cost, { matching: events * SIZES.matching, all: events })), priced),
    ...(cost.all === 0 || events !== undefined ? [] : [words.trail(usd(cost.all))]),
    words.next,
    ...words.commands.map(([command, why]) => `  ${command.padEnd(width)}  ${why}`),
    words.undo,
  ]
    .flatMap((line) => (widthOf(line) <= columns ? [line] : wrap(line, columns)))
    .join('\n');
}

const usd = (amount: number) => amount.toFixed(2);
