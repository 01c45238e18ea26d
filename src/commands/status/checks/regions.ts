/** Checks the forwarders by which pipeline `events` gets the events of other regions. */
import { UserError } from '../../../core/user-error.ts';
import { wordsFrom } from '../../../core/words.ts';
import { STATUS_WORDS } from '../../../messages/operate/status.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { Check } from '../../shared/checks.ts';
import type { Facts } from './facts.ts';
import type { Forwarder } from './find-stacks.ts';
import { DEPLOY, notChecked, PERMISSIONS, say } from './results.ts';
import { healthOf } from './stacks.ts';

const check = 'regions';

export const REGIONS: Check<Facts> = {
  name: check,
  run: async (facts) => {
    if (!facts.settings.pipelines.includes('events')) return [];
    const { forwarders, refusal } = await facts.forwarders();
    return [
      ...covered(forwarders, facts),
      ...missing(forwarders, facts),
      ...forwarders.flatMap((one) => unwell(one)),
      ...notAsked(forwarders),
      ...(refusal === undefined ? [] : [notListed(refusal)]),
    ];
  },
};

function covered(all: readonly Forwarder[], { region: home }: Facts): CheckResult[] {
  const fine = all.flatMap(({ stack, region }) =>
    stack !== undefined && !(stack instanceof UserError) && healthOf(stack).state === 'ok' ? [region] : [],
  );
  return [{ check, of: 'covered', state: 'ok', said: say((words) => words.regions.covered(home, fine)) }];
}

function missing(all: readonly Forwarder[], { settings: { pipelines } }: Facts): CheckResult[] {
  const without = all.flatMap(({ stack, region }) => (stack === undefined ? [region] : []));
  if (without.length === 0) return [];
  const others = pipelines.filter((pipeline) => pipeline === 'logs' || pipeline === 's3');
  const about = { check, of: 'not covered', todo: DEPLOY } as const;
  return others.length === 0
    ? [{ ...about, state: 'failed', said: say((words) => words.regions.missing(without)) }]
    : [{ ...about, state: 'warning', said: say((words) => words.regions.missingButLater(without, others)) }];
}

function unwell({ region, stack }: Forwarder): CheckResult[] {
  if (stack === undefined || stack instanceof UserError) return [];
  const { state, said, todo } = healthOf(stack);
  if (state === 'ok') return [];
  const forwarder = wordsFrom(STATUS_WORDS, (words, language) => words.regions.forwarder(said[language]));
  return [{ check, of: region, state, said: forwarder, todo }];
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
    const said = wordsFrom(STATUS_WORDS, (words, language) => words.regions.alsoIn(result.said[language], others));
    return [others.length === 0 ? result : { ...result, said }];
  });
}

const notListed = (refusal: UserError): CheckResult => ({
  check,
  of: 'enabled',
  state: 'not checked',
  said: wordsFrom(STATUS_WORDS, (words, language) => words.regions.notListed(refusal.said(language))),
  todo: PERMISSIONS,
});
