import { expect, test } from 'vitest';
import { aboutItem, stepOf } from '../../src/channels/about.ts';
import { createMemory } from '../../src/core/counting/memory.ts';
import type { SignIn, TrailEvent } from '../../src/core/event.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import { inspect } from '../../src/core/inspection/inspect.ts';
import { normalise } from '../../src/core/record/normalise.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import type { DigestItem } from '../../src/core/stories/digest.ts';
import { makeDigest } from '../../src/core/stories/digest.ts';
import { RULES } from '../../src/rules/index.ts';
import { event } from '../helpers/records/events.ts';
import { apiCall } from '../helpers/records/records.ts';

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
      "Who: arn:aws:iam::111122223333:user/alice",
      "When: 2026-11-19 18:00:00 +09:00",
      "Account: 111122223333, us-east-1",
      "Browser: Mozilla/5.0",
      "Severity: high",
      "Rule: signin-untrusted (MITRE ATT&CK T1078.004)",
    ]
  `);
});

test('root and a name that CloudTrail hid, in Japanese', async () => {
  expect(await told('ja', event({ actor: { kind: 'root', name: 'root' } }))).toMatchInlineSnapshot(`
    [
      "いつ: 2026-11-19 18:00:00 +09:00",
      "アカウント: 111122223333, us-east-1",
      "ブラウザー: Mozilla/5.0",
      "重大度: 緊急",
      "ルール: signin-no-mfa, signin-untrusted (MITRE ATT&CK T1078.004)",
    ]
  `);
  // The sentence says that the name exists nowhere; an ARN would repeat the name.
  expect((await told('ja', event({ outcome: 'failure', actor: { hidden: true } })))[0]).toBe(
    'どこから: 198.51.100.7 (信頼されていない)',
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
    'Who: arn:aws:iam::111122223333:user/alice',
    'What: CreateUser (iam.amazonaws.com)',
    'When: 2026-11-19 18:00:00 +09:00',
    'Account: 111122223333, us-east-1',
    'Browser: Mozilla/5.0',
    'Severity: medium',
    'Rule: iam-user-created (MITRE ATT&CK T1136.003)',
  ]);
});

test('a row says what the sentence leaves out: the network of a call, not that of a sign-in', async () => {
  const call = event({ name: 'CreateUser', source: 'iam.amazonaws.com', signIn: undefined });
  expect(await told('en', call)).toContain('Where: 198.51.100.7 (not trusted)');
  const inOffice = event({ name: 'CreateUser', source: 'iam.amazonaws.com', address: '203.0.113.9' });
  expect((await told('en', inOffice)).join('\n')).not.toContain('Where');
  expect((await told('en', event())).join('\n')).not.toMatch(/Where|What/);
});

test('the ARN of what the sentence calls by its name, and no ARN that it doesn’t name', async () => {
  const topicArn = 'arn:aws:sns:us-east-1:111122223333:alerts';
  const request = { topicArn, protocol: 'email', endpoint: 'a@example.com', other: 'arn:aws:s3:::elsewhere' };
  const reading = normalise(JSON.parse(JSON.stringify(apiCall('sns', 'Subscribe', { request }))));
  if (reading.kind !== 'event') throw new Error('unreadable');
  const lines = await told('en', reading.event);
  expect(lines.filter((line) => line.startsWith('Object'))).toEqual([`Object: ${topicArn}`]);
  expect((await told('ja', reading.event)).filter((line) => line.includes('arn:aws:sns'))).toEqual([
    `対象: ${topicArn}`,
  ]);
});

test('the page of a rule, where the package has a home', async () => {
  const [item] = await itemsOf(event());
  if (item === undefined) throw new Error('nothing found');
  expect(stepOf(item, 'en', undefined).more).toBe('All steps: login-watch rules show signin-untrusted');
  expect(stepOf(item, 'ja', 'https://github.com/acme/aws-login-watch#readme')).toMatchObject({
    step: '電話や対面で本人がサインインしたかを確認する。',
    url: 'https://github.com/acme/aws-login-watch/blob/HEAD/docs/rules.md#signin-untrusted',
  });
  expect(stepOf(item, 'en', 'https://watch.example/').url).toBe('https://watch.example/docs/rules.md#signin-untrusted');
  const own = {
    ...item.head,
    rule: { ...item.head.rule, id: 'mine', theme: 'own' as const, respond: { en: [], ja: [] } },
  };
  expect(stepOf({ ...item, head: own, findings: [own], deeds: [[own]] }, 'en', 'https://watch.example')).toEqual({
    step: undefined,
    more: 'All steps: login-watch rules show mine',
    url: undefined,
    session: [],
  });
});

test('the command that shows the whole session: at high and above, where somebody got in', async () => {
  const eventId = '5F0F3A1C-2c1e-4f3a-9c55-0d6c3b1b7d2e';
  const sessionOf = async (more: Partial<TrailEvent>, severity: DigestItem['severity']) => {
    const [item] = await itemsOf({ ...event(), eventId });
    if (item === undefined) throw new Error('nothing found');
    const shown = { ...item, severity, event: { ...item.event, ...more } };
    return stepOf(shown, 'en').session;
  };
  const line = `Everything done with this sign-in: login-watch session ${eventId.toLowerCase()}`;
  expect(await sessionOf({}, 'high')).toEqual([line]);
  expect(await sessionOf({}, 'critical')).toEqual([line]);
  expect(await sessionOf({}, 'medium')).toEqual([]);
  expect(await sessionOf({ outcome: 'failure', signIn: SAML }, 'high')).toEqual([]);
  expect(await sessionOf({ detailType: 'GuardDuty Finding' }, 'high')).toEqual([]);
  expect(await sessionOf({ eventId: '$(id)' }, 'high')).toEqual([]);
  const { actor } = event();
  const nobody = { ...actor, kind: 'account', account: 'ANONYMOUS_PRINCIPAL' } as const;
  expect(await sessionOf({ actor: nobody, signIn: undefined }, 'high')).toEqual([]);
});
