/** Has somebody changed by hand what was deployed? Only with `--drift`: AWS takes minutes for it. */
import { type Drift, detectDrift, type StackState } from '../../../aws/cloudformation/stacks.ts';
import { clip } from '../../../core/text.ts';
import { UserError } from '../../../core/user-error.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { Check } from '../../shared/checks.ts';
import { AT_HOME, type Facts, stackAt } from './facts.ts';
import { counted, notChecked } from './results.ts';

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
  const about = { check, of: region === home ? name : `${name} in ${region}` };
  try {
    return { ...about, ...resultOf(await detectDrift(name, region, aws, { signal, sleep: host.sleep })) };
  } catch (error) {
    return notChecked(about, error);
  }
}

const MOST_TOLD = 3;
const LONGEST = 160;
/** What is off then: rules, schedules, or a resource altogether. */
const SILENCES = /^deleted$|\/(?:State|ActionsEnabled)\b/;

function resultOf({ status, resources }: Drift): Pick<CheckResult, 'state' | 'said' | 'todo'> {
  if (status === 'in-sync') return { state: 'ok', said: 'as it was deployed' };
  if (status === 'unknown') {
    const todo =
      'Look with permissions to read all that is in it (ReadOnlyAccess has them): AWS reads it in your name.';
    return { state: 'not checked', said: 'AWS could not look at all that is in it', todo };
  }
  const told = resources.slice(0, MOST_TOLD).map((one) => clip(`${one.logicalId}: ${one.difference}`, LONGEST));
  const rest = resources.length - told.length;
  const list = [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
  return {
    state: resources.some(({ difference }) => SILENCES.test(difference)) ? 'failed' : 'warning',
    said: `${counted(resources.length, 'resource')} changed by hand: ${list}`,
    todo: 'Find out who did that and why (`login-watch replay --since 90d --rules all`), and put it back: a deploy changes only what its own template changes.',
  };
}
