import { iamAdminAttached } from '../../../src/rules/iam/iam-admin-attached.ts';
import { apiCall, iamUser, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

type More = NonNullable<Parameters<typeof apiCall>[2]>;
const write = (Action: string, more: More = {}) =>
  apiCall('iam', 'CreatePolicy', {
    from: OFFICE,
    request: {
      policyName: 'ops',
      policyDocument: JSON.stringify({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }),
    },
    ...more,
  });
const attach = (policyArn: string, more: More = {}) =>
  apiCall('iam', 'AttachRolePolicy', { from: OFFICE, minute: 5, request: { roleName: 'ci', policyArn }, ...more });
const own = 'arn:aws:iam::111122223333:policy/ops';

testRule(iamAdminAttached, {
  fires: [
    {
      name: 'written, then attached',
      record: [write('*'), attach(own)],
      told: [
        'critical',
        'alice attached policy ops to role ci from 203.0.113.24 (Tokyo office), soon after writing a policy that allows everything',
        'alice が 203.0.113.24（Tokyo office）から、すべてを許可するポリシーを作成した直後に、ロール ci にポリシー ops をアタッチしました',
      ],
    },
    {
      name: 'to a user, an hour later all but a minute',
      record: [
        write('*:*'),
        apiCall('iam', 'AttachUserPolicy', { from: OFFICE, minute: 59, request: { userName: 'bob', policyArn: own } }),
      ],
      told: [
        'critical',
        'alice attached policy ops to user bob from 203.0.113.24 (Tokyo office), soon after writing a policy that allows everything',
        'alice が 203.0.113.24（Tokyo office）から、すべてを許可するポリシーを作成した直後に、ユーザー bob にポリシー ops をアタッチしました',
      ],
    },
  ],
  quiet: [
    { name: 'only written', record: write('*') },
    { name: 'only attached', record: attach(own) },
    { name: 'a policy of less', record: [write('s3:*'), attach(own)] },
    { name: 'a policy of AWS’s', record: [write('*'), attach('arn:aws:iam::aws:policy/ReadOnlyAccess')] },
    { name: 'attached by another', record: [write('*'), attach(own, { by: iamUser('bob') })] },
    { name: 'attached before', record: [attach(own, { minute: -5 }), write('*')] },
    { name: 'two hours later', record: [write('*'), attach(own, { minute: 120 })] },
    { name: 'not attached', record: [write('*'), attach(own, { error: 'AccessDenied' })] },
  ],
});
