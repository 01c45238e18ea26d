import { s3Public } from '../../../src/rules/data/s3-public.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (name: string, request: object, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall('s3', name, { from: OFFICE, request: { bucketName: 'logs', ...request }, ...more });
const policy = (statement: object) =>
  call('PutBucketPolicy', {
    bucketPolicy: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*', ...statement }],
    },
  });
const acl = (URI: string) =>
  call('PutBucketAcl', {
    AccessControlPolicy: { AccessControlList: { Grant: [{ Grantee: { URI }, Permission: 'READ' }] } },
  });
const guard = (...flags: readonly [boolean, boolean, boolean, boolean]) => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: flags[0],
    IgnorePublicAcls: flags[1],
    BlockPublicPolicy: flags[2],
    RestrictPublicBuckets: flags[3],
  },
});

testRule(s3Public, {
  fires: [
    {
      name: 'a policy for everybody',
      record: policy({ Principal: '*' }),
      told: [
        'critical',
        'alice let anybody into bucket logs by its policy from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs をポリシーで全員に公開しました',
      ],
    },
    {
      name: 'a policy for everybody, written longer',
      record: policy({ Principal: { AWS: ['*'] } }),
      told: [
        'critical',
        'alice let anybody into bucket logs by its policy from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs をポリシーで全員に公開しました',
      ],
    },
    {
      name: 'a policy for all but one',
      record: policy({ NotPrincipal: { AWS: '111122223333' } }),
      told: [
        'critical',
        'alice let anybody into bucket logs by its policy from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs をポリシーで全員に公開しました',
      ],
    },
    {
      name: 'a condition that everybody meets',
      record: policy({ Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }),
      told: [
        'critical',
        'alice let anybody into bucket logs by its policy from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs をポリシーで全員に公開しました',
      ],
    },
    {
      name: 'an ACL',
      record: acl('http://acs.amazonaws.com/groups/global/AllUsers'),
      told: [
        'critical',
        'alice let anybody into bucket logs by its ACL from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs をACLで全員に公開しました',
      ],
    },
    {
      name: 'a canned ACL',
      record: call('PutBucketAcl', { 'x-amz-acl': ['public-read'] }),
      told: [
        'critical',
        'alice let anybody into bucket logs by its ACL from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs をACLで全員に公開しました',
      ],
    },
    {
      name: 'an ACL in a header',
      record: call('PutBucketAcl', {
        'x-amz-grant-read': 'uri="http://acs.amazonaws.com/groups/global/AuthenticatedUsers"',
      }),
      told: [
        'critical',
        'alice let anybody into bucket logs by its ACL from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs をACLで全員に公開しました',
      ],
    },
    {
      name: 'one guard down',
      record: call('PutBucketPublicAccessBlock', guard(true, true, false, true)),
      told: [
        'critical',
        'alice weakened Block Public Access of bucket logs from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs のブロックパブリックアクセスを弱めました',
      ],
    },
    {
      name: 'the account’s guard gone',
      record: call('DeleteAccountPublicAccessBlock', {}),
      told: [
        'critical',
        'alice removed Block Public Access of the whole account from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウント全体のブロックパブリックアクセスを削除しました',
      ],
    },
    {
      name: 'a denied attempt',
      record: call('DeleteBucketPublicAccessBlock', {}, { error: 'AccessDenied' }),
      attempt: true,
      told: [
        'high',
        'alice tried to remove Block Public Access of bucket logs from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs のブロックパブリックアクセスを削除しようとしました（拒否：AccessDenied）',
      ],
    },
  ],
  quiet: [
    { name: 'a policy for a service', record: policy({ Principal: { Service: 'cloudtrail.amazonaws.com' } }) },
    { name: 'a policy for another account', record: policy({ Principal: { AWS: 'arn:aws:iam::999988887777:root' } }) },
    { name: 'everybody denied', record: policy({ Effect: 'Deny', Principal: '*' }) },
    {
      name: 'everybody of one organization',
      record: policy({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcd123456' } } }),
    },
    {
      name: 'everybody in one network',
      record: policy({ Principal: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
    },
    {
      name: 'everybody, but all outside one organization are denied',
      record: call('PutBucketPolicy', {
        bucketPolicy: {
          Statement: [
            { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*' },
            {
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:*',
              Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
              Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcd123456' } },
            },
          ],
        },
      }),
    },
    { name: 'an ACL for log delivery', record: acl('http://acs.amazonaws.com/groups/s3/LogDelivery') },
    { name: 'a private canned ACL', record: call('PutBucketAcl', { 'x-amz-acl': ['private'] }) },
    { name: 'all guards up', record: call('PutBucketPublicAccessBlock', guard(true, true, true, true)) },
  ],
});
