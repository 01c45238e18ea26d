import { s3PolicyChanged } from '../../../src/rules/data/s3-policy-changed.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (name: string, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall('s3', name, { from: OFFICE, request: { bucketName: 'logs' }, ...more });

testRule(s3PolicyChanged, {
  fires: [
    {
      name: 'a policy',
      record: call('PutBucketPolicy'),
      told: [
        'low',
        'alice changed the policy of bucket logs from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs のポリシーを変更しました',
      ],
    },
    {
      name: 'replication ends',
      record: call('DeleteBucketReplication'),
      told: [
        'low',
        'alice deleted the replication of bucket logs from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs のレプリケーションを削除しました',
      ],
    },
  ],
  quiet: [
    { name: 'denied', record: call('PutBucketPolicy', { error: 'AccessDenied' }) },
    { name: 'tags', record: call('PutBucketTagging') },
    { name: 'AWS’s own role', record: call('PutBucketPolicy', { by: role('AWSServiceRoleForCloudTrail', 'x') }) },
  ],
});
