import { iamUserCreated } from '../../../src/rules/iam/iam-user-created.ts';
import { apiCall, OFFICE, role, root } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(iamUserCreated, {
  fires: [
    {
      name: 'by a user',
      record: apiCall('iam', 'CreateUser', { from: OFFICE, request: { userName: 'bob' } }),
      told: [
        'medium',
        'alice created IAM user bob from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から IAMユーザー bob を作成しました',
      ],
    },
    {
      name: 'by a person through CloudFormation',
      record: apiCall('iam', 'CreateUser', {
        by: { ...role('Deploy', 'carol'), invokedBy: 'cloudformation.amazonaws.com' },
        from: 'cloudformation.amazonaws.com',
        request: { userName: 'bob' },
      }),
      told: [
        'medium',
        'carol (role Deploy) created IAM user bob through cloudformation.amazonaws.com',
        'carol（ロール Deploy）が cloudformation.amazonaws.com 経由で IAMユーザー bob を作成しました',
      ],
    },
    {
      name: 'by root',
      record: apiCall('iam', 'CreateUser', { by: root(), from: OFFICE, response: { user: { userName: 'bob' } } }),
      told: [
        'medium',
        'Root created IAM user bob from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）から IAMユーザー bob を作成しました',
      ],
    },
  ],
  quiet: [
    { name: 'denied', record: apiCall('iam', 'CreateUser', { error: 'AccessDenied' }) },
    { name: 'a user of Identity Center', record: apiCall('sso-directory', 'CreateUser') },
    { name: 'a role', record: apiCall('iam', 'CreateRole') },
    {
      name: 'AWS’s own role',
      record: apiCall('iam', 'CreateUser', { by: role('AWSServiceRoleForExample', 'example') }),
    },
  ],
});
