/** A change to the bucket that the trail writes to, if it is watched. */
import type { Rule } from '../../core/rule.ts';
import { anyOf, type Calls, hitOf, tellCall } from '../calls.ts';
import { firstOf } from '../deed.ts';

const bucket = firstOf('bucketName');

const CALLS: Calls = {
  s3: {
    DeleteBucket: { en: 'deleted bucket {}', ja: 'バケット {} を削除しました' },
    PutBucketPolicy: { en: 'changed the policy of bucket {}', ja: 'バケット {} のポリシーを変更しました' },
    DeleteBucketPolicy: { en: 'deleted the policy of bucket {}', ja: 'バケット {} のポリシーを削除しました' },
    PutBucketAcl: { en: 'changed the ACL of bucket {}', ja: 'バケット {} のACLを変更しました' },
    PutBucketOwnershipControls: {
      en: 'changed the ownership of objects in bucket {}',
      ja: 'バケット {} のオブジェクト所有者の設定を変更しました',
    },
    DeleteBucketOwnershipControls: {
      en: 'deleted the ownership of objects in bucket {}',
      ja: 'バケット {} のオブジェクト所有者の設定を削除しました',
    },
    PutBucketLifecycle: {
      en: 'changed the lifecycle of bucket {}',
      ja: 'バケット {} のライフサイクルを変更しました',
    },
    DeleteBucketLifecycle: {
      en: 'deleted the lifecycle of bucket {}',
      ja: 'バケット {} のライフサイクルを削除しました',
      severity: 'medium',
    },
    PutBucketVersioning: { en: 'changed versioning of bucket {}', ja: 'バケット {} のバージョニングを変更しました' },
    PutBucketNotification: {
      en: 'changed the notifications of bucket {}',
      ja: 'バケット {} のイベント通知を変更しました',
    },
    PutBucketEncryption: { en: 'changed encryption of bucket {}', ja: 'バケット {} の暗号化を変更しました' },
    DeleteBucketEncryption: { en: 'removed encryption of bucket {}', ja: 'バケット {} の暗号化設定を削除しました' },
    PutBucketReplication: {
      en: 'changed the replication of bucket {}',
      ja: 'バケット {} のレプリケーションを変更しました',
    },
    DeleteBucketReplication: {
      en: 'deleted the replication of bucket {}',
      ja: 'バケット {} のレプリケーションを削除しました',
    },
    PutBucketObjectLockConfiguration: {
      en: 'changed the object lock of bucket {}',
      ja: 'バケット {} のオブジェクトロックを変更しました',
    },
    PutBucketPublicAccessBlock: {
      en: 'changed Block Public Access of bucket {}',
      ja: 'バケット {} のブロックパブリックアクセスを変更しました',
      severity: 'high',
    },
    DeleteBucketPublicAccessBlock: {
      en: 'removed Block Public Access of bucket {}',
      ja: 'バケット {} のブロックパブリックアクセスを削除しました',
    },
    PutBucketLogging: {
      en: 'changed the access log of bucket {}',
      ja: 'バケット {} のアクセスログを変更しました',
      severity: 'medium',
    },
    PutBucketRequestPayment: {
      en: 'changed who pays for requests to bucket {}',
      ja: 'バケット {} のリクエスタ支払いの設定を変更しました',
      severity: 'medium',
    },
    PutBucketWebsite: {
      en: 'made a website of bucket {}',
      ja: 'バケット {} をWebサイトにしました',
      severity: 'high',
    },
    CreateBucket: { en: 'created bucket {}', ja: 'バケット {} を作成しました', severity: 'low' },
  },
};

export const trailBucket: Rule = {
  id: 'trail-bucket',
  theme: 'tamper',
  title: { en: 'Bucket of the trail changed', ja: '証跡の保存先バケットの変更' },
  severity: 'critical',
  needs: 'watched',
  why: {
    en: 'A lifecycle of one day, a new policy or a denying ACL makes the log vanish while the trail runs. Less grave where nothing can vanish by it (a lifecycle deleted, the access log). Only buckets under `watched`, and those that we made.',
    ja: '1日で削除するライフサイクルや、ポリシー・ACLの変更で、証跡を動かしたままログを消せる。それだけではログが消えない変更（ライフサイクルの削除、アクセスログなど）は重大度を下げる。`watched` に書いたバケットと本ツールが作成したバケットだけが対象。',
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
  when: anyOf(CALLS),
  check(event, context) {
    const name = bucket(event);
    return name !== undefined && context.isWatched(name) ? hitOf(CALLS, event, context) : undefined;
  },
  say: tellCall(CALLS, 'bucketName'),
};
