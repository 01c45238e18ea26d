import { ssoSigninFailed } from '../../../src/rules/signin/sso-signin-failed.ts';
import { ELSEWHERE, identityCenter, identityCenterUser } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const failures = (count: number, of: (index: number) => Parameters<typeof identityCenter>[0]) =>
  Array.from({ length: count }, (_, index) =>
    identityCenter({ name: 'CredentialVerification', result: 'Failure', minute: index, ...of(index) }),
  );

testRule(ssoSigninFailed, {
  fires: [
    {
      name: 'five wrong passwords of one user',
      record: failures(5, () => ({ from: ELSEWHERE, additional: { UserName: 'bob' } })),
      told: [
        'medium',
        'bob failed to sign in to IAM Identity Center 5 times within 15 minutes from 198.51.100.77',
        'bob が 198.51.100.77 から IAM Identity Center へのサインインに15分以内に5回失敗しました',
      ],
    },
    {
      name: 'five users from one address',
      record: failures(5, (index) => ({ by: identityCenterUser(`user-${index}`), from: ELSEWHERE })),
      told: [
        'medium',
        'An Identity Center user (user-0), an Identity Center user (user-1), an Identity Center user (user-2) and 2 others failed to sign in to IAM Identity Center 5 times within 15 minutes from 198.51.100.77',
        'Identity Centerユーザー（user-0）、Identity Centerユーザー（user-1）、Identity Centerユーザー（user-2） ほか2名が 198.51.100.77 から IAM Identity Center へのサインインに15分以内に5回失敗しました',
      ],
    },
  ],
  quiet: [
    { name: 'four wrong passwords', record: failures(4, () => ({})) },
    { name: 'five right ones', record: failures(5, () => ({ result: 'Success' })) },
    { name: 'five questions', record: failures(5, () => ({ name: 'CredentialChallenge', result: 'Success' })) },
    { name: 'five in an hour', record: failures(5, (index) => ({ minute: index * 15 })) },
  ],
});
