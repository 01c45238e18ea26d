/** The path of each deed as data: its hops from the trail to a receiver, and the hop at which it ends. */
import { describe, expect, test } from 'vitest';
import { ALARM_BREAKS } from '../../../sandbox/scripted/alarms.ts';
import { RECEIVER_BREAKS } from '../../../sandbox/scripted/receivers.ts';
import { RULE_BREAKS, SOURCE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { VARIANTS } from '../../../sandbox/scripted/variants.ts';
import type { JudgedPath, Verdict } from '../../../src/auditing/verdict.ts';
import { audited } from '../../helpers/audit/audited.ts';

/** `trail main > log-group trail-logs (us-east-1) > ! alarm x: actions-off` */
const shown = ({ hops, broken }: JudgedPath) =>
  hops.map(({ kind, name, state }) => `${state === 'pass' ? '' : '! '}${kind} ${name}`).join(' > ') +
  (broken === null ? '' : `: ${broken.facts.kind}`);

async function pathsOf(change: Change | undefined, id: string) {
  const { verdicts } = await audited(change);
  const { listed = [], unlisted } = (await verdicts()).get(id)?.paths ?? {};
  expect(unlisted).toBe(0);
  return listed;
}

const TO_METRIC = 'trail main > log-group trail-logs > metric-filter CloudWatch.3 > metric Security/CloudWatch.3';
const TO_ALARM = `${TO_METRIC} > alarm CloudWatch.3`;

test('the good account: each person at the end of a path, with its regions, calls and minutes', async () => {
  const paths = await pathsOf(undefined, 'CloudWatch.4');
  expect(paths.map(shown)).toEqual(
    ['alice', 'bob'].map((who) =>
      `${TO_ALARM} > topic alerts > mail ${who}@example.com`.replaceAll('CloudWatch.3', 'CloudWatch.4'),
    ),
  );
  expect(paths[0]).toMatchObject({ regions: ['us-east-1'], minutes: 13, result: 'pass', broken: null });
  expect(paths[0]?.calls).toContain('DetachGroupPolicy');
  expect(paths[0]?.hops.map(({ region }) => region)).toEqual([...Array(6).fill('us-east-1'), null]);
});

const ANOMALIES = 'event-bus default > rule sign-in-anomalies';

test('what is in no trail: from the bus on', async () => {
  const paths = await pathsOf(undefined, 'signin-anomaly');
  expect(paths.map(shown)).toEqual(
    Array(2)
      .fill(['alice', 'bob'].map((who) => `${ANOMALIES} > topic sign-in-anomalies > mail ${who}@example.com`))
      .flat(),
  );
  expect(paths[0]).toMatchObject({ calls: ['Sign-in Anomaly Alert'], minutes: 1, result: 'pass', broken: null });
});

test.each<readonly [string, string]>([
  ['no EventBridge rule on sign-in anomalies', '! event-bus default: no-rule'],
  ['EventBridge rule on sign-in anomalies, disabled', `${ANOMALIES.replace('rule', '! rule')}: rule-off`],
  [
    'EventBridge rule on sign-in anomalies that asks for their content',
    `${ANOMALIES.replace('rule', '! rule')}: field-undocumented`,
  ],
])('%s', async (name, expected) => {
  const paths = await pathsOf(RULE_BREAKS[name], 'signin-anomaly');
  expect(new Set(paths.map(shown))).toEqual(new Set([expected]));
});

test.each<readonly [string, Change | undefined, readonly string[]]>([
  [
    'on another log group',
    ALARM_BREAKS['filter on another log group'],
    ['trail main > ! log-group trail-logs: group-not-fed'],
  ],
  [
    'no alarm',
    ALARM_BREAKS['filter without an alarm'],
    [`${TO_METRIC.replace('metric Sec', '! metric Sec')}: no-alarm`],
  ],
  ['actions off', ALARM_BREAKS['actions disabled'], [`${TO_METRIC} > ! alarm CloudWatch.3: actions-off`]],
  [
    'a composite alarm',
    ALARM_BREAKS['composite alarm that is suppressed'],
    [`${TO_ALARM} > ! composite-alarm sign-in-trouble: suppressed`, `${TO_METRIC} > ! alarm CloudWatch.3: no-actions`],
  ],
  ['a topic', RECEIVER_BREAKS['topic deleted'], [`${TO_ALARM} > ! topic gone: topic-gone`]],
  [
    'a subscriber that filters',
    RECEIVER_BREAKS['subscription filters alarms out'],
    [`${TO_ALARM} > topic filtered > ! subscription alice@example.com: filtered-out`],
  ],
  ['a trail that stopped', SOURCE_BREAKS['trail stopped'], ['! trail main: no-trail', '! trail main: no-trail']],
  [
    'a log group elsewhere',
    SOURCE_BREAKS["organization's trail, its log group elsewhere"],
    ['trail main > ! log-group org-trail: group-elsewhere'],
  ],
])('%s', async (_, change, expected) => {
  expect(change).toBeDefined();
  const paths = await pathsOf(change, 'CloudWatch.3');
  expect(paths.map(shown).filter((one) => !one.endsWith('bob@example.com'))).toEqual(expected);
});

const ALL: Readonly<Record<string, Change>> = {
  ...ALARM_BREAKS,
  ...RECEIVER_BREAKS,
  ...RULE_BREAKS,
  ...SOURCE_BREAKS,
  ...VARIANTS,
};

describe('in every scripted account', () => {
  test.each(Object.entries(ALL))('%s: paths agree with the verdict', async (_, change) => {
    const { verdicts } = await audited(change);
    for (const verdict of (await verdicts()).values()) {
      if (verdict.paths !== undefined) expect(disagreementsIn(verdict)).toEqual([]);
    }
  });
});

function disagreementsIn({ id, result, evidence, paths }: Verdict): readonly string[] {
  const listed = paths?.listed ?? [];
  const isReached = listed.some((path) => path.result === 'pass');
  const said = new Set(listed.flatMap(({ broken }) => broken?.said.en ?? []));
  const ways = evidence.filter(({ en }) => /within about \d+ minutes?\.$/.test(en)).length;
  return [
    ...(result === 'pass' && !isReached ? [`${id} passes without a path to anybody`] : []),
    ...(ways > 0 !== isReached ? [`${id} has evidence of ${ways} ways, and paths: ${listed.map(shown)}`] : []),
    ...evidence.flatMap(({ en }, at) =>
      at < ways || said.has(en) || /^And \d+ more/.test(en) ? [] : [`${id} has no path that ends so: ${en}`],
    ),
    ...listed.flatMap((path) =>
      path.hops.length > 0 || ['no-trail', 'unread'].includes(path.broken?.facts.kind ?? '')
        ? []
        : [`${id}: ${shown(path)}`],
    ),
    ...listed.flatMap((path) => ((path.result === 'pass') === (path.minutes !== null) ? [] : [`${id}: minutes`])),
  ];
}
