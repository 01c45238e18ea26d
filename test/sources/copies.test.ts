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
import { apiCall, ELSEWHERE, iamUser, signIn } from '../helpers/records/records.ts';

const settings = { ...DEFAULT_SETTINGS, breakGlass: ['break-glass'] };

async function look(records: readonly unknown[]) {
  const source = {
    names: ['file'],
    async *read() {
      for (const record of records) yield { kind: 'record', record, from: asWords('file') } as const;
    },
  };
  const { events, counts } = await collect(source, new AbortController().signal, { isOfUse: () => true });
  const { findings } = await inspect(events, activate(RULES, settings), makeContext(settings), createMemory());
  const told = findings.map((finding) => findingJson(finding, 'en'));
  return { told, duplicates: counts.duplicates };
}

const CALLED = '111122223333';
const CALLER = '444455556666';
const SHARED = { sharedEventID: '11111111-2222-4333-8444-555555555555' };
const request = { roleArn: `arn:aws:iam::${CALLED}:role/break-glass`, roleSessionName: 'x' };

/** One call, as the caller's account and the called account record it. */
const copies = [
  apiCall('sts', 'AssumeRole', { by: iamUser('ops', CALLER), account: CALLER, request, also: SHARED }),
  apiCall('sts', 'AssumeRole', {
    by: { type: 'AWSAccount', principalId: 'AIDAEXAMPLEOPS', accountId: CALLER },
    account: CALLED,
    request,
    also: SHARED,
  }),
];

describe('copies in two accounts', () => {
  test('are one finding, that names the caller, whichever comes first', async () => {
    const { told, duplicates } = await look(copies);
    expect(told.map(({ rule, actor, message }) => [rule, actor.name, message])).toEqual([
      ['signin-break-glass', 'ops', 'ops took on emergency role break-glass from 203.0.113.24'],
    ]);
    expect(duplicates).toBe(0);
    expect((await look(copies.toReversed())).told).toEqual(told);
  });

  test('name the caller where only the called account’s copy fires a rule', async () => {
    const denied = (by: object, account: string) =>
      apiCall('s3', 'PutBucketPolicy', {
        by: { ...by },
        account,
        request: {
          bucketName: 'b',
          bucketPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*' }] },
        },
        also: SHARED,
      });
    const [named, nameless] = [
      denied(iamUser('ops', CALLER), CALLER),
      denied({ type: 'AWSAccount', accountId: CALLER }, CALLED),
    ];
    const { told } = await look([nameless, { ...named, eventName: 'GetBucketPolicy' }]);
    expect(told.map(({ actor, message }) => [actor.name, message.split(' made ')[0]?.slice(0, 26)])).toEqual([
      ['ops', expect.stringMatching(/^ops \(account 444455556666\)/)],
    ]);
  });
});

describe('a record that CloudTrail wrote again', () => {
  const first = signIn({ by: iamUser('bob'), from: ELSEWHERE });
  const again = {
    ...signIn({ by: iamUser('bob'), from: ELSEWHERE, mfa: 'Yes' }),
    addendum: { reason: 'UPDATED_DATA', updatedFields: 'additionalEventData', originalEventID: first['eventID'] },
  };

  test('stands for the first one, in whatever order they come', async () => {
    const { told, duplicates } = await look([first, again]);
    expect(told.map(({ rule, mfa }) => [rule, mfa])).toEqual([['signin-untrusted', 'used']]);
    expect([duplicates, (await look([again, first, first])).duplicates]).toEqual([1, 2]);
    expect((await look([again, first])).told).toEqual(told);
    // The same finding as that of the first record alone: a notifier that sent it does not send it again.
    const ids = (all: typeof told) => all.filter(({ rule }) => rule === 'signin-untrusted').map(({ id }) => id);
    expect(ids((await look([first])).told)).toEqual(ids(told));
  });

  test('is read without the first one, too', async () => {
    expect((await look([again])).told.map(({ rule }) => rule)).toEqual(['signin-untrusted']);
  });
});

test('one id of two deeds, or of one at two times, hides neither', async () => {
  const eventID = '99999999-2222-4333-8444-555555555555';
  const one = { ...signIn({ by: iamUser('alice'), mfa: 'Yes' }), eventID };
  const later = { ...signIn({ by: iamUser('bob'), mfa: 'Yes', minute: 5 }), eventID };
  const { told, duplicates } = await look([one, later, one]);
  expect(told.map(({ actor }) => actor.name)).toEqual(['alice', 'bob']);
  expect(new Set(told.map(({ id }) => id)).size).toBe(2);
  expect(duplicates).toBe(1);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([one, later, one, ...copies], { minLength: 5 }), async (records) => {
      expect((await look(records)).told).toEqual((await look([one, later, one, ...copies])).told);
    }),
    { numRuns: 10 },
  );
});
