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
    {
      name: 'its ACL',
      record: call('PutBucketAcl'),
      settings,
      told: [
        'critical',
        'alice changed the ACL of bucket acme-trail from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット acme-trail のACLを変更しました',
      ],
    },
    {
      name: 'its replication',
      record: call('PutBucketReplication'),
      settings,
      told: [
        'critical',
        'alice changed the replication of bucket acme-trail from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット acme-trail のレプリケーションを変更しました',
      ],
    },
    {
      name: 'the ownership of its objects',
      record: call('PutBucketOwnershipControls'),
      settings,
      told: [
        'critical',
        'alice changed the ownership of objects in bucket acme-trail from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット acme-trail のオブジェクト所有者の設定を変更しました',
      ],
    },
    {
      name: 'its object lock',
      record: call('PutBucketObjectLockConfiguration'),
      settings,
      told: [
        'critical',
        'alice changed the object lock of bucket acme-trail from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット acme-trail のオブジェクトロックを変更しました',
      ],
    },
    {
      name: 'its guard',
      record: call('DeleteBucketPublicAccessBlock'),
      settings,
      told: [
        'critical',
        'alice removed Block Public Access of bucket acme-trail from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット acme-trail のブロックパブリックアクセスを削除しました',
      ],
    },
    {
      name: 'files kept for good',
      record: call('DeleteBucketLifecycle'),
      settings,
      told: [
        'medium',
        'alice deleted the lifecycle of bucket acme-trail from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット acme-trail のライフサイクルを削除しました',
      ],
    },
  ],
  quiet: [
    { name: 'another bucket', record: call('DeleteBucket', 'acme-trail-test'), settings },
    { name: 'nothing is watched', record: call('DeleteBucket') },
    { name: 'tags', record: call('PutBucketTagging'), settings },
  ],
});
