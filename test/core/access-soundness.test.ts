/** The judge held to IAM's own rules: whatever caller a policy really lets in, the verdict is wide enough for it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeAccess } from '../../src/core/access/access.ts';
import { REACHES, type Reach } from '../../src/core/access/audience.ts';
import { readPolicy, type Statement } from '../../src/core/access/policy.ts';
import { type ConditionTest, isNegated, testsOf } from '../../src/core/access/policy-condition.ts';
import type { Ground } from '../../src/core/access/principals.ts';
import type { Json } from '../../src/core/event.ts';
import { containsNetwork } from '../../src/core/network.ts';
import { matchesGlob } from '../../src/core/patterns/glob.ts';
import { statement, value } from '../helpers/records/any-policy.ts';

const ground: Ground = { account: '111122223333', accounts: ['444455556666'] };
const ORGANIZATION = 'o-ours123456';

interface Caller {
  /** Values of `Principal` that mean this caller. */
  readonly names: readonly string[];
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

const anonymous = { 'aws:sourceip': ['198.51.100.9'], 'aws:securetransport': ['true'] };
const signed = (account: string, organization: string): Caller => ({
  names: [account, `arn:aws:iam::${account}:root`, `arn:aws:iam::${account}:role/x`],
  keys: {
    ...anonymous,
    'aws:principalaccount': [account],
    'kms:calleraccount': [account],
    'aws:principalarn': [`arn:aws:iam::${account}:role/x`],
    'aws:principalorgid': [organization],
    'aws:principalorgpaths': [`${organization}/r-1/`],
    'aws:principalisawsservice': ['false'],
    'aws:userid': ['AROAOUTSIDE0001:x'],
  },
});
const through = (account: string): Caller => ({
  names: ['sns.amazonaws.com'],
  keys: {
    'aws:principalisawsservice': ['true'],
    'aws:principalservicename': ['sns.amazonaws.com'],
    'aws:sourceaccount': [account],
    'aws:sourcearn': [`arn:aws:sns:us-east-1:${account}:t`],
    'aws:securetransport': ['true'],
  },
});
const gitlab = (project: string): Caller => ({
  names: ['arn:aws:iam::111122223333:oidc-provider/gitlab.com'],
  keys: { ...anonymous, 'gitlab.com:sub': [`project_path:${project}:ref_type:branch:ref:main`] },
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
function isAllowed(policy: Json, caller: Caller): boolean {
  const statements = readPolicy(policy).filter((one) => isMeant(one, caller) && passes(one, caller));
  return ['s3:GetObject', 's3:PutObject'].some((action) =>
    ['arn:aws:s3:::b/x', 'arn:aws:s3:::other/x'].some((resource) => {
      const about = statements.filter(
        ({ actions, resources }) => isLike(actions, action) && isLike(resources, resource),
      );
      return about.some(({ allows }) => allows) && !about.some(({ denies }) => denies);
    }),
  );
}

const isLike = (patterns: readonly string[], text: string) => patterns.some((pattern) => matchesGlob(pattern, text));

function isMeant({ principals, isForAllBut }: Statement, { names }: Caller): boolean {
  const isListed = principals.some((one) => one.value === '*' || names.includes(one.value));
  return isListed !== isForAllBut;
}

const passes = ({ condition }: Statement, caller: Caller) => testsOf(condition).every((one) => isTrue(one, caller));

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function isTrue(one: ConditionTest, { keys }: Caller): boolean {
  const present = keys[one.key];
  if (one.operator === 'null') return one.values.includes(String(present === undefined));
  if (present === undefined) return one.ifExists || one.set === 'all' || (one.set === undefined && isNegated(one));
  const isMatch = (text: string) => one.values.some((each) => matches(one, expand(each), text)) !== isNegated(one);
  return one.set === 'any' ? present.some(isMatch) : present.every(isMatch);
}

const expand = (text: string) => text.replace(`\${aws:ResourceOrgID}`, ORGANIZATION).replace(/\$\{[^}]*\}/, 'eve');

function matches({ operator }: ConditionTest, pattern: string, text: string): boolean {
  if (operator.endsWith('ipaddress')) return containsNetwork(pattern, text);
  if (/^(arn|.*like$)/.test(operator)) return matchesGlob(pattern, text);
  return /^(string|bool)/.test(operator) && pattern === text;
}

describe.each<[string, Caller, Reach]>([
  ['an outsider', signed('555566667777', 'o-other'), 'anybody'],
  ['somebody without credentials', { names: [], keys: anonymous }, 'anybody'],
  ['a service for an outsider', through('555566667777'), 'restricted'],
  ['an outsider’s pipeline', gitlab('evil/app'), 'anybody'],
  ['a pipeline that may be one’s own', gitlab('acme/app'), 'restricted'],
  ['an account that policies name', signed('999988887777', 'o-evil999999'), 'named-strangers'],
  ['a service for that account', through('999988887777'), 'named-strangers'],
  ['an account of the settings', signed('444455556666', ORGANIZATION), 'own-accounts'],
])('a policy that lets in %s', (_, caller, least) => {
  test.each<[string, Ground]>([
    ['with an organization', { ...ground, organization: ORGANIZATION }],
    ['without', ground],
  ])('is judged so, %s', (__, own) => {
    let allowed = 0;
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), value, (statements, prefix) => {
        const policy = { Statement: statements.map(({ json }) => json) };
        if (!isAllowed(policy, { ...caller, keys: { ...caller.keys, 's3:prefix': [prefix] } })) return;
        allowed++;
        const { who } = judgeAccess(own, policy);
        expect(REACHES.indexOf(who)).toBeGreaterThanOrEqual(REACHES.indexOf(least));
      }),
      { numRuns: 500 },
    );
    expect(allowed).toBeGreaterThan(20);
  });
});
