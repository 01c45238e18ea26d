import { rootCredential } from '../../../src/rules/root/root-credential.ts';
import { apiCall, ELSEWHERE, root, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(rootCredential, {
  fires: [
    {
      name: 'a new password, as sign-in records it',
      record: signIn({ name: 'PasswordUpdated', by: root(), from: ELSEWHERE }),
      told: [
        'critical',
        'Root of account 111122223333 changed its password from 198.51.100.77',
        'アカウント 111122223333 のルートユーザーが 198.51.100.77 からパスワードを変更しました',
      ],
    },
    {
      name: 'a new password, as IAM records it',
      record: apiCall('iam', 'ChangePassword', { by: root(), from: ELSEWHERE }),
      told: [
        'critical',
        'Root of account 111122223333 changed its password from 198.51.100.77',
        'アカウント 111122223333 のルートユーザーが 198.51.100.77 からパスワードを変更しました',
      ],
    },
    {
      name: 'a new address',
      record: signIn({ name: 'EmailUpdated', by: root(), from: ELSEWHERE }),
      told: [
        'critical',
        'Root of account 111122223333 changed its e-mail address from 198.51.100.77',
        'アカウント 111122223333 のルートユーザーが 198.51.100.77 からメールアドレスを変更しました',
      ],
    },
    {
      name: 'an access key for itself',
      record: apiCall('iam', 'CreateAccessKey', { by: root(), from: ELSEWHERE }),
      told: [
        'critical',
        'Root of account 111122223333 made itself an access key from 198.51.100.77',
        'アカウント 111122223333 のルートユーザーが 198.51.100.77 から自身のアクセスキーを作成しました',
      ],
    },
  ],
  quiet: [
    {
      name: 'root makes an access key for a user',
      record: apiCall('iam', 'CreateAccessKey', { by: root(), request: { userName: 'bob' } }),
    },
    { name: 'a user makes an access key', record: apiCall('iam', 'CreateAccessKey') },
    { name: 'a user changes the password', record: apiCall('iam', 'ChangePassword') },
    {
      name: 'root fails to change the password',
      record: signIn({ name: 'PasswordUpdated', by: root(), result: 'Failure' }),
    },
  ],
});
