import { signinFailThenOk } from '../../../src/rules/signin/signin-fail-then-ok.ts';
import { ELSEWHERE, failedUser, iamUser, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const failure = (minute: number, user = 'alice') =>
  signIn({ by: failedUser(user), from: ELSEWHERE, result: 'Failure', minute });
const success = (minute: number, user = 'alice') => signIn({ by: iamUser(user), from: ELSEWHERE, minute });

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
  ],
  quiet: [
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
