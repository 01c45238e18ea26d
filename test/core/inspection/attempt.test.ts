import { expect, test } from 'vitest';
import { attempted, resourceInError, severityOfAttempt } from '../../../src/core/inspection/attempt.ts';
import type { Theme } from '../../../src/core/rule.ts';
import { event } from '../../helpers/records/events.ts';
import { rule } from '../../helpers/records/rule.ts';

const failing = (code: string, message?: string) => event({ outcome: 'failure', error: { code, message } });

test.each<[theme: Theme, code: string, severity: string]>([
  ['tamper', 'AccessDenied', 'high'],
  ['iam', 'Client.UnauthorizedOperation', 'high'],
  ['notify', 'AuthorizationErrorException', 'high'],
  ['tamper', 'TrailNotFoundException', 'low'],
  ['destroy', 'BucketNotEmpty', 'low'],
  ['network', 'Client.UnauthorizedOperation', 'low'],
])('an attempt at something critical in %s that ends in %s is %s', (theme, code, severity) => {
  expect(severityOfAttempt(rule({ theme }), 'critical', failing(code))).toBe(severity);
});

test.each<[done: string, tried: string]>([
  ['alice turned off GuardDuty', 'alice tried to turn off GuardDuty, and was denied (AccessDenied)'],
  ['alice took MFA from bob', 'alice tried to take MFA from bob, and was denied (AccessDenied)'],
  ['mallory deleted trail a', 'Attempt: mallory deleted trail a, and was denied (AccessDenied)'],
])('in English: %s', (done, tried) => {
  expect(attempted({ en: done, ja: '' }, failing('AccessDenied')).en).toBe(tried);
});

test.each<[done: string, tried: string]>([
  ['alice が証跡 a を削除しました', 'alice が証跡 a を削除しようとしました（失敗：NotFound）'],
  ['alice が鍵を渡しました', 'alice が鍵を渡そうとしました（失敗：NotFound）'],
  [
    'alice がスナップショットを削除しました（s-1、s-2）',
    'alice がスナップショットを削除しようとしました（s-1、s-2）（失敗：NotFound）',
  ],
  ['alice が来ました', '試行：alice が来ました（失敗：NotFound）'],
])('in Japanese: %s', (done, tried) => {
  expect(attempted({ en: '', ja: done }, failing('NotFound')).ja).toBe(tried);
});

test('the resource of a denied call is read from the error, where no parameter was recorded', () => {
  const arn = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/org';
  const message = `User: arn:aws:iam::111122223333:user/alice is not authorized to perform: cloudtrail:DeleteTrail on resource: ${arn} because no identity-based policy allows the cloudtrail:DeleteTrail action`;
  expect([resourceInError(failing('AccessDenied', message)), resourceInError(failing('AccessDenied'))]).toEqual([
    arn,
    undefined,
  ]);
});
