import { deniedBurst } from '../../../src/rules/iam/denied-burst.ts';
import { apiCall, ELSEWHERE, iamUser, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const CALLS = [
  ['s3', 'ListBuckets'],
  ['iam', 'ListUsers'],
  ['ec2', 'DescribeInstances'],
  ['lambda', 'ListFunctions'],
] as const;

const denied = (count: number, more: (index: number) => Parameters<typeof apiCall>[2] = () => ({})) =>
  Array.from({ length: count }, (_, index) => {
    const [service, name] = CALLS[index % CALLS.length] ?? CALLS[0];
    return apiCall(service, name, {
      from: ELSEWHERE,
      minute: index / 10,
      error: 'AccessDenied',
      also: { readOnly: true },
      ...more(index),
    });
  });

testRule(deniedBurst, {
  fires: [
    {
      name: 'twenty refusals',
      record: denied(20),
      told: [
        'medium',
        'alice was denied 20 calls within 10 minutes (s3 ListBuckets, iam ListUsers, ec2 DescribeInstances and 1 more) from 198.51.100.77',
        'alice が 198.51.100.77 から行った呼び出しが10分以内に20回拒否されました（s3 ListBuckets, iam ListUsers, ec2 DescribeInstances ほか1種類）',
      ],
    },
    {
      name: 'twenty refusals as EC2 spells them',
      record: denied(20, () => ({ by: role('Reader', 'dave'), error: 'Client.UnauthorizedOperation' })),
      told: [
        'medium',
        'dave (role Reader) was denied 20 calls within 10 minutes (s3 ListBuckets, iam ListUsers, ec2 DescribeInstances and 1 more) from 198.51.100.77',
        'dave（ロール Reader）が 198.51.100.77 から行った呼び出しが10分以内に20回拒否されました（s3 ListBuckets, iam ListUsers, ec2 DescribeInstances ほか1種類）',
      ],
    },
    {
      name: 'twenty-four refusals of one role in four sessions',
      record: denied(24, (index) => ({ by: role('Reader', `run-${index % 4}`) })),
      told: [
        'medium',
        'Role Reader (4 sessions) was denied 20 calls within 10 minutes (s3 ListBuckets, iam ListUsers, ec2 DescribeInstances and 1 more) from 198.51.100.77',
        'ロール Reader（セッション4件）が 198.51.100.77 から行った呼び出しが10分以内に20回拒否されました（s3 ListBuckets, iam ListUsers, ec2 DescribeInstances ほか1種類）',
      ],
    },
  ],
  quiet: [
    { name: 'twenty of one name in two roles', record: denied(20, (index) => ({ by: role(`r${index % 2}`, 'x') })) },
    { name: 'nineteen', record: denied(19) },
    { name: 'twenty in an hour', record: denied(20, (index) => ({ minute: index * 3 })) },
    { name: 'twenty of two users', record: denied(20, (index) => ({ by: iamUser(index % 2 === 0 ? 'ann' : 'ben') })) },
    { name: 'twenty other errors', record: denied(20, () => ({ error: 'ThrottlingException' })) },
    {
      name: 'twenty of a service in somebody’s name',
      record: denied(20, () => ({ by: { ...iamUser(), invokedBy: 'config.amazonaws.com' } })),
    },
    {
      name: 'twenty of another account',
      record: denied(20, () => ({ by: { type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '444455556666' } })),
    },
    {
      name: 'twenty of a service',
      record: denied(20, () => ({ by: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' } })),
    },
  ],
});
