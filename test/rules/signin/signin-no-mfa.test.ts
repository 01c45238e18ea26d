import { signinNoMfa } from '../../../src/rules/signin/signin-no-mfa.ts';
import { identityCenter, OFFICE, permissionSet, role, root, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(signinNoMfa, {
  fires: [
    {
      name: 'an IAM user, even in the office',
      record: signIn({ from: OFFICE, mfa: 'No' }),
      told: [
        'high',
        'alice signed in to the console without MFA from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からコンソールにMFAなしでサインインしました',
      ],
    },
    {
      name: 'root',
      record: signIn({ by: root(), from: OFFICE, mfa: 'No' }),
      told: [
        'critical',
        'Root signed in to the console without MFA from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からコンソールにMFAなしでサインインしました',
      ],
    },
    {
      name: 'a record that does not say',
      record: signIn({ from: OFFICE, also: { additionalEventData: null } }),
      title: 'Console sign-in, MFA not recorded',
      told: [
        'low',
        'alice signed in to the console from 203.0.113.24 (Tokyo office); the record does not say whether with MFA',
        'alice が 203.0.113.24（Tokyo office）からコンソールにサインインしました（MFAの有無は記録にありません）',
      ],
    },
    {
      name: 'root, and a record that does not say',
      record: signIn({ by: root(), from: OFFICE, also: { additionalEventData: { MobileVersion: 'No' } } }),
      title: 'Console sign-in, MFA not recorded',
      told: [
        'medium',
        'Root signed in to the console from 203.0.113.24 (Tokyo office); the record does not say whether with MFA',
        'ルートユーザーが 203.0.113.24（Tokyo office）からコンソールにサインインしました（MFAの有無は記録にありません）',
      ],
    },
    {
      name: 'a password alone at Identity Center',
      record: identityCenter({
        from: OFFICE,
        additional: { CredentialType: 'PASSWORD', UserName: 'bob@example.com' },
      }),
      title: 'Identity Center sign-in without MFA',
      told: [
        'high',
        'bob@example.com signed in to IAM Identity Center without MFA from 203.0.113.24 (Tokyo office)',
        'bob@example.com が 203.0.113.24（Tokyo office）から IAM Identity Center にMFAなしでサインインしました',
      ],
    },
  ],
  quiet: [
    { name: 'password and code at Identity Center', record: identityCenter({}) },
    {
      name: 'an identity provider, which asks for its own factors',
      record: identityCenter({ additional: { CredentialType: 'EXTERNAL_IDP' } }),
    },
    {
      name: 'a password alone that failed',
      record: identityCenter({ result: 'Failure', additional: { CredentialType: 'PASSWORD' } }),
    },
    { name: 'with MFA', record: signIn({ mfa: 'Yes' }) },
    { name: 'with MFA, as a page of AWS spells it', record: signIn({ by: root(), mfa: 'YES' }) },
    { name: 'a failure', record: signIn({ mfa: 'No', result: 'Failure' }) },
    { name: 'a federated role always says No', record: signIn({ by: role('SamlAdmin', 'carol'), mfa: 'No' }) },
    {
      name: 'Identity Center always says No',
      record: signIn({ by: permissionSet('AdministratorAccess', 'bob'), mfa: 'No' }),
    },
    {
      name: 'a SAML provider did the asking',
      record: signIn({ additional: { SamlProviderArn: 'arn:aws:iam::111122223333:saml-provider/ExampleIdP' } }),
    },
  ],
});
