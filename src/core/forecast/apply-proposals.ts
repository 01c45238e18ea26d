/** Accepted exceptions become settings. */
import type { EventPattern } from '../patterns/pattern.ts';
import type { RuleSetting, Settings } from '../settings.ts';
import type { Proposal } from './proposal.ts';

/** The settings with the exceptions added to their own. Accepting one twice changes nothing. */
export function applyProposals(settings: Settings, accepted: readonly Pick<Proposal, 'rule' | 'except'>[]): Settings {
  const rules: Record<string, RuleSetting> = { ...settings.rules };
  for (const { rule, except } of accepted) {
    const setting = rules[rule];
    rules[rule] = { ...setting, except: either(setting?.except, except) };
  }
  return { ...settings, rules };
}

/** `$or` as EventBridge has it. A pattern that holds only `$or` grows by one. */
function either(old: EventPattern | undefined, added: EventPattern): EventPattern {
  if (old === undefined) return added;
  const alternatives = alternativesOf(old);
  const isThere = alternatives.some((one) => JSON.stringify(one) === JSON.stringify(added));
  return isThere ? old : { $or: [...alternatives, added] };
}

function alternativesOf(pattern: EventPattern): readonly EventPattern[] {
  const { $or, ...others } = pattern;
  return Array.isArray($or) && Object.keys(others).length === 0 ? $or : [pattern];
}
