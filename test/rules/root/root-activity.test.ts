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
        'Root of account 111122223333 called CreateBucket of s3 from 203.0.113.24 (Tokyo office)',
        'アカウント 111122223333 のルートユーザーが 203.0.113.24（Tokyo office）から s3 の CreateBucket を呼び出しました',
      ],
    },
    {
      name: 'an old record that does not say whether it reads',
      record: apiCall('events', 'PutRule', { by: root(), from: OFFICE, also: { readOnly: undefined } }),
      told: [
        'critical',
        'Root of account 111122223333 called PutRule of events from 203.0.113.24 (Tokyo office)',
        'アカウント 111122223333 のルートユーザーが 203.0.113.24（Tokyo office）から events の PutRule を呼び出しました',
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
        'Attempt: Root of account 111122223333 called RunInstances of ec2 from 198.51.100.77, and was denied (AccessDenied)',
        'アカウント 111122223333 のルートユーザーが 198.51.100.77 から ec2 の RunInstances を呼び出そうとしました（拒否：AccessDenied）',
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
