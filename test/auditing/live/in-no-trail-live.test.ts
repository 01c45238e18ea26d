/** `audit --live`, and the event of AWS Sign-In that is in no trail: nobody can put it, and that is said. */
import { expect, test } from 'vitest';
import { RULE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { EVERYBODY, type LiveJson, rung } from '../../helpers/audit/rung.ts';

const CANT_BE_RUNG = "Only rules of EventBridge take the record, and they can't be rung.";

test.each<readonly [name: string, exit: number, said: string, rules: readonly string[]]>([
  [
    'as it is',
    EXIT.done,
    CANT_BE_RUNG,
    ['eu-north-1', 'us-east-1'].map((region) => `${region}: AWS says that the pattern takes the record`),
  ],
  [
    'EventBridge rule on sign-in anomalies in one region',
    EXIT.refused,
    CANT_BE_RUNG,
    ['us-east-1: AWS says that the pattern takes the record'],
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
  const { counts, notPut, cantBeRung }: LiveJson = JSON.parse(out);
  expect(exit).toBe(expected);
  expect(counts).toEqual({ arrived: 1, stopped: 0, unknown: 0, notRung: 1 });
  expect(notPut).toEqual([
    expect.objectContaining({ checks: ['signin-anomaly'], samples: ['Sign-in Anomaly Alert'], foreign: [], said: why }),
  ]);
  expect(cantBeRung.map(({ region, said }) => `${region}: ${said}`)).toEqual(rules);
});
