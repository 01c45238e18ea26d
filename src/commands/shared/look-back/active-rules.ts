/** The rules of a run that are on. */
import { type ActiveRule, activate, allRules } from '../../../core/inspection/activate.ts';
import { RULE_WORDS } from '../../../core/inspection/rule-words.ts';
import type { Rule } from '../../../core/rule.ts';
import type { Settings } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import { refusalFrom } from '../../../core/words.ts';
import { RULES } from '../../../rules/index.ts';

/** Never empty: where nothing is looked for, finding nothing would be no news. Throws a `UserError` then. */
export function activeRules(
  rules: readonly Rule[],
  named: readonly string[],
  settings: Settings,
): { readonly active: readonly ActiveRule[]; readonly off: readonly Rule[] } {
  const active = activate(rules, settings, named);
  const on = new Set(active.map(({ rule }) => rule.id));
  if (active.length > 0) return { active, off: rules.filter(({ id }) => !on.has(id)) };
  const { message, hint } = refusalFrom(RULE_WORDS, (words) => words.noneOn);
  throw new UserError(message, { hint });
}

/** Every rule, for a session: it shows also what the settings leave out of alerts. */
export function everyRule(settings: Settings): readonly ActiveRule[] {
  const rules = allRules(RULES, settings);
  return activate(
    rules,
    { ...settings, rules: {} },
    rules.map(({ id }) => id),
  );
}
