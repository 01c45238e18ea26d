import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemory } from '../../src/core/counting/memory.ts';
import { findingJson } from '../../src/core/finding-json.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import { inspect } from '../../src/core/inspection/inspect.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { asWords } from '../../src/core/words.ts';
import { RULES } from '../../src/rules/index.ts';
import { collect } from '../../src/sources/collect.ts';
import type { Source } from '../../src/sources/source.ts';
import {
  apiCall,
  ELSEWHERE,
  identityCenter,
  identityCenterUser,
  OFFICE,
  permissionSet,
  signIn,
} from '../helpers/records/records.ts';

const [TARO, HANAKO] = ['94d00cd8-e9e6-4810-b177-b08e84725435', '9067642ac7-11111111-2222-4333-8444-555555555555'];
const settings = { ...DEFAULT_SETTINGS, trusted: [{ cidr: '203.0.113.0/24' }] };

type Record = Readonly<{ [key: string]: unknown }>;

/** Files of records, read one after the other. */
function files(...all: readonly (readonly unknown[])[]): Source {
  return {
    names: all.map((_, index) => `file:${index}`),
    async *read() {
      for (const [index, records] of all.entries()) {
        for (const record of records) yield { kind: 'record', record, from: asWords(`file ${index}`) };
      }
    },
  };
}

async function look(source: Source, people: { readonly [id: string]: string } = {}) {
  const active = activate(RULES, settings);
  const { events, people: known } = await collect(source, new AbortController().signal, {
    isOfUse: ({ name }) => name !== 'CredentialChallenge',
    people,
  });
  const context = makeContext(settings, { personName: known.nameOf });
  const { findings } = await inspect(events, active, context, createMemory());
  // All but the place of the record.
  return findings.map((finding) => ({ ...findingJson(finding, 'en'), source: null }));
}
const sentences = async (...records: readonly unknown[]) => (await look(files(records))).map(({ message }) => message);

const challenge = (workflow: string, user: string, name: string, minute = 0) =>
  identityCenter({
    name: 'CredentialChallenge',
    by: identityCenterUser(user),
    minute,
    additional: { AuthWorkflowID: workflow, CredentialType: 'PASSWORD', UserName: name },
  });
const authentication = (workflow: string, user: string, { minute = 1, from = OFFICE } = {}) =>
  identityCenter({ by: identityCenterUser(user), minute, from, additional: { AuthWorkflowID: workflow } });

describe('the name of a person', () => {
  const done = authentication('w1', TARO, { from: ELSEWHERE });

  test('comes from the record that holds it, however late it is read', async () => {
    const told = ['taro@example.com signed in to IAM Identity Center from 198.51.100.77'];
    expect(await sentences(challenge('w1', TARO, 'taro@example.com'), done)).toEqual(told);
    expect(await sentences(done, challenge('w1', TARO, 'taro@example.com', 9))).toEqual(told);
  });

  test('comes from another sign-in of the same user, and from a session of a permission set', async () => {
    expect(await sentences(challenge('w0', TARO, 'taro@example.com'), done)).toEqual([
      'taro@example.com signed in to IAM Identity Center from 198.51.100.77',
    ]);
    const session = { ...permissionSet('Admin', 'taro'), onBehalfOf: { userId: TARO } };
    expect(await sentences(apiCall('s3', 'ListBuckets', { by: session }), done)).toEqual([
      'taro signed in to IAM Identity Center from 198.51.100.77',
    ]);
  });

  test('is the newest one, if there are several', async () => {
    const names = [challenge('w0', TARO, 'new@example.com', 8), challenge('w9', TARO, 'old@example.com', 7)];
    expect(await sentences(...names, done)).toEqual([
      'new@example.com signed in to IAM Identity Center from 198.51.100.77',
    ]);
  });

  test('is nobody else’s, and never an id or what CloudTrail hides', async () => {
    const hidden = challenge('w1', TARO, 'HIDDEN_DUE_TO_SECURITY_REASONS');
    expect(await sentences(challenge('w2', HANAKO, 'hanako@example.com'), hidden, done)).toEqual([
      'An Identity Center user (94d00cd8…) signed in to IAM Identity Center from 198.51.100.77',
    ]);
    expect(await sentences(authentication('w2', HANAKO, { from: ELSEWHERE }))).toEqual([
      'An Identity Center user (11111111…) signed in to IAM Identity Center from 198.51.100.77',
    ]);
  });

  test('comes from the settings where no record holds it', async () => {
    const people = { [TARO]: 'Taro Yamada' };
    expect((await look(files([done]), people)).map(({ actor }) => actor.name)).toEqual(['Taro Yamada']);
    const named = [done, challenge('w1', TARO, 'taro@example.com')];
    expect((await look(files(named), people)).map(({ actor }) => actor.name)).toEqual(['taro@example.com']);
  });

  test('stands where somebody gave the person access', async () => {
    const grant = apiCall('sso', 'CreateAccountAssignment', {
      request: { targetId: '444455556666', principalType: 'USER', principalId: TARO, permissionSetArn: 'x/ps-1' },
    });
    expect(await sentences(challenge('w1', TARO, 'taro@example.com'), grant)).toEqual([
      'alice gave user taro@example.com permission set ps-1 in account 444455556666 from 203.0.113.24 (203.0.113.0/24)',
    ]);
  });
});

test('in whatever order and files records come, findings and names are the same, and no id stands for a name', async () => {
  const failures = [...Array(6).keys()].map((minute) =>
    identityCenter({
      name: 'CredentialVerification',
      result: 'Failure',
      by: identityCenterUser(HANAKO),
      minute,
      from: ELSEWHERE,
      additional: { AuthWorkflowID: 'w3', CredentialType: 'PASSWORD' },
    }),
  );
  const records: readonly Record[] = [
    challenge('w1', TARO, 'taro@example.com'),
    authentication('w1', TARO),
    signIn({ by: permissionSet('Admin', 'taro@example.com'), minute: 2 }),
    challenge('w2', HANAKO, 'hanako@example.com', 20),
    authentication('w2', HANAKO, { minute: 21, from: ELSEWHERE }),
    ...failures,
    apiCall('sso', 'CreateAccountAssignment', {
      by: identityCenterUser(HANAKO),
      request: { targetId: '444455556666', principalType: 'USER', principalId: TARO, permissionSetArn: 'x/ps-1' },
    }),
  ];
  const expected = await look(files(records));
  expect(expected.map(({ rule }) => rule).toSorted()).toEqual([
    'signin-fail-then-ok',
    ...failures.map(() => 'signin-failed'),
    'signin-trusted',
    'sso-grant',
    'sso-signin',
    'sso-signin',
    'sso-signin-failed',
  ]);
  expect(JSON.stringify(expected.map(({ message, actor }) => [message, actor]))).not.toMatch(/94d00cd8|11111111/);

  const shuffled = fc.shuffledSubarray([...records], { minLength: records.length });
  const cuts = fc.array(fc.nat({ max: records.length }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(shuffled, cuts, fc.subarray([...records]), async (order, at, again) => {
      const edges = [0, ...at.toSorted((a, b) => a - b), order.length];
      const split = edges.slice(1).map((end, index) => order.slice(edges[index], end));
      expect(await look(files(...split, again))).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});
