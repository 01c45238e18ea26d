import { iamKeyCreated } from '../../../src/rules/iam/iam-key-created.ts';
import { apiCall, OFFICE, role, root } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const response = { accessKey: { accessKeyId: 'AKIAEXAMPLEKEY00002', status: 'Active' } };
const forBob = { from: OFFICE, request: { userName: 'bob' }, response };
const title = 'Access key created for another user';

testRule(iamKeyCreated, {
  fires: [
    {
      name: 'for another user',
      record: apiCall('iam', 'CreateAccessKey', forBob),
      title,
      told: [
        'high',
        'alice created access key AKIAEXAMPLEKEY00002 for user bob from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob のアクセスキー AKIAEXAMPLEKEY00002 を作成しました',
      ],
    },
    {
      name: 'for oneself',
      record: apiCall('iam', 'CreateAccessKey', { from: OFFICE, response }),
      told: [
        'medium',
        'alice created access key AKIAEXAMPLEKEY00002 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアクセスキー AKIAEXAMPLEKEY00002 を作成しました',
      ],
    },
    {
      name: 'for oneself by name, in other letters',
      record: apiCall('iam', 'CreateAccessKey', { from: OFFICE, request: { userName: 'Alice' }, response }),
      told: [
        'medium',
        'alice created access key AKIAEXAMPLEKEY00002 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアクセスキー AKIAEXAMPLEKEY00002 を作成しました',
      ],
    },
    {
      name: 'for a user named like the session of a role',
      record: apiCall('iam', 'CreateAccessKey', { ...forBob, by: role('Admin', 'bob') }),
      title,
      told: [
        'high',
        'bob (role Admin) created access key AKIAEXAMPLEKEY00002 for user bob from 203.0.113.24 (Tokyo office)',
        'bob（ロール Admin）が 203.0.113.24（Tokyo office）からユーザー bob のアクセスキー AKIAEXAMPLEKEY00002 を作成しました',
      ],
    },
    {
      name: 'a denied attempt for another user',
      record: apiCall('iam', 'CreateAccessKey', { ...forBob, response: null, error: 'AccessDenied' }),
      attempt: true,
      title: `Attempt: ${title}`,
      told: [
        'medium',
        'alice tried to create an access key for user bob from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob のアクセスキーを作成しようとしました（拒否：AccessDenied）',
      ],
    },
  ],
  quiet: [
    { name: 'root’s own, told by root-credential', record: apiCall('iam', 'CreateAccessKey', { by: root() }) },
    { name: 'a denied attempt for oneself', record: apiCall('iam', 'CreateAccessKey', { error: 'LimitExceeded' }) },
    { name: 'a key is deleted', record: apiCall('iam', 'DeleteAccessKey', forBob) },
  ],
});
