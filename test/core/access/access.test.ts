import { describe, expect, test } from 'vitest';
import { judgeAccess } from '../../../src/core/access/access.ts';
import type { Json } from '../../../src/core/event.ts';
import {
  allow,
  deny,
  equals,
  ground,
  inOrganization,
  policy,
  STRANGER,
  to,
  verdict,
} from '../../helpers/records/access.ts';

describe('Deny', () => {
  const open = allow({ Principal: '*' });
  const unless = (operator: string, key: string, value: Json) => deny({ Condition: { [operator]: { [key]: value } } });
  test.each<[string, readonly Json[], string]>([
    ['alone', [deny({})], 'nobody-new'],
    ['of everything', [open, deny({})], 'nobody-new'],
    ['without TLS', [open, unless('Bool', 'aws:SecureTransport', 'false')], 'anybody'],
    ['of one account', [open, deny({ Principal: { AWS: STRANGER } })], 'anybody'],
    ['of other actions', [open, deny({ Action: 's3:PutObject' })], 'anybody'],
    ['of other objects', [open, deny({ Resource: 'arn:aws:s3:::b/secret/*' })], 'anybody'],
    [
      'of all but some actions',
      [open, { Effect: 'Deny', Principal: '*', NotAction: 's3:Get*', Resource: '*' }],
      'anybody',
    ],
    ['of all but some objects', [open, { Effect: 'Deny', Principal: '*', Action: '*', NotResource: 'x' }], 'anybody'],
    [
      'of all but one’s own account',
      [open, unless('StringNotEquals', 'aws:PrincipalAccount', '111122223333')],
      'nobody-new',
    ],
    [
      'of all but strangers',
      [open, unless('StringNotEquals', 'aws:PrincipalAccount', STRANGER)],
      `named-strangers account ${STRANGER}`,
    ],
    [
      'of all but an endpoint',
      [open, unless('StringNotEquals', 'aws:SourceVpce', 'vpce-1')],
      'restricted aws:sourcevpce=vpce-1',
    ],
    [
      'of all but an office',
      [open, unless('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')],
      'restricted aws:sourceip=203.0.113.0/24',
    ],
    ['of all but the world', [open, unless('NotIpAddress', 'aws:SourceIp', '0.0.0.0/0')], 'anybody'],
    [
      'of all but the encrypted',
      [open, unless('StringNotEquals', 's3:x-amz-server-side-encryption', 'aws:kms')],
      'anybody',
    ],
    ['of one organization', [open, unless('StringEquals', 'aws:PrincipalOrgID', 'o-evil999999')], 'anybody'],
    [
      'of all but an organization and services',
      [
        open,
        deny({
          Condition: {
            StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-ours123456' },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          },
        }),
      ],
      'restricted *',
    ],
    [
      'that callers without the key escape',
      [open, unless('ForAnyValue:StringNotLike', 'aws:PrincipalOrgPaths', 'o-ours123456/*')],
      'anybody',
    ],
    [
      'that unsigned callers escape',
      [
        open,
        deny({
          Condition: {
            StringNotEquals: { 'aws:PrincipalOrgID': 'o-ours123456' },
            Bool: { 'aws:PrincipalIsAWSService': 'false' },
          },
        }),
      ],
      'anybody',
    ],
    [
      'of all but some principals',
      [open, { Effect: 'Deny', NotPrincipal: { AWS: ['111122223333', STRANGER] }, Action: 's3:*', Resource: '*' }],
      `named-strangers account ${STRANGER}`,
    ],
    [
      'twice',
      [
        open,
        unless('StringNotEquals', 'aws:PrincipalOrgID', 'o-ours123456'),
        unless('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'),
      ],
      'own-accounts',
    ],
  ])('%s', (_, statements, expected) => {
    expect(verdict(policy(...statements), inOrganization)).toBe(expected);
  });

  test('in a trust policy, which has no resources', () => {
    const trust = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
    const only = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:*',
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } },
    };
    expect(verdict(policy(trust, only))).toBe('nobody-new');
    expect(verdict(policy(trust, { ...only, NotResource: 'x' }))).toBe('anybody');
  });

  test('in another document of the resource', () => {
    const only = deny({ Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } });
    expect(judgeAccess(ground, policy(open), policy(only)).who).toBe('nobody-new');
  });
});

describe('whole documents', () => {
  test.each<[string, Json | undefined, string]>([
    ['none', undefined, 'nobody-new'],
    ['no JSON', 'hello', 'nobody-new'],
    ['text', JSON.stringify(to('*')), 'anybody'],
    ['percent-encoded text', encodeURIComponent(JSON.stringify(to('*'))), 'anybody'],
    ['an identity policy, which has no principals', policy(allow({})), 'nobody-new'],
    [
      'an effect that is none',
      { Statement: { Effect: 'allow', Principal: '*', Action: '*', Resource: '*' } },
      'nobody-new',
    ],
    [
      'the widest statement',
      policy(
        allow({ Principal: { AWS: STRANGER } }),
        allow({ Principal: '*', Condition: equals('aws:SourceVpce', 'v') }),
      ),
      `restricted account ${STRANGER} aws:sourcevpce=v`,
    ],
    [
      'the policy that SNS gives a new topic',
      policy({
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['SNS:Publish', 'SNS:Subscribe'],
        Resource: 'arn:aws:sns:us-east-1:111122223333:t',
        Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } },
      }),
      'nobody-new',
    ],
    [
      'the policy of a trail’s bucket',
      policy(
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 's3:GetBucketAcl',
          Resource: 'arn:aws:s3:::trail',
          Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main' } },
        },
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: 'arn:aws:s3:::trail/AWSLogs/111122223333/*',
          Condition: {
            StringEquals: {
              'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
              's3:x-amz-acl': 'bucket-owner-full-control',
            },
          },
        },
      ),
      'nobody-new',
    ],
    [
      'the policy of a key that AWS manages',
      policy({
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['kms:Encrypt', 'kms:Decrypt'],
        Resource: '*',
        Condition: {
          StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
        },
      }),
      'nobody-new',
    ],
    [
      'a bucket behind CloudFront',
      policy({
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::site/*',
        Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } },
      }),
      'nobody-new',
    ],
  ])('%s', (_, document, expected) => {
    expect(verdict(document)).toBe(expected);
  });

  test('each grant says who gets what', () => {
    const { grants } = judgeAccess(
      ground,
      policy(
        allow({ Principal: { AWS: STRANGER }, Action: ['s3:Get*', 's3:List*'] }),
        { Effect: 'Allow', Principal: '*', NotAction: 's3:Put*', Resource: '*' },
        deny({ Action: 's3:Delete*' }),
      ),
    );
    expect(grants.map(({ who, actions, notActions }) => [who, actions, notActions])).toEqual([
      ['named-strangers', ['s3:Get*', 's3:List*'], []],
      ['anybody', [], ['s3:Put*']],
    ]);
  });
});
