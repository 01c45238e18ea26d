import { rootActivity } from '../../../src/rules/root/root-activity.ts';
import { apiCall, ELSEWHERE, iamUser, OFFICE, root, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(rootActivity, {
  fires: [
    {
      name: 'root makes a bucket',
      record: apiCall('s3', 'CreateBucket', { by: root(), from: OFFICE }),
      told: [
        'critical',
        'Root created bucket (s3) in account 111122223333 from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からアカウント 111122223333 で bucket（s3）を作成しました',
      ],
    },
    {
      name: 'an old record that does not say whether it reads',
      record: apiCall('events', 'PutRule', { by: root(), from: OFFICE, also: { readOnly: undefined } }),
      told: [
        'critical',
        'Root set rule (events) in account 111122223333 from 203.0.113.24 (Tokyo office)',
        'ルートユーザーが 203.0.113.24（Tokyo office）からアカウント 111122223333 で rule（events）を設定しました',
      ],
    },
    {
      name: 'somebody becomes root of a member account',
      record: apiCall('sts', 'AssumeRoot', {
        from: ELSEWHERE,
        request: {
          targetPrincipal: '444455556666',
          taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
        },
      }),
      told: [
        'critical',
        'alice became root of account 444455556666 (S3UnlockBucketPolicy) from 198.51.100.77',
        'alice が 198.51.100.77 からアカウント 444455556666 のルートユーザーになりました（S3UnlockBucketPolicy）',
      ],
    },
    {
      name: 'a denied attempt',
      record: apiCall('ec2', 'RunInstances', { by: root(), from: ELSEWHERE, error: 'AccessDenied' }),
      attempt: true,
      told: [
        'high',
        'Root tried to run instances (ec2) in account 111122223333 from 198.51.100.77, and was denied (AccessDenied)',
        'ルートユーザーが 198.51.100.77 からアカウント 111122223333 で instances（ec2）を起動しようとしました（拒否：AccessDenied）',
      ],
    },
  ],
  quiet: [
    { name: 'root reads', record: apiCall('s3', 'ListBuckets', { by: root(), also: { readOnly: true } }) },
    {
      name: 'root reads, in an old record',
      record: apiCall('ec2', 'DescribeInstances', { by: root(), also: { readOnly: undefined } }),
    },
    {
      name: 'a service in the name of root',
      record: apiCall('ec2', 'RunInstances', { by: { ...root(), invokedBy: 'autoscaling.amazonaws.com' } }),
    },
    {
      name: 'a service event, however it is spelled',
      record: apiCall('kms', 'RotateKey', { by: root(), also: { eventType: 'AWSServiceEvent' } }),
    },
    { name: 'root signs in', record: signIn({ by: root() }) },
    { name: 'a user does', record: apiCall('s3', 'CreateBucket', { by: iamUser('root') }) },
    { name: 'somebody takes on a role', record: apiCall('sts', 'AssumeRole') },
  ],
});
