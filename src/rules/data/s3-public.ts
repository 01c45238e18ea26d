/** A bucket opened to the public, or its guard against that removed. */
import type { Json, TrailEvent } from '../../core/event.ts';
import { booleanAt, listAt, textAt, valueAt } from '../../core/fields.ts';
import type { Context } from '../../core/inspection/context.ts';
import type { Rule } from '../../core/rule.ts';
import { accessBy } from '../access.ts';
import { firstOf, tell } from '../deed.ts';

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
const EVERYBODY = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;
const PUBLIC_ACLS = ['public-read', 'public-read-write', 'authenticated-read'];
const GRANT_HEADERS = ['read', 'write', 'read-acp', 'write-acp', 'full-control'].map((kind) => `x-amz-grant-${kind}`);
const GUARDS = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];

export const s3Public: Rule = {
  id: 's3-public',
  theme: 'data',
  title: { en: 'S3 opened to the public', ja: 'S3の公開' },
  severity: 'critical',
  why: {
    en: 'Public buckets are found within minutes. Told for policies and ACLs that let anybody in, and for Block Public Access taken away or weakened, for a bucket or the whole account. A policy or an ACL may still be held back by Block Public Access elsewhere: CloudTrail does not say whether.',
    ja: '公開されたバケットは数分で見つかる。全員に許可するポリシーやACL、およびバケットまたはアカウントのブロックパブリックアクセスの削除・弱体化を通知する。別の場所のブロックパブリックアクセスで実際には防がれている場合もあるが、CloudTrailからは分からない。',
  },
  respond: {
    en: [
      'Turn Block Public Access on for the account, unless a website is meant: `aws s3control put-public-access-block`.',
      'Find out what lies in the bucket, and since when it is open; data events or access logs say who read it.',
      'Serve public content through CloudFront with a private bucket.',
    ],
    ja: [
      '公開Webサイトでなければ、アカウントのブロックパブリックアクセスを有効にする（`aws s3control put-public-access-block`）。',
      'バケットの内容と、いつから公開されていたかを調べる。読み取った者はデータイベントやアクセスログで分かる。',
      '公開コンテンツは、非公開バケットとCloudFrontで配信する。',
    ],
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html'],
  attack: ['T1530'],
  securityHub: ['S3.1', 'S3.2', 'S3.3', 'S3.8'],
  when: {
    eventSource: ['s3.amazonaws.com'],
    eventName: [
      'PutBucketPolicy',
      'PutBucketAcl',
      'PutBucketPublicAccessBlock',
      'DeleteBucketPublicAccessBlock',
      'PutAccountPublicAccessBlock',
      'DeleteAccountPublicAccessBlock',
    ],
  },
  check: (event, context) => (isOpened(event, context) ? {} : undefined),
  say: tell(
    {
      PutBucketPolicy: {
        en: 'let anybody into bucket {} by its policy',
        ja: 'バケット {} をポリシーで全員に公開しました',
      },
      PutBucketAcl: { en: 'let anybody into bucket {} by its ACL', ja: 'バケット {} をACLで全員に公開しました' },
      PutBucketPublicAccessBlock: {
        en: 'weakened Block Public Access of bucket {}',
        ja: 'バケット {} のブロックパブリックアクセスを弱めました',
      },
      DeleteBucketPublicAccessBlock: {
        en: 'removed Block Public Access of bucket {}',
        ja: 'バケット {} のブロックパブリックアクセスを削除しました',
      },
      PutAccountPublicAccessBlock: {
        en: 'weakened Block Public Access of the whole account',
        ja: 'アカウント全体のブロックパブリックアクセスを弱めました',
      },
      DeleteAccountPublicAccessBlock: {
        en: 'removed Block Public Access of the whole account',
        ja: 'アカウント全体のブロックパブリックアクセスを削除しました',
      },
    },
    firstOf('bucketName'),
  ),
};

function isOpened(event: TrailEvent, context: Context): boolean {
  const { name, record } = event;
  const request = valueAt(record, 'requestParameters');
  if (name === 'PutBucketPolicy') {
    return accessBy(valueAt(request, 'bucketPolicy'), event, context).who === 'anybody';
  }
  if (name === 'PutBucketAcl') return isPublicAcl(request);
  if (name.startsWith('Delete')) return true;
  return GUARDS.some((guard) => booleanAt(request, `PublicAccessBlockConfiguration.${guard}`) === false);
}

/** Grants in the body, or a canned ACL or grants in the request's headers. */
function isPublicAcl(request: Json | undefined): boolean {
  const grants = manyAt(request, 'AccessControlPolicy.AccessControlList.Grant');
  if (grants.some((grant) => EVERYBODY.test(textAt(grant, 'Grantee.URI') ?? ''))) return true;
  if (manyAt(request, 'x-amz-acl').some((acl) => typeof acl === 'string' && PUBLIC_ACLS.includes(acl))) return true;
  return GRANT_HEADERS.flatMap((header) => manyAt(request, header)).some(
    (grantee) => typeof grantee === 'string' && /\/groups\/global\/(AllUsers|AuthenticatedUsers)/.test(grantee),
  );
}

/** S3 writes one as it is and several as a list. */
function manyAt(json: Json | undefined, path: string): readonly Json[] {
  const value = valueAt(json, path);
  return Array.isArray(value) ? listAt(json, path) : value === undefined || value === null ? [] : [value];
}
