/** The report of `audit --live`, of the plan and what was seen. */
import { isUnknown } from '../../auditing/checks/leading.ts';
import { busResultsOf } from '../../auditing/live/bus/result.ts';
import type { BusRings } from '../../auditing/live/bus/rings.ts';
import { ruleKey, type TakingRule } from '../../auditing/live/bus/taking.ts';
import type { Reached } from '../../auditing/live/receivers.ts';
import { type LiveResult, patternSaid, resultOf } from '../../auditing/live/result.ts';
import type { Rings } from '../../auditing/live/rings.ts';
import { patternKey } from '../../auditing/live/sightings.ts';
import type { Snapshot } from '../../auditing/snapshot.ts';
import type { Verdict } from '../../auditing/verdict.ts';
import type { RingOutcome } from '../../aws/audit/live/ring.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { groupBy } from '../../core/group-by.ts';
import { distinct } from '../../core/lists.ts';
import { inEach, wordsFrom } from '../../core/words.ts';
import { sentenceOf } from '../../messages/audit/breaks/breaks.ts';
import { LIVE_WORDS } from '../../messages/audit/live/live.ts';
import { VERDICT_WORDS } from '../../messages/audit/verdicts.ts';
import { countsOf, type LiveReport, type NotPut } from '../../render/audit/live.ts';
import type { LivePlan } from './live-plan.ts';

/** With the rules of EventBridge that take a record, and why some aren't rung. */
export interface LiveRings extends Rings, Pick<BusRings, 'not'> {
  readonly rules: readonly TakingRule[];
}

interface Ended {
  readonly plan: LivePlan;
  readonly rings: LiveRings;
  readonly snapshot: Snapshot;
  readonly outcome: RingOutcome;
  readonly verdicts: readonly Verdict[];
}

export function reportOf({ plan, rings, snapshot, outcome, verdicts }: Ended): LiveReport {
  const { sightings, expected, put, left } = outcome;
  const { events, unrung, patterns } = sightings;
  const ground = { snapshot, expected, sightings };
  const seen = expected.metrics.filter(({ key }) => sightings.counted.has(key));
  const alarms = [...expected.alarms.values()].flat().filter(({ arn }) => sightings.raised.has(arn));
  const heard = [...plan.rung, ...plan.bus.rung.filter(({ ring }) => events.has(ring.id))];
  const receivers = namesIn(heard);
  const isBusTried = put !== undefined || unrung.size > 0;
  const results = [
    ...(put === undefined ? [] : plan.rung.map((one) => resultOf(one, { ...ground, put }))),
    ...(isBusTried ? plan.bus.rung.flatMap((one) => busResultsOf(one, ground)) : []),
  ];
  const delivered = new Set(results.filter(isSeenWhole).map(({ id }) => id));
  const sure = namesIn(heard.filter(({ ring }) => delivered.has(ring.id)));
  return {
    account: snapshot.account,
    mark: plan.mark,
    put,
    results,
    notPut: [...refusedIn(plan), ...unheardIn(rings)],
    rules: rulesIn(rings, patterns),
    left: left.map(({ thing: { kind, name, region }, why }) => ({ kind, name, region, why: why.why })),
    stays: {
      metrics: distinct(seen.map(({ counted: { metric } }) => `${metric.namespace}/${metric.name}`)),
      alarms: distinct(alarms.map(({ name }) => name)),
      receivers: put === undefined ? [] : receivers,
      unseen: put === undefined ? [] : receivers.filter((name) => !sure.includes(name)),
      calls: [
        ...(plan.rung.length === 0 ? [] : ['CreateLogStream']),
        ...['CreateQueue', 'Subscribe'],
        ...(plan.bus.rung.length === 0 ? [] : ['PutRule', 'PutTargets']),
      ],
    },
    audited: new Map(verdicts.map(({ id, result }) => [id, result])),
  };
}

/** Each hop, but for targets that aren't rung. */
const isSeenWhole = ({ outcome, hops }: LiveResult): boolean =>
  outcome === 'arrived' && hops.every((hop) => hop.step === 'target' || /^(?:seen|listed)$/.test(hop.outcome));

const namesIn = (heard: readonly { readonly heard: Reached }[]): readonly string[] =>
  distinct(heard.flatMap((one) => one.heard.receivers.map(({ name }) => name)));

const refusedIn = ({ refused, bus }: LivePlan): readonly NotPut[] => [
  ...refused.map(({ ring: { deeds, sample }, ...one }) => notPut(deeds, sample, one)),
  ...bus.refused.map(({ ring: { takes, sample }, ...one }) =>
    notPut(distinct(takes.map(({ deed }) => deed)), sample, one),
  ),
];

type Refusal = Omit<LivePlan['bus']['refused'][number], 'ring'>;

function notPut(checks: readonly string[], sample: string, { heard, foreign }: Refusal): NotPut {
  const names = distinct(foreign.map(({ name }) => name));
  const blind = heard.blind.map(sentenceOf);
  return {
    ...{ checks, samples: [sample], foreign: names },
    said: inEach((language) =>
      [...(names.length === 0 ? [] : [LIVE_WORDS[language].foreign(names)]), ...blind.map((one) => one[language])].join(
        BETWEEN[language],
      ),
    ),
  };
}

const BETWEEN = { en: '. ', ja: '。' } as const;

const unheardIn = ({ unheard }: Rings): readonly NotPut[] =>
  unheard.map(({ deed, samples, why, only }) => {
    const byRules =
      only === undefined
        ? wordsFrom(LIVE_WORDS, ({ onlyRules }) => onlyRules)
        : wordsFrom(VERDICT_WORDS, ({ onlySentIn }) => onlySentIn(only));
    return { checks: [deed], samples, foreign: [], said: why === undefined ? byRules : sentenceOf(why) };
  });

/** Each rule that isn't rung once, with its checks and AWS's answer; the worst, if it differs by record. */
function rulesIn({ rules, not }: LiveRings, patterns: RingOutcome['sightings']['patterns']): LiveReport['rules'] {
  return [...groupBy(rules, ruleKey)].flatMap(([key, all]) => {
    const why = not.get(key);
    const [first] = all;
    if (why === undefined || first === undefined) return [];
    const answers = all.map((one) => patterns.get(patternKey(one)));
    const worst = patternSaid(answers.find((one) => one !== true) ?? answers[0]);
    const isOff = first.stop?.kind === 'rule-off';
    const said = isOff
      ? wordsFrom(LIVE_WORDS, ({ ruleOff }) => ruleOff)
      : inEach((language) => [why[language].replace(/[.。]$/, ''), worst[language]].join(BETWEEN[language]));
    return [{ rule: first.rule.name, region: first.region, checks: distinct(all.map(({ deed }) => deed)), said }];
  });
}

/**
 * Silence is a claim: a record that wasn't put, or couldn't be followed, is no success. For an event of AWS's own whose
 * rules can't be rung, reading the account is all there is.
 */
export function exitOf(report: LiveReport, { unheard }: Rings): Exit {
  const { stopped, unknown } = countsOf(report);
  if (stopped > 0 || unheard.some(({ why }) => why !== undefined && !isUnknown(why))) return EXIT.found;
  const read = unheard.filter(({ deed, isOfBus }) => isOfBus && report.audited.get(deed) === 'pass').length;
  const isOpen = unknown > 0 || report.notPut.length > read || report.left.length > 0;
  return isOpen || report.results.length === 0 ? EXIT.refused : EXIT.done;
}
