import { ssoSignin } from '../../../src/rules/signin/sso-signin.ts';
import { ELSEWHERE, identityCenter, OFFICE, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const bob = { UserName: 'bob@example.com' };

testRule(ssoSignin, {
  fires: [
    {
      name: 'from the office',
      record: identityCenter({ from: OFFICE, additional: bob }),
      mark: '🟢',
      title: 'Identity Center sign-in',
      told: [
        'info',
        'bob@example.com signed in to IAM Identity Center from 203.0.113.24 (Tokyo office)',
        'bob@example.com が 203.0.113.24（Tokyo office）から IAM Identity Center にサインインしました',
      ],
    },
    {
      name: 'from elsewhere',
      record: identityCenter({ from: ELSEWHERE, additional: bob }),
      mark: '🔴',
      told: [
        'high',
        'bob@example.com signed in to IAM Identity Center from 198.51.100.77',
        'bob@example.com が 198.51.100.77 から IAM Identity Center にサインインしました',
      ],
    },
    {
      name: 'no trusted network is set',
      record: identityCenter({ from: ELSEWHERE, additional: bob }),
      settings: { trusted: [] },
      mark: '⚪',
      title: 'Identity Center sign-in',
      told: [
        'info',
        'bob@example.com signed in to IAM Identity Center from 198.51.100.77',
        'bob@example.com が 198.51.100.77 から IAM Identity Center にサインインしました',
      ],
    },
    {
      name: 'the older form of the identity, another spelling of the event type',
      record: identityCenter({
        from: ELSEWHERE,
        by: { type: 'Unknown', principalId: '111122223333', arn: '', accountId: '111122223333', userName: 'bob' },
        also: { eventType: 'AWSServiceEvent' },
      }),
      mark: '🔴',
      told: [
        'high',
        'bob signed in to IAM Identity Center from 198.51.100.77',
        'bob が 198.51.100.77 から IAM Identity Center にサインインしました',
      ],
    },
  ],
  quiet: [
    { name: 'a failure', record: identityCenter({ from: ELSEWHERE, result: 'Failure' }) },
    { name: 'the password was right, more is asked', record: identityCenter({ name: 'CredentialVerification' }) },
    { name: 'a console sign-in', record: signIn({ from: ELSEWHERE }) },
  ],
});
