import { expect, test } from 'vitest';
import { createMemory } from '../../../src/core/counting/memory.ts';
import type { TrailEvent } from '../../../src/core/event.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import type { Language, Rule } from '../../../src/core/rule.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { sentenceOf } from '../../../src/core/stories/sentence.ts';
import { RULES } from '../../../src/rules/index.ts';
import { event } from '../../helpers/records/events.ts';
import { apiCall, ELSEWHERE, iamUser, OFFICE, root, signIn } from '../../helpers/records/records.ts';
import { rule } from '../../helpers/records/rule.ts';

const TRUSTED = { ...DEFAULT_SETTINGS, trusted: [{ cidr: '203.0.113.0/24', name: 'Office' }] };

async function said(
  what: readonly TrailEvent[] | Parameters<typeof normalise>[0],
  {
    language = 'en',
    settings = TRUSTED,
    rules = RULES,
  }: {
    language?: Language;
    settings?: typeof DEFAULT_SETTINGS;
    rules?: readonly Rule[];
  } = {},
): Promise<string> {
  const read = Array.isArray(what) ? undefined : normalise(what);
  const events = read?.kind === 'event' ? [read.event] : Array.isArray(what) ? what : [];
  const { findings } = await inspect(events, activate(rules, settings), makeContext(settings), createMemory());
  return sentenceOf(findings, language);
}

test('one record that three rules tell is one sentence with its reasons', async () => {
  const record = signIn({ by: root(), from: ELSEWHERE, mfa: 'No' });
  expect(await said(record)).toBe(
    'Root signed in to account 111122223333 from 198.51.100.77, not trusted, without MFA',
  );
  expect(await said(record, { language: 'ja' })).toBe(
    'ルートユーザーが 198.51.100.77 からアカウント 111122223333 にサインインしました（信頼されていないネットワーク、MFAなし）',
  );
});

test('nothing is called not trusted where no network is, and a trusted network is named once', async () => {
  const bob = signIn({ by: iamUser('bob'), from: ELSEWHERE, mfa: 'No' });
  expect(await said(bob, { settings: DEFAULT_SETTINGS })).toBe(
    'bob signed in to the console without MFA from 198.51.100.77',
  );
  expect(await said(signIn({ by: root(), from: OFFICE, mfa: 'Yes' }))).toBe(
    'Root signed in to account 111122223333 from 203.0.113.24 (Office)',
  );
});

test('of a call by root the deed is said, however grave it is that root did it', async () => {
  const call = apiCall('iam', 'CreateUser', { by: root(), from: OFFICE, request: { userName: 'eve' } });
  expect(await said(call)).toMatch(/^Root created IAM user eve\b/);
  expect(await said(call)).not.toContain('caused');
});

test('a rule without a reason is named by its title, and a burst holds what was said of each of its events', async () => {
  const rules = [rule({ id: 'first' }), rule({ id: 'second', severity: 'low' })];
  expect(await said([event()], { rules })).toMatch(/^\S.* \(also: .+\)$/);
  expect(await said([event()], { rules, language: 'ja' })).toMatch(/（ほか：.+）$/);
  const burst = rule({ id: 'burst', window: { by: ['user'], minutes: 15, count: 3 } });
  const three = [0, 1, 2].map((minute) => event({ minute, outcome: 'failure' as const }));
  expect(await said(three, { rules: [rule({ id: 'single', severity: 'medium' }), burst] })).not.toContain('also');
});
