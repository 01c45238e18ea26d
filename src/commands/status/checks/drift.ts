/** Detects changes by hand to the deployed stacks. Only with `--drift`: AWS takes minutes for it. */
import { type Drift, detectDrift, type StackState } from '../../../aws/cloudformation/stacks.ts';
import type { Language } from '../../../core/rule.ts';
import { clip } from '../../../core/text.ts';
import { UserError } from '../../../core/user-error.ts';
import { wordsFrom } from '../../../core/words.ts';
import { STATUS_WORDS } from '../../../messages/operate/status.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { Check } from '../../shared/checks.ts';
import { AT_HOME, type Facts, stackAt } from './facts.ts';
import { notChecked, say } from './results.ts';

const check = 'drift';

export const DRIFT: Check<Facts> = {
  name: check,
  run: async (facts) => {
    if (!facts.options.drift) return [];
    const elsewhere = facts.settings.pipelines.includes('events') ? (await facts.forwarders()).forwarders : [];
    const stacks = [
      ...AT_HOME.flatMap((name) => stackAt(facts, name) ?? []),
      ...elsewhere.flatMap(({ stack }) => (stack === undefined || stack instanceof UserError ? [] : [stack])),
    ];
    return Promise.all(stacks.map((stack) => lookAt(stack, facts)));
  },
};

async function lookAt({ name, region }: StackState, { aws, signal, host, region: home }: Facts): Promise<CheckResult> {
  const about = { check, of: region === home ? name : say((words) => words.drift.in(name, region)) } as const;
  try {
    return { ...about, ...resultOf(await detectDrift(name, region, aws, { signal, sleep: host.sleep })) };
  } catch (error) {
    return notChecked(about, error);
  }
}

const MOST_SHOWN = 3;
const LONGEST = 160;
/** Differences that switch off a rule, a schedule, an alarm, or remove a resource. */
const SILENCES = /^deleted$|\/(?:State|ActionsEnabled)\b/;

function resultOf({ status, resources }: Drift): Pick<CheckResult, 'state' | 'said' | 'todo'> {
  if (status === 'in-sync') return { state: 'ok', said: say((words) => words.drift.none) };
  if (status === 'unknown') {
    return {
      state: 'not checked',
      said: say((words) => words.drift.unknown),
      todo: say((words) => words.drift.unknownTodo),
    };
  }
  const shown = (language: Language) =>
    resources
      .slice(0, MOST_SHOWN)
      .map(({ logicalId, difference }) => clip(`${logicalId}: ${difference[language]}`, LONGEST));
  return {
    state: resources.some(({ difference }) => SILENCES.test(difference.en)) ? 'failed' : 'warning',
    said: wordsFrom(STATUS_WORDS, (words, language) => words.drift.changed(resources.length, shown(language))),
    todo: say((words) => words.drift.changedTodo),
  };
}
