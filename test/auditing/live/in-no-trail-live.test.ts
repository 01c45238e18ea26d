/** `audit --live`, and the event of AWS Sign-In that is in no trail: its rules are rung by an event of our own. */
import { expect, test } from 'vitest';
import { RULE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { EVERYBODY, type LiveJson, rung } from '../../helpers/audit/rung.ts';

test.each<readonly [name: string, exit: number, said: string | undefined, rules: readonly string[]]>([
  ['as it is', EXIT.done, undefined, []],
  [
    'EventBridge rule on sign-in anomalies in one region',
    EXIT.refused,
    "People are alerted only if AWS sends the event in us-east-1, and AWS doesn't document where it does.",
    [],
  ],
  [
    'no EventBridge rule on sign-in anomalies',
    EXIT.found,
    'No EventBridge rule matches the event, and it is in no trail.',
    [],
  ],
  [
    'EventBridge rule on sign-in anomalies, disabled',
    EXIT.found,
    'EventBridge rule sign-in-anomalies in eu-north-1 matches, but is disabled.',
    ['eu-north-1: the rule is disabled', 'us-east-1: the rule is disabled'],
  ],
  [
    'EventBridge rule on sign-in anomalies that asks for their content',
    EXIT.refused,
    "EventBridge rule sign-in-anomalies asks for detail.severity, detail.user.name, which AWS doesn't document for this event.",
    [],
  ],
])('%s', async (name, expected, why, rules) => {
  const argv = ['--checks', 'signin-anomaly,CloudWatch.3', '--only', EVERYBODY, '--format', 'json'];
  const { exit, out } = await rung(RULE_BREAKS[name], argv);
  const { counts, notPut, cantBeRung, records }: LiveJson = JSON.parse(out);
  expect(exit).toBe(expected);
  const own = records.filter(({ checks }) => checks.some(({ id }) => id === 'signin-anomaly'));
  expect(counts).toEqual({
    arrived: 1 + Math.min(1, own.length),
    stopped: 0,
    unknown: 0,
    notRung: own.length > 0 ? 0 : 1,
  });
  expect(own.map(({ outcome, hops }) => [outcome, hops[0]?.name])).toEqual(
    { 'as it is': ['eu-north-1', 'us-east-1'], 'EventBridge rule on sign-in anomalies in one region': ['us-east-1'] }[
      name
    ]?.map((region) => ['arrived', region]) ?? [],
  );
  const said = { checks: ['signin-anomaly'], samples: ['Sign-in Anomaly Alert'], foreign: [], said: why };
  expect(notPut).toEqual(why === undefined ? [] : [expect.objectContaining(said)]);
  expect(cantBeRung.map(({ region, said }) => `${region}: ${said}`)).toEqual(rules);
});
