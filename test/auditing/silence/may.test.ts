/** IAM's evaluation for a principal's call: each part by itself, then against a second evaluation of whole requests. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type Policies } from '../../../sandbox/account/iam-policies.ts';
import type { OwnCall } from '../../../src/auditing/silence/conditions.ts';
import { allowsByName, hasAllowance, may } from '../../../src/auditing/silence/may.ts';
import type { Principal, PrincipalPolicy } from '../../../src/auditing/silence/principal.ts';
import { strangersIn } from '../../../src/auditing/silence/strangers.ts';
import { readPolicy } from '../../../src/core/access/policy.ts';
import type { JsonObject } from '../../../src/core/event.ts';

const ACCOUNT = '111122223333';
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:alerts`;
const CALL: OwnCall = { action: 'sns:DeleteTopic', resources: [TOPIC], account: ACCOUNT, region: 'us-east-1' };

const policy = (name: string, ...Statement: readonly JsonObject[]): PrincipalPolicy => ({
  name,
  group: undefined,
  statements: readPolicy({ Version: '2012-10-17', Statement: [...Statement] }),
});

function principal(statements: readonly JsonObject[], more: Partial<Principal> = {}): Principal {
  return {
    ...{ kind: 'user', name: 'dev', arn: `arn:aws:iam::${ACCOUNT}:user/dev`, tags: new Map([['team', 'red']]) },
    ...{ policies: [policy('own', ...statements)], boundary: undefined, isAdministrator: false },
    ...more,
  };
}

/** A policy variable. */
const variable = (key: string) => ['$', '{', key, '}'].join('');

const ALLOW: JsonObject = { Effect: 'Allow', Action: 'sns:*', Resource: '*' };
const ROLE: Partial<Principal> = { kind: 'role', arn: `arn:aws:iam::${ACCOUNT}:role/dev` };
const ask = (statements: readonly JsonObject[], more: Partial<Principal> = {}) =>
  may(principal(statements, more), CALL, undefined).answer;
const when = (Condition: JsonObject, more?: Partial<Principal>) => ask([{ ...ALLOW, Condition }], more);

describe('statements', () => {
  test.each<[string, readonly JsonObject[], string]>([
    ['none', [], 'no'],
    ['all of a service', [ALLOW], 'yes'],
    ['letters in any case', [{ ...ALLOW, Action: 'SNS:deletetopic' }], 'yes'],
    ['a star within a name', [{ ...ALLOW, Action: 'sns:D*c' }], 'yes'],
    ['a question mark for one letter', [{ ...ALLOW, Action: 'sns:DeleteTopi?' }], 'yes'],
    ['a question mark for none', [{ ...ALLOW, Action: 'sns:DeleteTopic?' }], 'no'],
    ['another service', [{ ...ALLOW, Action: 'sqs:*' }], 'no'],
    ['all but another service', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], 'yes'],
    ['all but this', [{ Effect: 'Allow', NotAction: 'sns:Delete*', Resource: '*' }], 'no'],
    ['this topic', [{ ...ALLOW, Resource: TOPIC }], 'yes'],
    ['another topic', [{ ...ALLOW, Resource: `${TOPIC}-2` }], 'no'],
    ['the topic in letters of another case', [{ ...ALLOW, Resource: TOPIC.replace('alerts', 'Alerts') }], 'no'],
    ['all topics but this', [{ Effect: 'Allow', Action: 'sns:*', NotResource: TOPIC }], 'no'],
    ['all topics but another', [{ Effect: 'Allow', Action: 'sns:*', NotResource: `${TOPIC}-2` }], 'yes'],
    ['a denial', [ALLOW, { ...ALLOW, Effect: 'Deny', Action: 'sns:DeleteTopic' }], 'no'],
    ['a denial of all but reads', [ALLOW, { Effect: 'Deny', NotAction: 'sns:Get*', Resource: '*' }], 'no'],
    ['a denial of another topic', [ALLOW, { ...ALLOW, Effect: 'Deny', Resource: `${TOPIC}-2` }], 'yes'],
    [
      'a variable without a value',
      [{ ...ALLOW, Resource: TOPIC.replace('alerts', `*${variable('aws:PrincipalTag/none')}`) }],
      'no',
    ],
  ])('%s', (_, statements, expected) => {
    expect(ask(statements)).toBe(expected);
  });

  test('the policy that allows it', () => {
    const group = { ...policy('devs-access', ALLOW), group: 'devs' };
    const { by } = may(principal([], { policies: [policy('other'), group] }), CALL, undefined);
    expect(by).toMatchObject({ name: 'devs-access', group: 'devs' });
  });

  test('a policy that IAM did not show', () => {
    const hidden = { name: 'vendor', group: undefined, statements: undefined };
    const found = may(principal([], { policies: [hidden] }), CALL, undefined);
    expect(found).toMatchObject({ answer: 'unclear', keys: ['policy:vendor'] });
  });

  test.each<[string, PrincipalPolicy, string]>([
    ['that leaves it', policy('limit', ALLOW), 'yes'],
    ['that leaves none of it', policy('limit', { ...ALLOW, Action: 's3:*' }), 'no'],
    ['that denies it', policy('limit', ALLOW, { ...ALLOW, Effect: 'Deny' }), 'no'],
    ['that leaves it under a condition', policy('limit', { ...ALLOW, Condition: { Bool: { 'a:b': 'x' } } }), 'unclear'],
    ['that IAM did not show', { name: 'limit', group: undefined, statements: undefined }, 'unclear'],
  ])('a boundary %s', (_, boundary, expected) => {
    expect(ask([ALLOW], { boundary })).toBe(expected);
  });
});

describe('conditions', () => {
  test.each<[string, JsonObject, string]>([
    ['an address', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, 'unclear'],
    ['a tag of the resource', { StringEquals: { 'aws:ResourceTag/team': 'red' } }, 'unclear'],
    ['MFA, which whoever has it can use', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, 'yes'],
    ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }, 'yes'],
    ['the region', { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-north-1'] } }, 'yes'],
    ['another region', { StringEquals: { 'aws:RequestedRegion': 'eu-north-1' } }, 'no'],
    ['not this region', { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } }, 'no'],
    ['the user', { StringEquals: { 'aws:username': 'dev' } }, 'yes'],
    ['another user', { StringLike: { 'aws:username': 'admin-*' } }, 'no'],
    ['its tag', { StringEquals: { 'aws:PrincipalTag/team': 'red' } }, 'yes'],
    ['a tag that it lacks', { StringEquals: { 'aws:PrincipalTag/stage': 'dev' } }, 'no'],
    ['its own name by a variable', { StringEquals: { 'aws:username': variable('aws:username') } }, 'yes'],
    ['a variable of the resource', { StringEquals: { 'aws:username': variable('aws:ResourceTag/owner') } }, 'unclear'],
    ['its ARN', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/de?' } }, 'yes'],
    ['a service that acts for it', { StringEquals: { 'kms:ViaService': 'ssm.us-east-1.amazonaws.com' } }, 'no'],
    ['the owner that SNS writes for services', { StringEquals: { 'AWS:SourceOwner': ACCOUNT } }, 'no'],
    ['one that holds and one that is open', { Bool: { 'aws:SecureTransport': 'true', 'a:b': 'x' } }, 'unclear'],
    ['one that fails and one that is open', { Bool: { 'aws:SecureTransport': 'false', 'a:b': 'x' } }, 'no'],
  ])('%s', (_, condition, expected) => {
    expect(when(condition)).toBe(expected);
  });

  test('the tags of a role, whose sessions may have others', () => {
    expect(when({ StringEquals: { 'aws:PrincipalTag/team': 'blue' } }, ROLE)).toBe('unclear');
  });

  test('a denial under a condition leaves it open', () => {
    const Condition = { StringNotEquals: { 'aws:ResourceTag/team': 'red' } };
    const found = may(principal([ALLOW, { ...ALLOW, Effect: 'Deny', Condition }]), CALL, undefined);
    expect(found).toMatchObject({ answer: 'unclear', keys: ['aws:resourcetag/team'] });
  });

  test('a denial without MFA leaves it to whoever has MFA', () => {
    const Condition = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
    expect(ask([ALLOW, { ...ALLOW, Effect: 'Deny', Condition }])).toBe('yes');
  });
});

describe('a log group, which policies name in two forms', () => {
  const group = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:trail`;
  const call: OwnCall = { ...CALL, action: 'logs:DeleteLogGroup', resources: [group, `${group}:*`] };
  const logs: JsonObject = { Effect: 'Allow', Action: 'logs:*', Resource: '*' };
  test.each<[string, readonly JsonObject[], string]>([
    ['allowed in one', [{ ...logs, Resource: `${group}:*` }], 'yes'],
    ['allowed in the other', [{ ...logs, Resource: group }], 'yes'],
    ['denied in both', [logs, { ...logs, Effect: 'Deny', Resource: `${group}*` }], 'no'],
    ['denied in one', [logs, { ...logs, Effect: 'Deny', Resource: group }], 'unclear'],
  ])('%s', (_, statements, expected) => {
    expect(may(principal(statements), call, undefined).answer).toBe(expected);
  });
});

describe('the policy of the resource', () => {
  const resource = (isNeeded: boolean, ...statements: readonly JsonObject[]) => ({
    statements: readPolicy({ Statement: [...statements] }),
    isNeeded,
  });
  const named = (AWS: string, more: JsonObject = {}): JsonObject => ({ ...ALLOW, Principal: { AWS }, ...more });
  const USER = `arn:aws:iam::${ACCOUNT}:user/dev`;
  const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
  const limit = policy('limit', { ...ALLOW, Action: 's3:*' });

  test.each<[string, readonly JsonObject[], Partial<Principal>, boolean, readonly JsonObject[], string]>([
    ['names it', [], {}, false, [named(USER)], 'yes'],
    ['names another', [], {}, false, [named(`${USER}-2`)], 'no'],
    ['names its account, which leaves it to IAM', [], {}, false, [named(ROOT)], 'no'],
    ['denies it', [ALLOW], {}, false, [named('*', { Effect: 'Deny' })], 'no'],
    ['denies all others', [ALLOW], {}, false, [{ ...ALLOW, Effect: 'Deny', NotPrincipal: { AWS: USER } }], 'yes'],
    ['denies all but another', [ALLOW], {}, false, [{ ...ALLOW, Effect: 'Deny', NotPrincipal: { AWS: ROOT } }], 'no'],
    ['names a user, whom a boundary does not hold then', [], { boundary: limit }, false, [named(USER)], 'yes'],
    [
      'names a role, which a boundary holds',
      [],
      { ...ROLE, boundary: limit },
      false,
      [named(`arn:aws:iam::${ACCOUNT}:role/dev`)],
      'no',
    ],
    ['of a key leaves it to IAM', [ALLOW], {}, true, [named(ROOT)], 'yes'],
    ['of a key leaves it to nobody', [ALLOW], {}, true, [], 'no'],
    ['of a key names it', [], {}, true, [named(USER)], 'yes'],
    ['of a key names another', [ALLOW], {}, true, [named(`${USER}-2`)], 'no'],
  ])('%s', (_, own, more, isNeeded, statements, expected) => {
    expect(may(principal(own, more), CALL, resource(isNeeded, ...statements)).answer).toBe(expected);
  });

  const strangers = (...statements: readonly JsonObject[]) =>
    [...strangersIn(CALL, resource(false, ...statements))].map(([name, { answer }]) => `${name} ${answer}`);

  test('lets strangers in', () => {
    expect(strangers(named('444455556666'), named(ROOT))).toEqual(['444455556666 yes']);
    expect(strangers({ ...ALLOW, Principal: '*' })).toEqual(['* yes']);
    expect(strangers(named('*', { Condition: { StringEquals: { 'AWS:SourceOwner': ACCOUNT } } }))).toEqual([]);
    expect(strangers(named('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }))).toEqual([
      '* unclear',
    ]);
    expect(strangers(named('444455556666'), named('*', { Effect: 'Deny' }))).toEqual([]);
    expect(strangers({ ...ALLOW, Principal: { Service: 'events.amazonaws.com' } })).toEqual([]);
  });
});

describe('against whole requests', () => {
  const text = (...values: readonly string[]) => fc.constantFrom(...values);
  const condition = fc.option(
    fc.tuple(
      text('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLikeIfExists', 'ArnLike', 'Bool', 'Null'),
      text('aws:username', 'aws:PrincipalTag/team', 'aws:ResourceTag/team', 'aws:RequestedRegion', 'aws:PrincipalArn'),
      fc.array(text('dev', 'red', 'true', 'us-*', 'us-east-1', '*', variable('aws:username')), {
        minLength: 1,
        maxLength: 2,
      }),
    ),
    { nil: undefined },
  );
  const statement = fc
    .record({
      Effect: text('Allow', 'Allow', 'Deny'),
      act: fc.tuple(text('Action', 'NotAction'), text('sns:*', 'sns:Delete*', 'SNS:DeleteTopi?', 's3:*', '*')),
      on: fc.tuple(text('Resource', 'NotResource'), text('*', TOPIC, `${TOPIC}-2`, 'arn:aws:sns:*:*:al?rts*')),
      condition,
    })
    .map(({ Effect, act, on, condition: one }): JsonObject => {
      const Condition = one === undefined ? {} : { Condition: { [one[0]]: { [one[1]]: one[2] } } };
      return { Effect, [act[0]]: act[1], [on[0]]: on[1], ...Condition };
    });
  const statements = fc.array(statement, { maxLength: 4 });
  /** What the evaluation can't know: the tag of the resource. */
  const OPEN: readonly Readonly<Record<string, string>>[] = [
    {},
    ...['red', 'dev', 'true', 'x'].map((tag) => ({ 'aws:ResourceTag/team': tag })),
  ];

  test('yes holds in every request, no in none', () => {
    let [yes, no] = [0, 0];
    fc.assert(
      fc.property(statements, fc.option(statements, { nil: undefined }), (own, limit) => {
        const boundary = limit === undefined ? undefined : policy('limit', ...limit);
        const { answer } = may(principal(own, { boundary }), CALL, undefined);
        const policies: Policies = {
          identity: [{ Statement: own }],
          boundary: limit === undefined ? undefined : { Statement: limit },
          organization: [],
        };
        const known = {
          ...{ 'aws:username': 'dev', 'aws:PrincipalTag/team': 'red', 'aws:RequestedRegion': 'us-east-1' },
          'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:user/dev`,
        };
        const decisions = OPEN.map((open) =>
          decide(policies, { action: 'sns:DeleteTopic', resource: TOPIC, context: { ...known, ...open } }),
        );
        if (answer === 'yes') expect(decisions.every((one) => one === 'allowed')).toBe(true);
        if (answer === 'no') expect(decisions.includes('allowed')).toBe(false);
        if (answer === 'yes') yes += 1;
        if (answer === 'no') no += 1;
      }),
      { numRuns: 1_500 },
    );
    expect(yes).toBeGreaterThan(30);
    expect(no).toBeGreaterThan(30);
  });

  /** Of an account with a thousand roles most aren't asked: nothing may be lost by that. */
  test('without an allowance of its own, and by a resource that names nobody, the answer is no', () => {
    const names = text(
      '*',
      ACCOUNT,
      `arn:aws:iam::${ACCOUNT}:user/dev`,
      `arn:aws:iam::${ACCOUNT}:root`,
      '444455556666',
    );
    const ofResource = fc.tuple(statement, text('Principal', 'NotPrincipal'), names);
    let unasked = 0;
    fc.assert(
      fc.property(statements, fc.array(ofResource, { maxLength: 3 }), fc.boolean(), (own, named, isNeeded) => {
        const policyOfResource = {
          statements: readPolicy({
            Statement: named.map(([one, key, AWS]): JsonObject => ({ ...one, [key]: { AWS } })),
          }),
          isNeeded,
        };
        const one = principal(own);
        if (hasAllowance(one, CALL.action) || allowsByName(policyOfResource, CALL)) return;
        unasked += 1;
        expect(may(one, CALL, policyOfResource).answer).toBe('no');
      }),
      { numRuns: 1_500 },
    );
    expect(unasked).toBeGreaterThan(100);
  });
});
