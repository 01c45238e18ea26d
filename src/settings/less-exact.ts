/** Own rules that AWS can't be asked for exactly: said wherever the settings are checked, compiled or deployed. */
import { allRules, stateOf } from '../core/inspection/activate.ts';
import type { Rule, Words } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import { wordsFrom } from '../core/words.ts';
import { REMARK_WORDS } from '../messages/settings/remarks.ts';
import { RULES } from '../rules/index.ts';
import { inexactIn } from '../selection/eventbridge.ts';
import { unfilteredIn } from '../selection/logs-filter.ts';

/** Those that are on, for the pipelines of the settings. */
export function lessExact(settings: Settings): readonly Words[] {
  if (settings.own.length === 0) return [];
  const { pipelines } = settings;
  const rules = allRules(RULES, settings).filter((rule) => stateOf(rule, settings).on);
  return [
    ...(pipelines.includes('events') ? ofEvents(rules, settings) : []),
    ...(pipelines.includes('logs') ? ofLogs(rules, settings) : []),
  ];
}

/** Sentences on rules compiled for EventBridge. */
export function ofEvents(rules: readonly Rule[], { own }: Settings): readonly Words[] {
  const ids = new Set(own.map(({ id }) => id));
  return inexactIn(rules)
    .filter(({ id }) => ids.has(id))
    .map(({ id, patterns, isWidened }) =>
      wordsFrom(REMARK_WORDS, (words) => (isWidened ? words.widened(id) : words.split(id, patterns))),
    );
}

/** Sentences on rules compiled into the filters of a log group. */
export function ofLogs(rules: readonly Rule[], { own }: Settings): readonly Words[] {
  const ids = new Set(own.map(({ id }) => id));
  return unfilteredIn(rules)
    .filter(({ id }) => ids.has(id))
    .map(({ id }) => wordsFrom(REMARK_WORDS, (words) => words.unfiltered(id)));
}
