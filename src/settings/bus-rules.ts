/** How many EventBridge rules the settings come to: a bus takes only so many, and CloudFormation finds out half-way. */
import { allRules, stateOf } from '../core/inspection/activate.ts';
import type { Settings } from '../core/settings.ts';
import { RULES } from '../rules/index.ts';
import { compileEventBridge } from '../selection/eventbridge.ts';

/** A third of what a bus takes, for other tools need some: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const MOST_BUS_RULES = 100;

/** The number if it is too many; undefined if it isn't, or if pipeline `events` is off. */
export function tooManyBusRules(settings: Settings): number | undefined {
  if (settings.own.length === 0 || !settings.pipelines.includes('events')) return undefined;
  const rules = allRules(RULES, settings).filter((rule) => stateOf(rule, settings).on);
  const count = compileEventBridge(rules).length;
  return count > MOST_BUS_RULES ? count : undefined;
}
