import { signinFailed } from '../../../src/rules/signin/signin-failed.ts';
import {
  apiCall,
  ELSEWHERE,
  failedUser,
  hiddenUser,
  identityCenter,
  root,
  signIn,
} from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(signinFailed, {
  fires: [
    {
      name: 'a wrong password',
      record: signIn({ by: failedUser(), from: ELSEWHERE, result: 'Failure' }),
      told: [
        'medium',
        'alice failed to sign in to the console from 198.51.100.77 (Failed authentication)',
        'alice が 198.51.100.77 からコンソールへのサインインに失敗しました（Failed authentication）',
      ],
    },
    {
      name: 'a name that does not exist, and may be a password',
      record: signIn({
        by: hiddenUser(),
        from: ELSEWHERE,
        result: 'Failure',
        error: 'No username found in supplied account',
      }),
      told: [
        'medium',
        'A user name that does not exist failed to sign in to the console from 198.51.100.77 (No username found in supplied account)',
        '存在しないユーザー名が 198.51.100.77 からコンソールへのサインインに失敗しました（No username found in supplied account）',
      ],
    },
    {
      name: 'root',
      record: signIn({ by: root(), from: ELSEWHERE, result: 'Failure' }),
      title: 'Failed root sign-in',
      told: [
        'high',
        'Root failed to sign in to the console from 198.51.100.77 (Failed authentication)',
        'ルートユーザーが 198.51.100.77 からコンソールへのサインインに失敗しました（Failed authentication）',
      ],
    },
    ...(['CredentialVerification', 'UserAuthentication'] as const).map((name) => ({
      name: `Identity Center: ${name}`,
      record: identityCenter({
        name,
        from: ELSEWHERE,
        result: 'Failure' as const,
        additional: { CredentialType: 'PASSWORD', UserName: 'bob@example.com' },
      }),
      title: 'Failed Identity Center sign-in',
      told: [
        'medium',
        'bob@example.com failed to sign in to IAM Identity Center from 198.51.100.77',
        'bob@example.com が 198.51.100.77 から IAM Identity Center へのサインインに失敗しました',
      ] as const,
    })),
  ],
  quiet: [
    { name: 'a success', record: signIn({ from: ELSEWHERE }) },
    { name: 'wrong MFA before the sign-in ends', record: signIn({ name: 'CheckMfa', result: 'Failure' }) },
    {
      name: 'the second factor of Identity Center, which is failed MFA',
      record: identityCenter({
        name: 'CredentialVerification',
        result: 'Failure',
        additional: { CredentialType: 'TOTP' },
      }),
    },
    { name: 'the right password', record: identityCenter({ name: 'CredentialVerification' }) },
    { name: 'a call that was denied', record: apiCall('s3', 'ListBuckets', { error: 'AccessDenied' }) },
  ],
});
