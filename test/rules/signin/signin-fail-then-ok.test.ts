import { signinFailThenOk } from '../../../src/rules/signin/signin-fail-then-ok.ts';
import { ELSEWHERE, failedUser, iamUser, identityCenter, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const failure = (minute: number, user = 'alice') =>
  signIn({ by: failedUser(user), from: ELSEWHERE, result: 'Failure', minute });
const success = (minute: number, user = 'alice') => signIn({ by: iamUser(user), from: ELSEWHERE, minute });

const bob = { CredentialType: 'PASSWORD', UserName: 'bob@example.com' };
const wrong = (minute: number) =>
  identityCenter({ name: 'CredentialVerification', from: ELSEWHERE, result: 'Failure', minute, additional: bob });
const right = (minute: number) =>
  identityCenter({ name: 'CredentialVerification', from: ELSEWHERE, minute, additional: bob });
const portal = (minute: number) => identityCenter({ from: ELSEWHERE, minute, additional: bob });

testRule(signinFailThenOk, {
  fires: [
    {
      name: 'three failures, then in',
      record: [failure(0), failure(1), failure(2), success(3)],
      told: [
        'critical',
        'alice signed in to the console from 198.51.100.77 after 3 failures within 30 minutes',
        'alice が30分以内に3回失敗した後、198.51.100.77 からコンソールにサインインしました',
      ],
    },
    {
      name: 'four failures in any order of arrival',
      record: [success(9), failure(3), failure(1), failure(2), failure(0)],
      told: [
        'critical',
        'alice signed in to the console from 198.51.100.77 after 4 failures within 30 minutes',
        'alice が30分以内に4回失敗した後、198.51.100.77 からコンソールにサインインしました',
      ],
    },
    {
      name: 'three failures at Identity Center, then in',
      record: [wrong(0), wrong(1), wrong(2), right(3), portal(4)],
      told: [
        'critical',
        'bob@example.com signed in to IAM Identity Center from 198.51.100.77 after 3 failures within 30 minutes',
        'bob@example.com が30分以内に3回失敗した後、198.51.100.77 から IAM Identity Center にサインインしました',
      ],
    },
  ],
  quiet: [
    {
      name: 'three failures and only the password at Identity Center',
      record: [wrong(0), wrong(1), wrong(2), right(3)],
    },
    {
      name: 'right passwords before the sign-in at Identity Center',
      record: [right(0), right(1), right(2), portal(3)],
    },
    { name: 'two failures, then in', record: [failure(0), failure(1), success(2)] },
    { name: 'in, then three failures', record: [success(0), failure(1), failure(2), failure(3)] },
    {
      name: 'three failures of one, then another is in',
      record: [failure(0), failure(1), failure(2), success(3, 'bob')],
    },
    { name: 'three failures, in an hour later', record: [failure(0), failure(1), failure(2), success(62)] },
    { name: 'four failures and no success', record: [failure(0), failure(1), failure(2), failure(3)] },
  ],
});
