import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../sandbox/account/service.ts';
import { KEYS } from '../../src/aws/login-table/keys.ts';
import type { Value } from '../../src/aws/login-table/table.ts';
import type { JsonObject } from '../../src/core/event.ts';
import type { Settings } from '../../src/core/settings.ts';
import { killAt } from '../helpers/notifier/kill-at.ts';
import type { NotifierOptions } from '../helpers/notifier/running-notifier.ts';
import { namesIn, pass, signIn, startWithSlack, waiting } from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope, logsEnvelope } from '../helpers/records/envelopes.ts';
import { identityCenter, identityCenterUser, OFFICE } from '../helpers/records/records.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const USER = '94d00cd8-e9e6-4810-b177-b08e84725435';
const settings: Partial<Settings> = { trusted: [{ cidr: '203.0.113.0/24', name: 'Tokyo office' }] };

// Promises are about what is deployed.
const startDeployed = (options: NotifierOptions = {}) => startWithSlack({ settings, ...options, isDeployed: true });

/** As JSON, which an envelope holds. */
const json = (record: object): JsonObject => JSON.parse(JSON.stringify(record));
const nameless = json(identityCenter({ by: identityCenterUser(USER), from: OFFICE }));
const challenge = json(
  identityCenter({
    name: 'CredentialChallenge',
    by: identityCenterUser(USER),
    additional: { CredentialType: 'PASSWORD', UserName: 'taro@example.com' },
  }),
);
const again = (moment: number, count: number) =>
  eventBridgeEnvelope(signIn('alice', moment, { eventID: `id-${count}` }));

/** The kept finding as of a rule of the user's own that was removed. */
function withoutRule(finding: Value | undefined): Uint8Array {
  const data = finding instanceof Uint8Array ? JSON.parse(gunzipSync(finding).toString('utf8')) : {};
  return gzipSync(JSON.stringify({ ...data, rule: 'own-rule' }));
}

describe('the deployed function dies while it keeps a finding for later: it is told once', () => {
  test.each([
    ['before it is kept', 'dynamodb', 'PutItem', 'before', 3],
    ['after it is kept', 'dynamodb', 'PutItem', 'after', 4],
    ['before the function is called for it', 'sqs', 'SendMessage', 'before', 1],
    ['after that', 'sqs', 'SendMessage', 'after', 1],
    ['before it is marked', 'dynamodb', 'PutItem', 'before', 6],
  ] as const)('%s', async (_, service, action, when, count) => {
    const { trouble, holder } = killAt(service, action, when, count);
    const { notifier, slack } = await startDeployed({ trouble });
    await notifier.hand(again(notifier.now(), 0));
    await notifier.pump();
    expect(slack.taken).toHaveLength(1);
    holder.notifier = notifier;
    await notifier.hand(again(notifier.now(), 1));
    await pass(HOUR, MINUTE, notifier);
    expect(holder.isDone).toBe(true);
    expect(namesIn(slack, ['alice'])).toEqual([['alice'], ['alice']]);
    expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
  });
});

test('the deployed function dies while it sends what it kept: it is told once', async () => {
  const { trouble, holder } = killAt('sqs', 'SendMessage', 'after');
  const { notifier, slack } = await startDeployed({ trouble });
  await notifier.hand(again(notifier.now(), 0));
  await notifier.hand(again(notifier.now(), 1));
  await notifier.pump();
  holder.notifier = notifier;
  await pass(HOUR, MINUTE, notifier);
  expect(holder.isDone).toBe(true);
  expect(namesIn(slack, ['alice'])).toEqual([['alice'], ['alice']]);
  expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
});

test('a sign-in waits for its name in the deployed function, two minutes at most', async () => {
  const { notifier, slack } = await startDeployed();
  await notifier.hand(eventBridgeEnvelope(nameless));
  await pass(MINUTE, 10 * SECOND, notifier);
  expect(slack.taken).toEqual([]);
  await notifier.hand(logsEnvelope([challenge]));
  await notifier.pump();
  expect(namesIn(slack, ['taro@example.com', '94d00cd8'])).toEqual([['taro@example.com']]);
  await pass(10 * MINUTE, MINUTE, notifier);
  expect(slack.taken).toHaveLength(1);
  expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
});

test('what was kept is told though the table fails when it is due, and though its rule is gone by then', async () => {
  const state = { isDown: false };
  const { notifier, slack } = await startWithSlack({
    settings,
    hasDynamo: true,
    trouble: (service) =>
      state.isDown && service === 'dynamodb' ? new AwsFault('ThrottlingException', 'slow', { status: 400 }) : undefined,
  });
  await notifier.hand(eventBridgeEnvelope(nameless));
  await notifier.pump();
  const [kept, ...others] = await notifier.table.query(KEYS.later('name 9de74b32-8362-4a01-a524-de21df59fd83'));
  expect(others).toEqual([]);
  await notifier.table.put({
    ...kept,
    pk: kept?.pk ?? '',
    sk: kept?.sk ?? '',
    finding: withoutRule(kept?.['finding']),
  });
  state.isDown = true;
  await pass(5 * MINUTE, MINUTE, notifier);
  expect(slack.taken).toEqual([]);
  state.isDown = false;
  await pass(HOUR, MINUTE, notifier);
  expect(slack.taken.map((body) => body.includes('signed in to IAM Identity Center'))).toEqual([true]);
});

test('where the table takes none of what is to be kept, it leaves at once', async () => {
  const { notifier, slack } = await startWithSlack({
    settings,
    around: (table) => ({
      ...table,
      async put(item, replaceable) {
        if (/^(?:later|story)#/.test(item.pk)) throw new Error('slow');
        return await table.put(item, replaceable);
      },
    }),
  });
  await notifier.hand(eventBridgeEnvelope(nameless));
  for (const count of [0, 1]) await notifier.hand(again(notifier.now(), count));
  await notifier.pump();
  expect(slack.taken).toHaveLength(3);
});
