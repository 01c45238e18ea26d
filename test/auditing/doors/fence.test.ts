/** What a guard's policy lets in: https://docs.aws.amazon.com/signin/latest/userguide/console-access-control.html, example 2 and others. */
import { expect, test } from 'vitest';
import { type Fence, fenceOf } from '../../../src/auditing/doors/fence.ts';
import type { GuardStatement } from '../../../src/auditing/doors/state.ts';

const ACCOUNT = '111122223333';
type Conditions = GuardStatement['conditions'];

const deny = (actions: readonly string[], conditions: Conditions): GuardStatement => ({
  ...{ effect: 'Deny', principals: ['*'], actions },
  conditions: { ...conditions, StringEquals: { ...conditions['StringEquals'], 'aws:ResourceAccount': [ACCOUNT] } },
});
const all = (conditions: Conditions) => deny(['signin:*'], conditions);
const from = (...cidrs: readonly string[]): Conditions => ({ NotIpAddress: { 'aws:SourceIp': cidrs } });

const whole = (networks: readonly string[], more: object = {}) => ({
  ...{ kind: 'whole' as const, networks, excluded: [], vpcs: [] },
  ...more,
});

test.each<[string, readonly GuardStatement[], Fence]>([
  ['no statement', [], { kind: 'none' }],
  ['a statement that allows', [{ ...all(from('203.0.113.0/24')), effect: 'Allow' }], { kind: 'none' }],
  ['all actions at once', [all(from('203.0.113.0/24'))], whole(['203.0.113.0/24'])],
  [
    'two phases, each with its own key of principals',
    [
      deny(['signin:Authenticate'], { ...from('203.0.113.0/24'), ArnNotEquals: { 'signin:PrincipalArn': ['arn:a'] } }),
      deny(['signin:CreateOAuth2Token', 'signin:AuthorizeOAuth2Access'], {
        ...from('203.0.113.0/24'),
        ArnNotEquals: { 'aws:PrincipalArn': ['arn:a'] },
      }),
    ],
    whole(['203.0.113.0/24'], { excluded: ['arn:a'] }),
  ],
  [
    'two statements that deny: only what both let in',
    [all(from('203.0.113.0/24', '198.51.100.0/24')), all(from('203.0.113.0/25'))],
    whole(['203.0.113.0/25']),
  ],
  ['two statements that have nothing in common', [all(from('203.0.113.0/24')), all(from('198.51.100.7'))], whole([])],
  [
    'phases that differ',
    [
      deny(['signin:Authenticate'], from('203.0.113.0/24')),
      deny(['signin:CreateOAuth2Token', 'signin:AuthorizeOAuth2Access'], from('203.0.113.0/25')),
    ],
    whole(['203.0.113.0/25']),
  ],
  [
    'only after',
    [deny(['signin:*OAuth2*'], from('203.0.113.0/24'))],
    { ...whole(['203.0.113.0/24']), kind: 'half', open: 'before' },
  ],
  [
    'one action of two after',
    [deny(['signin:Authenticate', 'signin:CreateOAuth2Token'], from('203.0.113.0/24'))],
    { ...whole(['203.0.113.0/24']), kind: 'half', open: 'after' },
  ],
  [
    'a VPC beside, and its region pinned by a statement of its own',
    [
      all({
        NotIpAddressIfExists: { 'aws:SourceIp': ['203.0.113.0/24'] },
        StringNotEquals: { 'aws:SourceVpc': ['vpc-1'] },
      }),
      deny(['signin:*'], {
        StringEquals: { 'aws:SourceVpc': ['vpc-1'] },
        StringNotEqualsIfExists: { 'aws:RequestedRegion': ['us-west-2'] },
      }),
    ],
    whole(['203.0.113.0/24'], { vpcs: ['vpc-1'] }),
  ],
  [
    'nobody but some principals',
    [all({ ArnNotLike: { 'aws:PrincipalArn': ['arn:admins'] } })],
    whole([], { excluded: ['arn:admins'] }),
  ],
  [
    'networks that are kept out',
    [all({ IpAddress: { 'aws:SourceIp': ['198.51.100.0/24'] } })],
    { kind: 'unclear', condition: 'IpAddress aws:SourceIp' },
  ],
  [
    'some principals only',
    [all({ ...from('203.0.113.0/24'), ArnEquals: { 'aws:PrincipalArn': ['arn:a'] } })],
    { kind: 'unclear', condition: 'ArnEquals aws:PrincipalArn' },
  ],
  [
    'one principal in the statement itself',
    [{ ...all(from('203.0.113.0/24')), principals: ['arn:a'] }],
    { kind: 'unclear', condition: 'Principal arn:a' },
  ],
  [
    "another account's statement",
    [
      {
        ...all({}),
        conditions: { ...from('203.0.113.0/24'), StringEquals: { 'aws:ResourceAccount': ['444455556666'] } },
      },
    ],
    { kind: 'unclear', condition: 'StringEquals aws:ResourceAccount' },
  ],
  [
    'a region alone',
    [all({ ...from('203.0.113.0/24'), StringNotEquals: { 'aws:RequestedRegion': ['us-west-2'] } })],
    { kind: 'unclear', condition: 'aws:RequestedRegion' },
  ],
])('%s', (_, statements, fence) => {
  expect(fenceOf(statements, ACCOUNT)).toEqual(fence);
});
