/** Pipeline `events` hears of other regions by a forwarder in each: which are covered, and which are not? */
import { UserError } from '../../../core/user-error.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { Check } from '../../shared/checks.ts';
import type { Facts } from './facts.ts';
import type { Forwarder } from './find-stacks.ts';
import { counted, DEPLOY, notChecked } from './results.ts';
import { healthOf } from './stacks.ts';

const check = 'regions';

export const REGIONS: Check<Facts> = {
  name: check,
  run: async (facts) => {
    if (!facts.settings.pipelines.includes('events')) return [];
    const { forwarders, notCovered } = await facts.forwarders();
    return [
      ...covered(forwarders, facts),
      ...missing(forwarders, facts),
      ...forwarders.flatMap((one) => unwell(one)),
      ...notAsked(forwarders),
      ...(notCovered === undefined ? [] : [notListed(notCovered)]),
    ];
  },
};

function covered(all: readonly Forwarder[], { region: home }: Facts): CheckResult[] {
  const fine = all.flatMap(({ stack, region }) =>
    stack !== undefined && !(stack instanceof UserError) && healthOf(stack).state === 'ok' ? [region] : [],
  );
  const said =
    fine.length === 0
      ? `${home}, which needs no forwarder`
      : `${home}, and by forwarders ${counted(fine.length, 'other')}: ${fine.join(', ')}`;
  return [{ check, of: 'covered', state: 'ok', said }];
}

function missing(all: readonly Forwarder[], { settings: { pipelines } }: Facts): CheckResult[] {
  const without = all.flatMap(({ stack, region }) => (stack === undefined ? [region] : []));
  if (without.length === 0) return [];
  const others = pipelines.filter((pipeline) => pipeline === 'logs' || pipeline === 's3');
  const place = `no forwarder in ${counted(without.length, 'enabled region')}: ${without.join(', ')}`;
  const of = 'not covered';
  if (others.length === 0) {
    return [{ check, of, state: 'failed', said: `${place}; what is done there is not told`, todo: DEPLOY }];
  }
  return [
    { check, of, state: 'warning', said: `${place}; told later there, by pipeline ${others.join(', ')}`, todo: DEPLOY },
  ];
}

function unwell({ region, stack }: Forwarder): CheckResult[] {
  if (stack === undefined || stack instanceof UserError) return [];
  const { state, said, todo } = healthOf(stack);
  return state === 'ok' ? [] : [{ check, of: region, state, said: `its forwarder: ${said}`, todo }];
}

/** One result for each reason, however many regions have it. */
function notAsked(all: readonly Forwarder[]): CheckResult[] {
  const failed = all.flatMap(({ region, stack }) => (stack instanceof UserError ? [{ region, error: stack }] : []));
  const kinds = new Map<string, typeof failed>();
  for (const one of failed) {
    const kind = one.error.message.replaceAll(one.region, '');
    kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
  }
  return [...kinds.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const result = notChecked({ check, of: 'forwarders' }, first.error);
    const others = alike.slice(1).map(({ region }) => region);
    return [others.length === 0 ? result : { ...result, said: `${result.said}; the same in ${others.join(', ')}` }];
  });
}

const notListed = (why: string): CheckResult => ({
  check,
  of: 'enabled',
  state: 'not checked',
  said: why.replace(/; name them with --regions$/, ''),
  todo: 'Attach the policy that `login-watch policy status` prints, or use a profile that has it.',
});
