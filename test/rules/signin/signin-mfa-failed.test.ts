import { signinMfaFailed } from '../../../src/rules/signin/signin-mfa-failed.ts';
import { ELSEWHERE, failedUser, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(signinMfaFailed, {
  fires: [
    {
      name: 'the sign-in failed with MFA',
      record: signIn({ by: failedUser(), from: ELSEWHERE, result: 'Failure', mfa: 'Yes' }),
      told: [
        'medium',
        'alice failed MFA at the console sign-in from 198.51.100.77',
        'alice が 198.51.100.77 からコンソールにサインインする際、MFAに失敗しました',
      ],
    },
    {
      name: 'the MFA check failed',
      record: signIn({ name: 'CheckMfa', by: failedUser(), from: ELSEWHERE, result: 'Failure' }),
      told: [
        'medium',
        'alice failed MFA at the console sign-in from 198.51.100.77',
        'alice が 198.51.100.77 からコンソールにサインインする際、MFAに失敗しました',
      ],
    },
  ],
  quiet: [
    { name: 'a wrong password', record: signIn({ result: 'Failure', mfa: 'No' }) },
    { name: 'the right answer', record: signIn({ mfa: 'Yes' }) },
    { name: 'the MFA question', record: signIn({ name: 'CheckMfa', additional: { MfaType: 'Virtual MFA' } }) },
  ],
});
