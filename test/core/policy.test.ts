import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/core/event.ts';
import { allowedAccounts, grantsAdmin, publicStatements, readPolicy } from '../../src/core/policy.ts';

const policy = (...statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: statements });
const allow = (parts: Record<string, Json> = {}): Json => ({ Effect: 'Allow', Action: '*', Resource: '*', ...parts });

describe('grantsAdmin', () => {
  test.each<[string, Json]>([
    ['everything', policy(allow())],
    ['everything, as lists', policy(allow({ Action: ['s3:Get*', '*'], Resource: ['arn:aws:s3:::x', '*'] }))],
    ['every service, every action', policy(allow({ Action: '*:*' }))],
    ['text', JSON.stringify(policy(allow()))],
    ['percent-encoded text', encodeURIComponent(JSON.stringify(policy(allow())))],
    ['one statement that is no list', { Statement: allow() }],
    ['a second statement', policy(allow({ Action: 's3:*' }), allow())],
    ['all but something harmless', policy({ Effect: 'Allow', NotAction: 'aws-portal:*', Resource: '*' })],
    ['a condition that everybody passes', policy(allow({ Condition: { StringLike: { 'aws:PrincipalArn': '*' } } }))],
    [
      'the whole internet',
      policy(allow({ Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } } })),
    ],
    ['TLS', policy(allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))],
  ])('%s', (_, document) => {
    expect(grantsAdmin(document)).toBe(true);
  });

  test.each<[string, Json | undefined]>([
    ['a service', policy(allow({ Action: 's3:*' }))],
    ['a resource', policy(allow({ Resource: 'arn:aws:s3:::logs/*' }))],
    ['a denial', policy({ Effect: 'Deny', Action: '*', Resource: '*' })],
    ['MFA required', policy(allow({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }))],
    ['an office', policy(allow({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }))],
    ['a power user', policy({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' })],
    ['no policy', 'hello'],
    ['nothing', undefined],
    ['a list', []],
    ['broken text', '{"Statement": [%'],
  ])('not %s', (_, document) => {
    expect(grantsAdmin(document)).toBe(false);
  });
});

describe('publicStatements', () => {
  const open = (parts: Record<string, Json> = {}): Json =>
    policy({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*', ...parts });

  test.each<[string, Json]>([
    ['a star', open()],
    ['a star among accounts', open({ Principal: { AWS: ['111122223333', '*'] } })],
    [
      'all but one',
      { Statement: { Effect: 'Allow', NotPrincipal: { AWS: '111122223333' }, Action: '*', Resource: '*' } },
    ],
    [
      'a referer, which anybody can send',
      open({ Condition: { StringLike: { 'aws:Referer': 'https://example.com/*' } } }),
    ],
    ['everybody but one address', open({ Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })],
    ['any address', open({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.9/0' } } })],
    ['an account, if there is one', open({ Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } } })],
  ])('%s', (_, document) => {
    expect(publicStatements(document)).toHaveLength(1);
  });

  test.each<[string, Json]>([
    ['an account', open({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } })],
    ['a service', open({ Principal: { Service: 'cloudtrail.amazonaws.com' } })],
    ['an organization', open({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
    ['a VPC endpoint, any case', open({ Condition: { stringequals: { 'AWS:SourceVpce': 'vpce-1' } } })],
    ['an office', open({ Condition: { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } } })],
    ['a denial', open({ Effect: 'Deny' })],
  ])('not %s', (_, document) => {
    expect(publicStatements(document)).toEqual([]);
  });
});

test('allowed accounts come from ARNs and bare ids, in any partition, each once', () => {
  const document = policy(
    { Effect: 'Allow', Principal: { AWS: ['arn:aws-us-gov:iam::444455556666:role/x', '111122223333'] } },
    { Effect: 'Allow', Principal: { AWS: '111122223333', Service: 'ec2.amazonaws.com' } },
    { Effect: 'Deny', Principal: { AWS: '777788889999' } },
  );

  expect(allowedAccounts(document)).toEqual(['111122223333', '444455556666']);
});

test('a statement is read whole', () => {
  expect(
    readPolicy(policy({ Effect: 'Allow', Principal: '*', Action: ['a:b'], Resource: 'r', Condition: {} })),
  ).toEqual([
    {
      allows: true,
      denies: false,
      principals: [{ type: undefined, value: '*' }],
      isForAllBut: false,
      actions: ['a:b'],
      notActions: [],
      resources: ['r'],
      notResources: [],
      condition: undefined,
    },
  ]);
});
