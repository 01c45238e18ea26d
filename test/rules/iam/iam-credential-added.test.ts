import { iamCredentialAdded } from '../../../src/rules/iam/iam-credential-added.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (name: string, request: object, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall('iam', name, { from: OFFICE, request, ...more });
const another = 'Credential added or revived for another user';

testRule(iamCredentialAdded, {
  fires: [
    {
      name: 'an MFA device on another user',
      record: call('EnableMFADevice', { userName: 'bob', serialNumber: 'arn:aws:iam::111122223333:mfa/x' }),
      title: another,
      told: [
        'high',
        'alice registered an MFA device for user bob from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob にMFAデバイスを登録しました',
      ],
    },
    {
      name: 'a key of another user made active again',
      record: call('UpdateAccessKey', { userName: 'bob', accessKeyId: 'AKIAEXAMPLE', status: 'Active' }),
      title: another,
      told: [
        'high',
        'alice activated an access key of user bob again from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob のアクセスキーを再び有効にしました',
      ],
    },
    {
      name: 'one’s own key made active again',
      record: call('UpdateAccessKey', { accessKeyId: 'AKIAEXAMPLE', status: 'Active' }),
      told: [
        'medium',
        'alice activated an access key of user alice again from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー alice のアクセスキーを再び有効にしました',
      ],
    },
    {
      name: 'a key of Bedrock',
      record: call('CreateServiceSpecificCredential', {
        userName: 'BedrockAPIKey-ab12',
        serviceName: 'bedrock.amazonaws.com',
      }),
      title: another,
      told: [
        'high',
        'alice created a service-specific credential for user BedrockAPIKey-ab12 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー BedrockAPIKey-ab12 のサービス固有の認証情報を作成しました',
      ],
    },
    {
      name: 'an SSH key for another user',
      record: call('UploadSSHPublicKey', { userName: 'bob' }),
      title: another,
      told: [
        'high',
        'alice uploaded an SSH key for user bob from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob のSSH公開鍵をアップロードしました',
      ],
    },
    {
      name: 'a user renamed',
      record: call('UpdateUser', { userName: 'bob', newUserName: 'bob2' }),
      title: 'IAM user renamed',
      told: [
        'medium',
        'alice renamed user bob from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob の名前を変更しました',
      ],
    },
    {
      name: 'a short password allowed',
      record: call('UpdateAccountPasswordPolicy', { minimumPasswordLength: 6 }),
      title: 'Password policy weakened',
      told: [
        'medium',
        'alice weakened the password policy from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からパスワードポリシーを緩和しました',
      ],
    },
    {
      name: 'the password policy deleted',
      record: call('DeleteAccountPasswordPolicy', {}),
      title: 'Password policy weakened',
      told: [
        'medium',
        'alice deleted the password policy from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からパスワードポリシーを削除しました',
      ],
    },
    {
      name: 'an SSH key made active again',
      record: call('UpdateSSHPublicKey', { userName: 'bob', sSHPublicKeyId: 'APKA', status: 'Active' }),
      title: 'Credential added or revived for another user',
      told: [
        'high',
        'alice activated an SSH key of user bob again from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob のSSH公開鍵を再び有効にしました',
      ],
    },
    {
      name: 'a service-specific credential made active again',
      record: call('UpdateServiceSpecificCredential', { userName: 'bob', status: 'Active' }),
      title: 'Credential added or revived for another user',
      told: [
        'high',
        'alice activated a service-specific credential of user bob again from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob のサービス固有の認証情報を再び有効にしました',
      ],
    },
    {
      name: 'a signing certificate for another user',
      record: call('UploadSigningCertificate', { userName: 'bob', certificateBody: 'x' }),
      title: another,
      told: [
        'high',
        'alice uploaded a signing certificate for user bob from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob の署名証明書をアップロードしました',
      ],
    },
    {
      name: 'a signing certificate made active again',
      record: call('UpdateSigningCertificate', { userName: 'bob', certificateId: 'x', status: 'Active' }),
      title: another,
      told: [
        'high',
        'alice activated a signing certificate of user bob again from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob の署名証明書を再び有効にしました',
      ],
    },
  ],
  quiet: [
    {
      name: 'a signing certificate made inactive',
      record: call('UpdateSigningCertificate', { userName: 'bob', certificateId: 'x', status: 'Inactive' }),
    },
    { name: 'an SSH key made inactive', record: call('UpdateSSHPublicKey', { userName: 'bob', status: 'Inactive' }) },
    { name: 'one’s own MFA device', record: call('EnableMFADevice', { userName: 'alice' }) },
    { name: 'a key made inactive', record: call('UpdateAccessKey', { userName: 'bob', status: 'Inactive' }) },
    { name: 'a path changed', record: call('UpdateUser', { userName: 'bob', newPath: '/people/' }) },
    {
      name: 'a strict password policy',
      record: call('UpdateAccountPasswordPolicy', { minimumPasswordLength: 14, passwordReusePrevention: 24 }),
    },
    {
      name: 'a service-linked role',
      record: call('UploadSSHPublicKey', { userName: 'bob' }, { by: role('AWSServiceRoleForSSO', 'x') }),
    },
  ],
});
