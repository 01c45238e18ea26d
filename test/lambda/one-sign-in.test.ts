import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/event.ts';
import type { Settings } from '../../src/core/settings.ts';
import { pass, type Slack, startWithSlack } from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope, logsEnvelope } from '../helpers/records/envelopes.ts';
import {
  ELSEWHERE,
  identityCenter,
  identityCenterUser,
  OFFICE,
  permissionSet,
  signIn,
} from '../helpers/records/records.ts';

const MINUTE = 60_000;
const USER = '94d00cd8-e9e6-4810-b177-b08e84725435';
const NAME = 'carol@example.com';
const SIX = '2001:db8::7';
const settings: Partial<Settings> = { trusted: [{ cidr: '203.0.113.0/24', name: 'Tokyo office' }] };

/** As JSON, which an envelope holds. */
const json = (record: object): JsonObject => JSON.parse(JSON.stringify(record));
const challenge = json(
  identityCenter({
    name: 'CredentialChallenge',
    by: identityCenterUser(USER),
    additional: { CredentialType: 'PASSWORD', UserName: NAME },
  }),
);
const portal = (from: string) => json(identityCenter({ by: identityCenterUser(USER), from }));
const consoleOf = (from: string, minute = 1, also: JsonObject = {}) =>
  json(signIn({ by: permissionSet('Admin', NAME), from, minute, also }));

/** The marks and names of what people got. */
const heard = ({ taken }: Slack) => taken.map((body) => JSON.parse(body).text);

test.each([
  ['the portal, then the console', [challenge, portal(OFFICE), consoleOf(OFFICE)]],
  ['the portal by IPv4, the console by IPv6', [challenge, portal(OFFICE), consoleOf(SIX)]],
  ['the console, then the portal', [challenge, consoleOf(OFFICE), portal(OFFICE)]],
  [
    'two accounts',
    [challenge, portal(OFFICE), consoleOf(OFFICE), consoleOf(OFFICE, 3, { recipientAccountId: '444455556666' })],
  ],
  ['untrusted', [challenge, portal(ELSEWHERE), consoleOf(ELSEWHERE)]],
])('one human sign-in whose records come by themselves is one message: %s', async (title, records) => {
  const { notifier, slack } = await startWithSlack({ settings });
  for (const record of [...records, ...records]) {
    await notifier.hand(eventBridgeEnvelope(record));
    await notifier.pump();
  }
  await notifier.hand(logsEnvelope(records));
  await pass(20 * MINUTE, MINUTE, notifier);
  expect(heard(slack)).toEqual([expect.stringContaining(NAME)]);
  expect(heard(slack)[0]).toContain(title === 'untrusted' ? '🔴' : '🟢');
  expect(await notifier.table.query('login#2026-11')).toHaveLength(records.length - 1);
});

test('a sign-in that waits for its name leaves together with the console that was opened meanwhile', async () => {
  const { notifier, slack } = await startWithSlack({ settings });
  for (const record of [portal(OFFICE), consoleOf(OFFICE)]) await notifier.hand(eventBridgeEnvelope(record));
  await notifier.pump();
  expect(slack.taken).toEqual([]);
  await pass(5 * MINUTE, MINUTE, notifier);
  expect(heard(slack)).toEqual([expect.stringContaining(NAME)]);
  expect(slack.taken.join()).toContain('Admin');
});

test('another network is told, and so is another person at the same address, and a sign-in an hour later', async () => {
  const { notifier, slack } = await startWithSlack({ settings });
  const hand = async (record: JsonObject) => {
    await notifier.hand(eventBridgeEnvelope(record));
    await notifier.pump();
  };
  await hand(challenge);
  await hand(portal(OFFICE));
  await hand(json(signIn({ by: permissionSet('Admin', 'dave@example.com'), from: OFFICE, minute: 1 })));
  // Another network of the same family is not a dual stack.
  await hand(consoleOf(ELSEWHERE, 2));
  await hand(consoleOf(OFFICE, 60));
  expect(heard(slack).map((text: string) => text.slice(0, 6))).toEqual([
    '🟢 carol'.slice(0, 6),
    '🟢 dave'.slice(0, 6),
    '🔴 carol'.slice(0, 6),
    '🟢 carol'.slice(0, 6),
  ]);
});

test('a graver part of the same sign-in is told: a role for emergencies', async () => {
  const { notifier, slack } = await startWithSlack({
    settings: { ...settings, breakGlass: ['AWSReservedSSO_Emergency_0123456789abcdef'] },
  });
  const emergency = json(signIn({ by: permissionSet('Emergency', NAME), from: OFFICE, minute: 1 }));
  for (const record of [challenge, portal(OFFICE), emergency]) {
    await notifier.hand(eventBridgeEnvelope(record));
    await notifier.pump();
  }
  expect(heard(slack)).toHaveLength(2);
  expect(heard(slack)[1]).toContain('Emergency');
});

test('what its first part was to tell is told by the next, if that part was never told', async () => {
  let isDown = false;
  const { notifier, slack } = await startWithSlack({
    settings,
    trouble: (service, action) =>
      isDown && service === 'sqs' && action === 'SendMessage' ? { status: 500, body: '{}' } : undefined,
  });
  await notifier.hand(eventBridgeEnvelope(challenge));
  isDown = true;
  expect((await notifier.invoke(eventBridgeEnvelope(portal(OFFICE)))).error).toBe('Unhandled');
  isDown = false;
  await notifier.hand(eventBridgeEnvelope(consoleOf(OFFICE)));
  await notifier.pump();
  expect(slack.taken).toEqual([]);
  await pass(5 * MINUTE, MINUTE, notifier);
  expect(heard(slack)).toEqual([expect.stringContaining(NAME)]);
});

test('copies of a record in two accounts are one message', async () => {
  const { notifier, slack } = await startWithSlack({ settings });
  const copies = ['111122223333', '444455556666'].map((account, index) => ({
    ...consoleOf(ELSEWHERE),
    eventID: `copy-${index}`,
    sharedEventID: 'shared',
    recipientAccountId: account,
  }));
  for (const copy of copies) await notifier.hand(eventBridgeEnvelope(copy));
  await pass(10 * MINUTE, MINUTE, notifier);
  expect(slack.taken).toHaveLength(1);
});
