/** `--rules`: ids, themes, `all`, or `on` (as the notifier has them) -> the chosen rules. */
import { nearest } from '../nearest.ts';
import type { Rule } from '../rule.ts';
import { DEFAULT_REPLAY_THEMES } from '../settings.ts';
import { UserError } from '../user-error.ts';
import { refusalFrom } from '../words.ts';
import { RULE_WORDS } from './rule-words.ts';

export interface ChosenRules {
  readonly rules: readonly Rule[];
  /** Ids asked for, by id, theme or `all`: they are on even if the settings or the default turn them off. */
  readonly named: readonly string[];
}

/** Throws a `UserError` with the nearest known name for a name that is neither an id nor a theme. */
export function chooseRules(rules: readonly Rule[], names: readonly string[] | undefined): ChosenRules {
  const wanted = names ?? DEFAULT_REPLAY_THEMES;
  const known = new Set(['all', 'on', ...rules.flatMap(({ id, theme }) => [id, theme])]);
  for (const name of wanted) {
    if (known.has(name)) continue;
    const near = nearest(name, [...known]);
    const { message, hint } = refusalFrom(RULE_WORDS, (words) => words.noSuchRule(JSON.stringify(name), near));
    throw new UserError(message, { hint });
  }
  const chosen = rules.filter(({ id, theme }) => [id, theme, 'all'].some((name) => wanted.includes(name)));
  const named = names === undefined ? [] : chosen.map(({ id }) => id);
  return { rules: wanted.includes('on') ? rules : chosen, named };
}
