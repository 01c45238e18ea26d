/** A change to the bucket that the trail writes to, if it is watched. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, tell } from '../deed.ts';

const bucket = firstOf('bucketName');

export const trailBucket: Rule = {
  id: 'trail-bucket',
  theme: 'tamper',
  title: { en: 'Bucket of the trail changed', ja: '証跡の保存先バケットの変更' },
  severity: 'critical',
  needs: 'watched',
  why: {
    en: 'A lifecycle of one day or a new policy makes the log vanish while the trail runs. Only buckets under `watched`, and those that we made.',
    ja: '1日のライフサイクルやポリシーの変更で、証跡を動かしたままログを消せる。`watched` に書いたバケットと本ツールが作成したバケットだけが対象。',
  },
  respond: {
    en: [
      'Compare policy, lifecycle, versioning and encryption with what they should be.',
      'Put them back, and check with `aws cloudtrail validate-logs` that nothing is missing.',
    ],
    ja: [
      'ポリシー・ライフサイクル・バージョニング・暗号化を本来の設定と比べる。',
      '元に戻し、`aws cloudtrail validate-logs` で欠落がないことを確かめる。',
    ],
  },
  references: ['https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html'],
  attack: ['T1562.008', 'T1485'],
  when: {
    eventSource: ['s3.amazonaws.com'],
    eventName: [
      'DeleteBucket',
      'PutBucketPolicy',
      'DeleteBucketPolicy',
      'PutBucketLifecycle',
      'DeleteBucketLifecycle',
      'PutBucketVersioning',
      'PutBucketNotification',
      'PutBucketEncryption',
      'DeleteBucketEncryption',
      'PutBucketObjectLockConfiguration',
    ],
  },
  check(event, context) {
    const name = bucket(event);
    return name !== undefined && context.isWatched(name) ? {} : undefined;
  },
  say: tell(
    {
      DeleteBucket: { en: 'deleted bucket {}', ja: 'バケット {} を削除しました' },
      PutBucketPolicy: { en: 'changed the policy of bucket {}', ja: 'バケット {} のポリシーを変更しました' },
      DeleteBucketPolicy: { en: 'deleted the policy of bucket {}', ja: 'バケット {} のポリシーを削除しました' },
      PutBucketLifecycle: {
        en: 'changed the lifecycle of bucket {}',
        ja: 'バケット {} のライフサイクルを変更しました',
      },
      PutBucketVersioning: { en: 'changed versioning of bucket {}', ja: 'バケット {} のバージョニングを変更しました' },
      PutBucketNotification: {
        en: 'changed the notifications of bucket {}',
        ja: 'バケット {} のイベント通知を変更しました',
      },
      PutBucketEncryption: { en: 'changed encryption of bucket {}', ja: 'バケット {} の暗号化を変更しました' },
      DeleteBucketEncryption: { en: 'removed encryption of bucket {}', ja: 'バケット {} の暗号化設定を削除しました' },
    },
    bucket,
  ),
};
