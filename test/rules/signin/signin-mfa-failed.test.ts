import { signinMfaFailed } from '../../../src/rules/signin/signin-mfa-failed.ts';
import { ELSEWHERE, failedUser, identityCenter, signIn } from '../../helpers/records/records.ts';
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
    ...['TOTP', 'WEBAUTHN'].map((type) => ({
      name: `the second factor of Identity Center: ${type}`,
      record: identityCenter({
        name: 'CredentialVerification',
        from: ELSEWHERE,
        result: 'Failure' as const,
        additional: { CredentialType: type, UserName: 'bob@example.com' },
      }),
      told: [
        'medium',
        'bob@example.com failed MFA at the Identity Center sign-in from 198.51.100.77',
        'bob@example.com が 198.51.100.77 から IAM Identity Center にサインインする際、MFAに失敗しました',
      ] as const,
    })),
  ],
  quiet: [
    {
      name: 'the password of Identity Center',
      record: identityCenter({
        name: 'CredentialVerification',
        result: 'Failure',
        additional: { CredentialType: 'PASSWORD' },
      }),
    },
    { name: 'a wrong password', record: signIn({ result: 'Failure', mfa: 'No' }) },
    { name: 'the right answer', record: signIn({ mfa: 'Yes' }) },
    { name: 'the MFA question', record: signIn({ name: 'CheckMfa', additional: { MfaType: 'Virtual MFA' } }) },
  ],
});
