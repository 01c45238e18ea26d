/** The rules whose events the pipelines must bring. */
import { activate, allRules } from '../core/activate.ts';
import type { Rule } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import { RULES } from '../rules/index.ts';

export const compiledRules = (settings: Settings): readonly Rule[] =>
  activate(allRules(RULES, settings), settings).map(({ rule }) => rule);
