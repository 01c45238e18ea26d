/** Accounts that are good but for the bucket of the trail; others whose bucket is unusual and yet good, or can't be seen. */
import type { JsonObject } from '../../src/core/event.ts';
import type { Account } from '../account/account.ts';
import { BUCKET, blockXml, FOR_TRAIL, lifecycleXml } from './good.ts';
import { type Change, replaceTrail } from './steps.ts';

const DAY = 86_400_000;
const OTHER = '444455556666';
const ANY_FILE = `arn:aws:s3:::${BUCKET}/*`;

const configure = (account: Account, name: string, text: string) =>
  account.s3.bucket(BUCKET).configurations.set(name, text);
const addToPolicy = (account: Account, ...statements: readonly JsonObject[]) =>
  configure(account, 'policy', JSON.stringify({ Version: '2012-10-17', Statement: [...FOR_TRAIL, ...statements] }));
const unblock = (account: Account) => account.s3.bucket(BUCKET).configurations.delete('publicAccessBlock');

const READ_BY_ALL: JsonObject = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: ANY_FILE };
const deletion = (more: JsonObject): JsonObject => ({
  Effect: 'Allow',
  Action: 's3:Delete*',
  Resource: ANY_FILE,
  ...more,
});
const SHARED_ACL = `<AccessControlPolicy><Owner><ID>me</ID></Owner><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://acs.amazonaws.com/groups/global/AuthenticatedUsers</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>`;
const prefix = (text: string) => `<Prefix>${text}</Prefix>`;

export const BUCKET_BREAKS: Readonly<Record<string, Change>> = {
  'policy that lets everybody read': (account) => {
    unblock(account);
    addToPolicy(account, READ_BY_ALL);
  },
  'policy and ACL that let everybody read, blocked by halves': (account) => {
    configure(account, 'publicAccessBlock', blockXml({ policies: false }));
    configure(account, 'acl', SHARED_ACL);
    addToPolicy(account, READ_BY_ALL);
  },
  'ACL for everybody with an AWS account': (account) => {
    unblock(account);
    configure(account, 'acl', SHARED_ACL);
  },
  'bucket is gone': (account) => void account.s3.buckets.delete(BUCKET),
  'everybody may delete files': (account) => {
    unblock(account);
    addToPolicy(account, deletion({ Principal: { AWS: '*' } }));
  },
  'a stranger may change the policy': (account) =>
    addToPolicy(account, {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${OTHER}:root` },
      NotAction: 's3:GetObject',
      Resource: `arn:aws:s3:::${BUCKET}`,
    }),
  'files go after 30 days': (account) => configure(account, 'lifecycle', lifecycleXml({ days: 30 })),
  "files of one region's folder go after a day": (account) =>
    configure(
      account,
      'lifecycle',
      lifecycleXml({ days: 1, filter: prefix('AWSLogs/111122223333/CloudTrail/eu-north-1/') }),
    ),
  'all files go from a day in the past on': (account) =>
    configure(account, 'lifecycle', lifecycleXml({ date: '2026-01-01T00:00:00.000Z' })),
};

export const BUCKET_VARIANTS: Readonly<Record<string, Change>> = {
  'no policy, no lifecycle, no block': (account) => {
    for (const name of ['policy', 'lifecycle', 'publicAccessBlock', 'versioning'])
      account.s3.bucket(BUCKET).configurations.delete(name);
  },
  "public policy and ACL, closed by bucket's and account's block together": (account) => {
    configure(account, 'publicAccessBlock', blockXml({ policies: false }));
    configure(account, 'acl', SHARED_ACL);
    account.s3.accountBlock = blockXml({ acls: false });
    addToPolicy(account, READ_BY_ALL, deletion({ Principal: '*' }));
  },
  'everybody may delete but for a denial of all but the account': (account) =>
    addToPolicy(account, deletion({ Principal: '*' }), {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } },
    }),
  'a stranger may do all but for a denial of all that destroys': (account) =>
    addToPolicy(
      account,
      { Effect: 'Allow', Principal: { AWS: OTHER }, Action: 's3:*', Resource: '*' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:Delete*', 's3:Put*', 's3:BypassGovernanceRetention'],
        Resource: [ANY_FILE, `arn:aws:s3:::${BUCKET}`],
        Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } },
      },
    ),
  "a stranger may delete another service's files": (account) =>
    addToPolicy(account, deletion({ Principal: { AWS: OTHER }, Resource: `arn:aws:s3:::${BUCKET}/config/*` })),
  'Object Lock and MFA delete': (account) => {
    configure(
      account,
      'versioning',
      '<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>',
    );
    configure(
      account,
      'object-lock',
      '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Days>365</Days></DefaultRetention></Rule></ObjectLockConfiguration>',
    );
  },
  'short lives of other files': (account) => {
    const rules = [
      lifecycleXml({ days: 7, filter: prefix('AWSLogs/111122223333/elasticloadbalancing/') }),
      lifecycleXml({ days: 7, filter: prefix('AWSLogs/111122223333/CloudTrail-Insight/') }),
      lifecycleXml({ days: 7, filter: prefix('AWSLogs/444455556666/') }),
      lifecycleXml({ days: 7, filter: '<Tag><Key>class</Key><Value>scratch</Value></Tag>' }),
      lifecycleXml({ days: 7, status: 'Disabled' }),
      lifecycleXml({
        days: 90,
        filter: '<And><Prefix>AWSLogs/</Prefix><ObjectSizeGreaterThan>1</ObjectSizeGreaterThan></And>',
      }),
    ].map((one) => /<Rule>.*<\/Rule>/.exec(one)?.[0] ?? '');
    configure(account, 'lifecycle', `<LifecycleConfiguration>${rules.join('')}</LifecycleConfiguration>`);
  },
  'a day in the far future': (account) =>
    configure(
      account,
      'lifecycle',
      lifecycleXml({
        date: `${new Date(account.s3.world.now() + 200 * DAY).toISOString().slice(0, 10)}T00:00:00.000Z`,
      }),
    ),
  'prefix of its own': (account) => {
    replaceTrail(account, { S3KeyPrefix: 'audit' });
    for (const key of account.s3.keys(BUCKET))
      account.s3.put(BUCKET, `audit/${key}`, account.s3.get(BUCKET, key) ?? '');
    configure(account, 'lifecycle', lifecycleXml({ days: 1, filter: prefix('AWSLogs/') }));
  },
};

/** Can't be judged, or lies elsewhere. */
export const BUCKET_UNKNOWN: Readonly<Record<string, Change>> = {
  "another account's bucket": (account) => {
    account.s3.buckets.delete(BUCKET);
    account.s3.foreign.add(BUCKET);
  },
  'an organization whose members may delete': (account) =>
    addToPolicy(
      account,
      deletion({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }),
    ),
};
