import { iamLoginProfile } from '../../../src/rules/iam/iam-login-profile.ts';
import { apiCall, OFFICE, root } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(iamLoginProfile, {
  fires: [
    {
      name: 'a first password',
      record: apiCall('iam', 'CreateLoginProfile', { from: OFFICE, request: { userName: 'bob' } }),
      told: [
        'high',
        'alice gave user bob a console password from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob のコンソールパスワードを作成しました',
      ],
    },
    {
      name: 'a new password, by root',
      record: apiCall('iam', 'UpdateLoginProfile', { by: root(), from: OFFICE, request: { userName: 'bob' } }),
      told: [
        'high',
        'Root changed the console password of user bob from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からユーザー bob のコンソールパスワードを変更しました',
      ],
    },
  ],
  quiet: [
    { name: 'one’s own', record: apiCall('iam', 'UpdateLoginProfile', { request: { userName: 'alice' } }) },
    { name: 'root’s own', record: apiCall('iam', 'CreateLoginProfile', { by: root() }) },
    { name: 'changed the usual way', record: apiCall('iam', 'ChangePassword') },
    { name: 'taken away', record: apiCall('iam', 'DeleteLoginProfile', { request: { userName: 'bob' } }) },
  ],
});
