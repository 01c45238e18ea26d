import { describe, expect, test } from 'vitest';
import { grantsAdmin, grantsEscalation, readPolicy } from '../../../src/core/access/policy.ts';
import type { Json } from '../../../src/core/event.ts';

const policy = (...statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: statements });
const allow = (parts: Record<string, Json> = {}): Json => ({ Effect: 'Allow', Action: '*', Resource: '*', ...parts });

test.each([
  ['iam:CreatePolicyVersion', true],
  ['iam:Create?olicyVersion', true],
  ['iam:*LoginProfile', true],
  ['iam:CreatePolicy?', false],
])('%s leads to more rights: %s', (action, expected) => {
  expect(grantsEscalation(policy(allow({ Action: action })))).toBe(expected);
});

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
