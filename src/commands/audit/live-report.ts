/** The report of `audit --live`, of the plan and what was seen. */

import { isUnknown } from '../../auditing/checks/leading.ts';
import { patternSaid, resultOf } from '../../auditing/live/result.ts';
import type { Rings } from '../../auditing/live/rings.ts';
import type { Snapshot } from '../../auditing/snapshot.ts';
import type { Verdict } from '../../auditing/verdict.ts';
import { patternKey } from '../../aws/audit/live/patterns.ts';
import type { RingOutcome } from '../../aws/audit/live/ring.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { distinct } from '../../core/lists.ts';
import { inEach, wordsFrom } from '../../core/words.ts';
import { sentenceOf } from '../../messages/audit/breaks/breaks.ts';
import { LIVE_WORDS } from '../../messages/audit/live/live.ts';
import { countsOf, type LiveReport, type NotPut } from '../../render/audit/live.ts';
import type { LivePlan } from './live-plan.ts';

interface Ended {
  readonly plan: LivePlan;
  readonly rings: Rings;
  readonly snapshot: Snapshot;
  readonly outcome: RingOutcome;
  readonly verdicts: readonly Verdict[];
}

export function reportOf({ plan, rings, snapshot, outcome, verdicts }: Ended): LiveReport {
  const { sightings, expected, put, left } = outcome;
  const ground = { snapshot, expected, sightings };
  const seen = expected.metrics.filter(({ key }) => sightings.counted.has(key));
  const alarms = [...expected.alarms.values()].flat().filter(({ arn }) => sightings.raised.has(arn));
  const receivers = plan.rung.flatMap(({ heard }) => heard.receivers.map(({ name }) => name));
  return {
    account: snapshot.account,
    mark: plan.mark,
    put,
    results: put === undefined ? [] : plan.rung.map((one) => resultOf(one, { ...ground, put })),
    notPut: [...refusedIn(plan), ...unheardIn(rings)],
    rules: rulesIn(rings, sightings.patterns),
    left: left.map(({ thing: { kind, name, region }, why }) => ({ kind, name, region, why: why.why })),
    stays: {
      metrics: distinct(seen.map(({ counted: { metric } }) => `${metric.namespace}/${metric.name}`)),
      alarms: distinct(alarms.map(({ name }) => name)),
      receivers: put === undefined ? [] : distinct(receivers),
    },
    audited: new Map(verdicts.map(({ id, result }) => [id, result])),
  };
}

const refusedIn = ({ refused }: LivePlan): readonly NotPut[] =>
  refused.map(({ ring, heard, foreign }) => {
    const names = distinct(foreign.map(({ name }) => name));
    const blind = heard.blind.map(sentenceOf);
    return {
      ...{ checks: ring.deeds, samples: [ring.sample], foreign: names },
      said: inEach((language) =>
        [
          ...(names.length === 0 ? [] : [LIVE_WORDS[language].foreign(names)]),
          ...blind.map((one) => one[language]),
        ].join(language === 'ja' ? '。' : '. '),
      ),
    };
  });

const unheardIn = ({ unheard }: Rings): readonly NotPut[] =>
  unheard.map(({ deed, samples, why }) => ({
    checks: [deed],
    samples,
    foreign: [],
    said: why === undefined ? wordsFrom(LIVE_WORDS, ({ onlyRules }) => onlyRules) : sentenceOf(why),
  }));

/** Each rule once, with its checks and AWS's answer; the worst, if it differs by record. */
function rulesIn({ rules }: Rings, patterns: RingOutcome['sightings']['patterns']): LiveReport['rules'] {
  const found = new Map<string, { readonly checks: string[]; said: LiveReport['rules'][number]['said'] }>();
  for (const one of rules) {
    const key = `${one.region}\n${one.rule}`;
    const answer = patterns.get(patternKey(one));
    const said = one.isOff ? wordsFrom(LIVE_WORDS, ({ ruleOff }) => ruleOff) : patternSaid(answer);
    const entry = found.get(key) ?? { checks: [], said };
    if (!one.isOff && answer !== true) entry.said = said;
    entry.checks.push(one.deed);
    found.set(key, entry);
  }
  return [...found].map(([key, { checks, said }]) => {
    const [region = '', rule = ''] = key.split('\n');
    return { rule, region, checks: distinct(checks), said };
  });
}

/**
 * Silence is a claim: a record that wasn't put, or couldn't be followed, is no success. For what nobody can put, reading
 * the account is all there is.
 */
export function exitOf(report: LiveReport, { unheard }: Rings): Exit {
  const { stopped, unknown } = countsOf(report);
  if (stopped > 0 || unheard.some(({ why }) => why !== undefined && !isUnknown(why))) return EXIT.found;
  const read = unheard.filter(({ deed, isOfBus }) => isOfBus && report.audited.get(deed) === 'pass').length;
  const isOpen = unknown > 0 || report.notPut.length > read || report.left.length > 0;
  return isOpen || report.results.length === 0 ? EXIT.refused : EXIT.done;
}
