import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemory } from '../../../src/core/counting/memory.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import type { Finding } from '../../../src/core/rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { answerFrom, answerOf, type Story } from '../../../src/core/stories/answer.ts';
import { storyText } from '../../../src/render/replay/story-text.ts';
import { RULES } from '../../../src/rules/index.ts';
import {
  apiCall,
  ELSEWHERE,
  failedUser,
  hiddenUser,
  iamUser,
  OFFICE,
  permissionSet,
  role,
  root,
  signIn,
} from '../../helpers/records/records.ts';

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  trusted: [{ cidr: `${OFFICE}/32`, name: 'office' }],
  accounts: { '111122223333': 'payments' },
};

async function foundIn(...records: readonly Parameters<typeof normalise>[0][]): Promise<readonly Finding[]> {
  const events = records.map((record) => {
    const result = normalise(record);
    if (result.kind !== 'event') throw new Error('unreadable');
    return result.event;
  });
  const { findings } = await inspect(events, activate(RULES, settings), makeContext(settings), createMemory());
  return findings;
}

const texts = (stories: readonly Story[]) => stories.map((story) => storyText(story, 'en'));
const fails = (minute: number, by = failedUser('carol')) =>
  signIn({ by, from: ELSEWHERE, minute, result: 'Failure', error: 'Failed authentication' });
const enters = (minute: number, by = iamUser('carol')) => signIn({ by, from: ELSEWHERE, minute, mfa: 'No' });
const MINUTES = [0, 1, 2, 3, 4, 5, 6, 7];

test('failures, then in, then deeds: one story', async () => {
  const key = apiCall('iam', 'CreateAccessKey', {
    by: iamUser('carol'),
    from: ELSEWHERE,
    minute: 20,
    request: { userName: 'backup' },
  });
  const { stories, people } = answerOf(await foundIn(...MINUTES.map((minute) => fails(minute)), enters(12), key));
  expect(texts(stories)).toEqual([
    'carol (payments) from 198.51.100.77: 8 failed sign-ins, then in without MFA, then created an access key for user backup',
  ]);
  expect(stories[0]).toMatchObject({ severity: 'critical', failures: { before: 8, after: 0 }, signIns: 1 });
  expect(people).toMatchObject([{ signIns: 1, failures: 8, mfa: 'not-used', place: ELSEWHERE }]);
});

test('names that do not exist belong to whoever signs in from that address, and only within half an hour', async () => {
  const near = answerOf(await foundIn(fails(0, hiddenUser()), fails(1, hiddenUser()), enters(12)));
  expect(texts(near.stories)).toEqual(['carol (payments) from 198.51.100.77: 2 failed sign-ins, then in without MFA']);
  const far = answerOf(await foundIn(fails(0, hiddenUser()), fails(1, hiddenUser()), enters(40)));
  expect(texts(far.stories)).toEqual([
    'carol (payments) from 198.51.100.77: in without MFA',
    'a user name that does not exist (payments) from 198.51.100.77: 2 failed sign-ins',
  ]);
});

test('two people at one address have a story each', async () => {
  const { stories } = answerOf(await foundIn(enters(0), enters(1, iamUser('dave'))));
  expect(texts(stories)).toEqual([
    'carol (payments) from 198.51.100.77: in without MFA',
    'dave (payments) from 198.51.100.77: in without MFA',
  ]);
});

test('a burst counts its failures once, without the rule for single ones too', async () => {
  const findings = await foundIn(...MINUTES.map((minute) => fails(minute)));
  const { stories } = answerOf(findings.filter(({ rule }) => rule.id !== 'signin-failed'));
  expect(texts(stories)).toEqual(['carol (payments) from 198.51.100.77: 5 failed sign-ins']);
});

test('routine sign-ins are in no grave story, and in the people', async () => {
  const { stories, people } = answerOf(await foundIn(signIn({ by: iamUser('alice'), from: OFFICE, mfa: 'Yes' })));
  expect(stories.map(({ severity }) => severity)).toEqual(['info']);
  expect(people).toMatchObject([{ severity: 'info', signIns: 1, mfa: 'used', network: { name: 'office' } }]);
});

test('muted findings make no story', async () => {
  const findings = await foundIn(enters(0));
  const { stories, people } = answerOf(findings.map((finding) => ({ ...finding, muted: 'expected' })));
  expect(stories).toEqual([]);
  expect(people).toMatchObject([{ severity: 'info', signIns: 1 }]);
});

test("a robot's sessions from one place are one story, a stranger with its role another", async () => {
  const stop = (session: string, from: string, minute: number) =>
    apiCall('cloudtrail', 'StopLogging', { by: role('ci', session), from, minute, request: { name: 'main' } });
  const { stories } = answerOf(
    await foundIn(stop('run-1', OFFICE, 0), stop('run-2', OFFICE, 9), stop('run-3', ELSEWHERE, 9)),
  );
  expect(texts(stories)).toEqual([
    'run-1 (role ci) (payments) from 203.0.113.24: stopped logging of trail main (+1 more)',
    'run-3 (role ci) (payments) from 198.51.100.77: stopped logging of trail main',
  ]);
});

test('grave stories and the counts are those of all stories, which are made when they are asked for', async () => {
  const calm = signIn({ by: permissionSet('Admin', 'dave@example.com'), from: OFFICE, minute: 55, mfa: 'Yes' });
  const failing = fails(50, iamUser('erin'));
  const found = await foundIn(...MINUTES.map((minute) => fails(minute)), enters(12), failing, calm);
  const findings = found.map((one) => (one.event.actor.name === 'erin' ? { ...one, severity: 'low' as const } : one));
  const { stories, grave, counts, people } = answerOf(findings);
  const severities = stories.map(({ severity }) => severity);
  expect(severities).toContain('low');
  expect(severities).toContain('info');
  expect(texts(grave)).toEqual(texts(stories.filter(({ severity }) => severity !== 'low' && severity !== 'info')));
  for (const [severity, count] of Object.entries(counts))
    expect([severity, count]).toEqual([severity, severities.filter((one) => one === severity).length]);
  expect(answerFrom({ stories, people })).toEqual({ stories, grave, counts, people });
});

test('events of one id with different names are different deeds', async () => {
  const [first, second] = await foundIn(enters(0), signIn({ by: root(), from: ELSEWHERE, minute: 50, mfa: 'No' }));
  if (first === undefined || second === undefined) throw new Error('both are found');
  const blotted = ['ConsoleLogin', 'SwitchRole', 'ConsoleLogin', 'SwitchRole'].map((name, index) => {
    const finding = index % 2 === 0 ? first : second;
    return { ...finding, event: { ...finding.event, id: 'blotted', name } };
  });
  const { stories } = answerOf(blotted);
  expect(stories.flatMap((story) => story.findings.map(({ event }) => event.name)).sort()).toEqual(
    blotted.map(({ event }) => event.name).sort(),
  );
  expect(stories.reduce((sum, { signIns, deeds }) => sum + signIns + deeds.length, 0)).toBe(2);
});

test('the same answer in whatever order the findings come', async () => {
  const findings = await foundIn(
    ...MINUTES.map((minute) => fails(minute)),
    fails(3, hiddenUser()),
    enters(12),
    signIn({ by: root(), from: ELSEWHERE, minute: 50, mfa: 'No' }),
    signIn({ by: permissionSet('Admin', 'dave@example.com'), from: OFFICE, minute: 55, mfa: 'No' }),
  );
  const expected = answerOf(findings);
  expect(expected.stories.length).toBeGreaterThan(1);
  const shuffled = fc.shuffledSubarray([...findings], { minLength: findings.length });
  fc.assert(
    fc.property(shuffled, (other) => {
      const { stories, people } = answerOf(other);
      expect(texts(stories)).toEqual(texts(expected.stories));
      expect(people.map((row) => [row.place, row.signIns, row.failures])).toEqual(
        expected.people.map((row) => [row.place, row.signIns, row.failures]),
      );
    }),
    { numRuns: 30 },
  );
});

describe('the same person in two accounts', () => {
  const [HOME, OTHER] = ['111122223333', '444455556666'];
  const inAccount = (id: string, minute: number, result?: 'Failure') => ({
    ...JSON.parse(
      JSON.stringify(
        signIn({
          by: result === undefined ? iamUser('erin') : failedUser('erin'),
          from: ELSEWHERE,
          minute,
          ...(result && { result }),
        }),
      ).replaceAll(HOME, id),
    ),
    eventID: `${id}-${minute}`,
  });
  const incident = [
    ...[1, 2, 3, 4, 5, 6].flatMap((minute) => [HOME, OTHER].map((id) => inAccount(id, minute, 'Failure'))),
    ...[HOME, OTHER].map((id) => inAccount(id, 8)),
  ];

  test('each story has the failures of its own account, also where one finding is over both', async () => {
    const findings = await foundIn(...incident);
    expect(findings.some(({ events }) => new Set(events.map(({ account }) => account)).size === 2)).toBe(true);
    const { stories, people } = answerOf(findings);
    expect(stories.map(({ event, failures }) => [event.account, failures.before])).toEqual([
      [HOME, 6],
      [OTHER, 6],
    ]);
    expect(people.map(({ event, failures }) => [event.account, failures])).toEqual([
      [HOME, 6],
      [OTHER, 6],
    ]);
  });

  test('an account without a name is told by its id where there are several, and only there', async () => {
    const texts = async (...records: readonly JsonObject[]) =>
      answerOf(await foundIn(...records)).stories.map((story) => storyText(story, 'en'));
    const both = await texts(...incident);
    expect(both.map((text) => text.split(' from ')[0])).toEqual(['erin (payments)', `erin (${OTHER})`]);
    const [alone] = await texts(...incident.filter(({ recipientAccountId }) => recipientAccountId === OTHER));
    expect(alone).toMatch(/^erin from /);
  });
});
