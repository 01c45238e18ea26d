import { trailBucket } from '../../../src/rules/tamper/trail-bucket.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const settings = { watched: ['acme-trail'] };
const call = (name: string, bucketName = 'acme-trail') =>
  apiCall('s3', name, { from: OFFICE, request: { bucketName } });

testRule(trailBucket, {
  fires: [
    {
      name: 'logs that expire',
      record: call('PutBucketLifecycle'),
      settings,
      told: [
        'critical',
        'alice changed the lifecycle of bucket acme-trail from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット acme-trail のライフサイクルを変更しました',
      ],
    },
    {
      name: 'a bucket by its ARN in the settings',
      record: call('DeleteBucket'),
      settings: { watched: ['arn:aws:s3:::acme-trail'] },
      told: [
        'critical',
        'alice deleted bucket acme-trail from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット acme-trail を削除しました',
      ],
    },
    {
      name: 'notifications',
      record: call('PutBucketNotification'),
      settings,
      told: [
        'critical',
        'alice changed the notifications of bucket acme-trail from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット acme-trail のイベント通知を変更しました',
      ],
    },
  ],
  quiet: [
    { name: 'another bucket', record: call('DeleteBucket', 'acme-trail-test'), settings },
    { name: 'nothing is watched', record: call('DeleteBucket') },
    { name: 'tags', record: call('PutBucketTagging'), settings },
  ],
});
