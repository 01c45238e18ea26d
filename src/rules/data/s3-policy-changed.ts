/** Any change to a bucket's access policies: CIS asks for these alerts. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, isByAws, tell } from '../deed.ts';

export const s3PolicyChanged: Rule = {
  id: 's3-policy-changed',
  theme: 'data',
  title: { en: 'Bucket configuration changed', ja: 'S3バケットの設定変更' },
  severity: 'low',
  byDefault: 'off',
  why: {
    en: 'The nine calls of the CIS benchmark. Off by default, because deploying tools make them often; what opens a bucket to the public is reported by `s3-public` anyway.',
    ja: 'CISベンチマークの9つの呼び出し。デプロイツールが頻繁に行うため既定ではオフ。公開につながる変更は `s3-public` で通知する。',
  },
  respond: {
    en: ['Compare the change with the work that was planned.', 'Undo it if nobody knows of it.'],
    ja: ['予定されていた作業と照らし合わせる。', '心当たりがなければ元に戻す。'],
  },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html'],
  attack: ['T1530'],
  cis: ['1.2:3.8', '1.4:4.8'],
  securityHub: ['CloudWatch.8'],
  when: {
    eventSource: ['s3.amazonaws.com'],
    eventName: [
      'PutBucketAcl',
      'PutBucketPolicy',
      'PutBucketCors',
      'PutBucketLifecycle',
      'PutBucketReplication',
      'DeleteBucketPolicy',
      'DeleteBucketCors',
      'DeleteBucketLifecycle',
      'DeleteBucketReplication',
    ],
  },
  check: (event) => (isByAws(event) ? undefined : {}),
  say: tell(
    {
      PutBucketAcl: { en: 'changed the ACL of bucket {}', ja: 'バケット {} のACLを変更しました' },
      PutBucketPolicy: { en: 'changed the policy of bucket {}', ja: 'バケット {} のポリシーを変更しました' },
      PutBucketCors: { en: 'changed CORS of bucket {}', ja: 'バケット {} のCORSを変更しました' },
      PutBucketLifecycle: {
        en: 'changed the lifecycle of bucket {}',
        ja: 'バケット {} のライフサイクルを変更しました',
      },
      PutBucketReplication: {
        en: 'changed the replication of bucket {}',
        ja: 'バケット {} のレプリケーションを変更しました',
      },
      DeleteBucketPolicy: { en: 'deleted the policy of bucket {}', ja: 'バケット {} のポリシーを削除しました' },
      DeleteBucketCors: { en: 'deleted CORS of bucket {}', ja: 'バケット {} のCORSを削除しました' },
      DeleteBucketLifecycle: {
        en: 'deleted the lifecycle of bucket {}',
        ja: 'バケット {} のライフサイクルを削除しました',
      },
      DeleteBucketReplication: {
        en: 'deleted the replication of bucket {}',
        ja: 'バケット {} のレプリケーションを削除しました',
      },
    },
    firstOf('bucketName'),
  ),
};
