import { describe, expect, test } from 'vitest';
import { denies, lets, type ServiceCall } from '../../src/auditing/lets.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:alerts';
const CALL: ServiceCall = {
  service: 'cloudwatch.amazonaws.com',
  action: 'sns:Publish',
  resource: TOPIC,
  account: '111122223333',
  source: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:root',
};
const OPEN = { Effect: 'Allow', Principal: '*', Action: 'SNS:Publish', Resource: TOPIC };
const SERVICE = { ...OPEN, Principal: { Service: 'cloudwatch.amazonaws.com' } };
const ask = (statements: readonly object[], call: Partial<ServiceCall> = {}) =>
  lets(JSON.stringify({ Version: '2012-10-17', Statement: statements }), { ...CALL, ...call });
const when = (Condition: object, statement: object = SERVICE) => ask([{ ...statement, Condition }]);

describe('principals, actions and resources', () => {
  test.each<[string, object, string]>([
    ['everybody', OPEN, 'yes'],
    ['everybody in AWS', { ...OPEN, Principal: { AWS: '*' } }, 'yes'],
    ['the service', SERVICE, 'yes'],
    ['one of several services', { ...OPEN, Principal: { Service: ['s3.amazonaws.com', CALL.service] } }, 'yes'],
    ['the service by its name in China', { ...OPEN, Principal: { Service: `${CALL.service}.cn` } }, 'yes'],
    ['another service', { ...OPEN, Principal: { Service: 'events.amazonaws.com' } }, 'no'],
    ['the account, which is no service', { ...OPEN, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }, 'no'],
    ['all but another', { ...OPEN, Principal: undefined, NotPrincipal: { Service: 's3.amazonaws.com' } }, 'yes'],
    ['another action', { ...SERVICE, Action: 'sns:Subscribe' }, 'no'],
    ['a pattern of actions', { ...SERVICE, Action: 'sns:Pub*' }, 'yes'],
    ['all actions but this', { ...SERVICE, Action: undefined, NotAction: 'sns:Publish' }, 'no'],
    ['another topic', { ...SERVICE, Resource: `${TOPIC}-2` }, 'no'],
    ['a pattern of topics', { ...SERVICE, Resource: 'arn:aws:sns:*:111122223333:alert?' }, 'yes'],
    ['all topics but this', { ...SERVICE, Resource: undefined, NotResource: TOPIC }, 'no'],
  ])('%s', (_, statement, expected) => {
    expect(ask([statement])).toBe(expected);
  });

  test('no policy lets nobody in', () => {
    expect(lets('', CALL)).toBe('no');
  });
});

describe('conditions', () => {
  test.each<[string, object, string]>([
    ['its account', { StringEquals: { 'aws:SourceAccount': '111122223333' } }, 'yes'],
    ['another account', { StringEquals: { 'AWS:SourceAccount': '444455556666' } }, 'no'],
    ['the owner, which CloudWatch sends', { StringEquals: { 'AWS:SourceOwner': '111122223333' } }, 'yes'],
    ['the owner as an ARN', { StringEquals: { 'AWS:SourceOwner': 'arn:aws:iam::111122223333:root' } }, 'no'],
    ['its alarms', { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:*:111122223333:alarm:*' } }, 'yes'],
    ['another alarm', { ArnEquals: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:x' } }, 'no'],
    ['not another account', { StringNotEquals: { 'aws:SourceAccount': '444455556666' } }, 'yes'],
    ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }, 'yes'],
    ['an organization, which services have none of', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'no'],
    ['an organization if there is one', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }, 'yes'],
    ['what nobody here knows', { StringEquals: { 'aws:Nonsense': 'x' } }, 'unclear'],
    [
      'what nobody knows, and another account',
      { StringEquals: { 'aws:Nonsense': 'x', 'aws:SourceAccount': '4' } },
      'no',
    ],
  ])('%s', (_, condition, expected) => {
    expect(when(condition)).toBe(expected);
  });

  test('EventBridge sends no owner', () => {
    const owner = { ...OPEN, Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } } };
    expect(ask([owner], { service: 'events.amazonaws.com' })).toBe('no');
  });
});

describe('denials', () => {
  test.each<[string, object, string]>([
    ['plain text is denied, and AWS uses TLS', { Bool: { 'aws:SecureTransport': 'false' } }, 'yes'],
    ['all others than the account are denied', { StringNotEquals: { 'aws:SourceAccount': '111122223333' } }, 'yes'],
    ['the account is denied', { StringEquals: { 'aws:SourceAccount': '111122223333' } }, 'no'],
    ['what nobody here knows may deny', { StringEquals: { 'aws:Nonsense': 'x' } }, 'unclear'],
  ])('%s', (_, Condition, expected) => {
    expect(ask([SERVICE, { ...OPEN, Effect: 'Deny', Condition }])).toBe(expected);
  });

  test('a denial without a condition wins, wherever it stands', () => {
    expect(ask([{ ...OPEN, Effect: 'Deny' }, SERVICE])).toBe('no');
  });
});

describe("a topic's denial of a role", () => {
  const ROLE = 'arn:aws:iam::111122223333:role/deliver';
  const ROOT = 'arn:aws:iam::111122223333:root';
  const DENIAL = { Effect: 'Deny', Principal: '*', Action: 'sns:*', Resource: TOPIC };
  const butFor = (...AWS: readonly string[]) => ({ ...DENIAL, Principal: undefined, NotPrincipal: { AWS } });
  test.each<[string, object, string]>([
    ['of all', DENIAL, 'yes'],
    ['of the role', { ...DENIAL, Principal: { AWS: ROLE } }, 'yes'],
    ['of its account', { ...DENIAL, Principal: { AWS: '111122223333' } }, 'yes'],
    ["of its account's root", { ...DENIAL, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }, 'yes'],
    ['of another role', { ...DENIAL, Principal: { AWS: `${ROLE}-2` } }, 'no'],
    ['of a service', { ...DENIAL, Principal: { Service: 'events.amazonaws.com' } }, 'no'],
    ['of all but the role', butFor(ROLE), 'unclear'],
    ['of all but the role and its account', butFor(ROLE, ROOT), 'unclear'],
    ['of all but a session of it', butFor('arn:aws:sts::111122223333:assumed-role/deliver/one'), 'unclear'],
    ['of all but its account', butFor(ROOT), 'yes'],
    ['of all but a user and its account', butFor('arn:aws:iam::111122223333:user/alice', ROOT), 'yes'],
    ['of all but a role of a longer name', butFor(`${ROLE}-2`), 'yes'],
    ['of nobody', butFor('*'), 'no'],
    ['of all but the role, for another resource', { ...butFor(ROLE), Resource: `${TOPIC}-2` }, 'no'],
    ['of another call', { ...DENIAL, Action: 'sns:Subscribe' }, 'no'],
    ['by its ARN', { ...DENIAL, Condition: { ArnLike: { 'aws:PrincipalArn': '*:role/del*' } } }, 'yes'],
    ['but by another', { ...DENIAL, Condition: { ArnNotLike: { 'aws:PrincipalArn': '*:role/del*' } } }, 'no'],
    [
      'of other accounts',
      { ...DENIAL, Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } },
      'no',
    ],
    ['without TLS', { ...DENIAL, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, 'no'],
    ['of all that no resource calls for', { ...DENIAL, Condition: { Null: { 'aws:SourceArn': 'true' } } }, 'yes'],
    [
      'outside an organization',
      { ...DENIAL, Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
      'unclear',
    ],
    ['nothing, but an allowance', { ...DENIAL, Effect: 'Allow' }, 'no'],
  ])('%s', (_, statement, expected) => {
    expect(
      denies(JSON.stringify({ Statement: [statement] }), { role: ROLE, action: 'sns:Publish', resource: TOPIC }),
    ).toBe(expected);
  });
});
