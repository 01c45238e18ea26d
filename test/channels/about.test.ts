import { expect, test } from 'vitest';
import { aboutItem } from '../../src/channels/about.ts';
import { activate } from '../../src/core/activate.ts';
import { makeContext } from '../../src/core/context.ts';
import type { DigestItem } from '../../src/core/digest.ts';
import { makeDigest } from '../../src/core/digest.ts';
import type { SignIn, TrailEvent } from '../../src/core/event.ts';
import { inspect } from '../../src/core/inspect.ts';
import { createMemory } from '../../src/core/memory.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import { event } from '../helpers/records/events.ts';

const OTHER = '444455556666';
const itemsOf = async (...events: readonly TrailEvent[]): Promise<readonly DigestItem[]> => {
  const settings = {
    ...DEFAULT_SETTINGS,
    trusted: [{ cidr: '203.0.113.0/24', name: 'Tokyo office' }],
    accounts: { [OTHER]: 'payments' },
  };
  const context = makeContext(settings);
  const { findings } = await inspect(events, activate(RULES, settings), context, createMemory());
  return makeDigest(findings, context).items;
};
const SAML: SignIn = {
  loginTo: undefined,
  mobile: undefined,
  samlProvider: 'arn:aws:iam::111122223333:saml-provider/corp',
  mfaIdentifier: undefined,
  mfaType: undefined,
  credentialType: undefined,
  workflowId: undefined,
  switchedFrom: undefined,
  permissionSet: undefined,
};
const told = async (language: 'en' | 'ja', ...events: readonly TrailEvent[]) => {
  const [item] = await itemsOf(...events);
  return item === undefined
    ? []
    : aboutItem(item, { language, timezone: 'Asia/Tokyo' }).map(({ label, value }) => `${label}: ${value}`);
};

test('who, what, where, when', async () => {
  expect(await told('en', event({ actor: { kind: 'role', name: 'alice', role: 'Admin' } }))).toMatchInlineSnapshot(`
    [
      "Who: alice (role Admin)",
      "What: ConsoleLogin (signin.amazonaws.com)",
      "Where: 198.51.100.7 (not trusted)",
      "When: 2026-11-19 18:00:00 +09:00",
      "Account: 111122223333, us-east-1",
      "Browser: Mozilla/5.0",
      "Rule: signin-untrusted",
    ]
  `);
});

test('root and a name that CloudTrail hid, in Japanese', async () => {
  expect(await told('ja', event({ actor: { kind: 'root', name: 'root' } }))).toMatchInlineSnapshot(`
    [
      "誰が: ルートユーザー",
      "何を: ConsoleLogin (signin.amazonaws.com)",
      "どこから: 198.51.100.7 (信頼されていない)",
      "いつ: 2026-11-19 18:00:00 +09:00",
      "アカウント: 111122223333, us-east-1",
      "ブラウザー: Mozilla/5.0",
      "ルール: signin-no-mfa, signin-untrusted",
    ]
  `);
  expect((await told('ja', event({ outcome: 'failure', actor: { hidden: true } })))[0]).toBe(
    '誰が: 存在しないユーザー名',
  );
});

test('an account with a name', async () => {
  expect(await told('ja', event({ account: OTHER }))).toContain('アカウント: payments (444455556666), us-east-1');
});

test('what AWS does not know is told as unknown', async () => {
  expect(await told('en', event({ mfa: 'unknown', signIn: SAML }))).toContain('MFA: unknown');
});

test('what a service did has no network and no MFA to tell of', async () => {
  const origin = { kind: 'service', text: 'cloudformation.amazonaws.com', address: undefined } as const;
  expect(
    await told('en', event({ name: 'CreateUser', source: 'iam.amazonaws.com', signIn: undefined, origin })),
  ).toEqual([
    'Who: alice',
    'What: CreateUser (iam.amazonaws.com)',
    'Where: cloudformation.amazonaws.com',
    'When: 2026-11-19 18:00:00 +09:00',
    'Account: 111122223333, us-east-1',
    'Browser: Mozilla/5.0',
    'Rule: iam-user-created',
  ]);
});
