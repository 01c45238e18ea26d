import { expect, test } from 'vitest';
import { AwsFault } from '../../sandbox/account/service.ts';
import type { Settings } from '../../src/core/settings.ts';
import { delayAfter, lookAfter } from '../../src/lambda/trouble.ts';
import type { RunningNotifier } from '../helpers/notifier/running-notifier.ts';
import { namesIn, OK, pass, signIn, startSlack, startWithSlack, waiting } from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope, logsEnvelope } from '../helpers/records/envelopes.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const two: Partial<Settings> = {
  channels: [
    { kind: 'slack', slack: { webhook: 'ssm:/acme/slack' } },
    { kind: 'slack', slack: { webhook: 'ssm:/acme/other', name: 'other' } },
  ],
};

async function startWithTwo(trouble?: (service: string, action: string) => AwsFault | undefined) {
  const other = await startSlack();
  const secrets = { '/acme/other': other.url };
  const started = await startWithSlack({ settings: two, secrets, ...(trouble === undefined ? {} : { trouble }) });
  other.now = started.notifier.now;
  return { ...started, other };
}

async function handAll(names: readonly string[], notifier: RunningNotifier): Promise<void> {
  for (const name of names) await notifier.hand(eventBridgeEnvelope(signIn(name, notifier.now())));
}

const userNames = (count: number) =>
  Array.from({ length: count }, (_, index) => `user-${String(index).padStart(2, '0')}`);

test('a channel gets one message a second, from one batch to the next as well', async () => {
  const { notifier, slack } = await startWithSlack();
  const names = userNames(23);
  await handAll(names, notifier);
  expect(await notifier.pump()).toBe(3);

  expect(namesIn(slack, names)).toEqual(names.map((name) => [name]));
  const pauses = slack.times.slice(1).map((time, index) => time - (slack.times[index] ?? 0));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(SECOND);
});

test('a channel that is down holds up nobody else, and its own messages stay in order', async () => {
  const { notifier, slack, other } = await startWithTwo();
  const names = ['alice', 'bob', 'carol'];
  slack.reply = { status: 503 };
  await handAll(names, notifier);
  await notifier.pump();
  expect(namesIn(other, names)).toEqual(names.map((name) => [name]));
  expect(slack.attempts).toBe(1);

  slack.reply = OK;
  await pass(10 * MINUTE, MINUTE, notifier);
  expect(namesIn(slack, names)).toEqual(names.map((name) => [name]));
  expect(other.taken).toHaveLength(3);
});

test('a message that can’t even be given up waits, and fails no other group’s', async () => {
  let isDown = false;
  const { notifier, slack, other } = await startWithTwo((service, action) =>
    isDown && service === 'sqs' && action === 'SendMessage'
      ? new AwsFault('AccessDenied', 'no', { status: 403 })
      : undefined,
  );
  slack.reply = { status: 400, body: 'invalid_payload' };
  await handAll(['alice', 'bob'], notifier);
  isDown = true;
  await notifier.pump();
  expect(namesIn(other, ['alice', 'bob'])).toEqual([['alice'], ['bob']]);
  expect(notifier.logged('a message could not be handled')).toHaveLength(1);
  expect(waiting(notifier, 'outbox-dead.fifo')).toEqual([]);

  // Soon again, and not only after the visibility timeout, as where the whole batch failed.
  isDown = false;
  await notifier.advance(10 * SECOND);
  await notifier.pump();
  expect(waiting(notifier, 'outbox-dead.fifo')).toHaveLength(2);
  expect(other.taken).toHaveLength(2);
});

test('what was sent and could not be deleted is not sent again', async () => {
  let isDown = true;
  const { notifier, slack } = await startWithSlack({
    trouble: (service, action) =>
      isDown && service === 'sqs' && action === 'DeleteMessage'
        ? new AwsFault('AccessDenied', 'no', { status: 403 })
        : undefined,
  });
  await handAll(['alice', 'bob'], notifier);
  await pass(20 * MINUTE, 4 * MINUTE, notifier);
  expect(notifier.logged('could not delete what is done')).toHaveLength(2);
  isDown = false;
  await pass(80 * MINUTE, 4 * MINUTE, notifier);

  expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice'], ['bob']]);
  expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
});

test('where it can’t be said how long messages are to wait, they wait for the queue’s own timeout, in order', async () => {
  let isDown = true;
  const { notifier, slack } = await startWithSlack({
    trouble: (service, action) =>
      isDown && service === 'sqs' && action === 'ChangeMessageVisibility'
        ? new AwsFault('AccessDenied', 'no', { status: 403 })
        : undefined,
  });
  slack.reply = { status: 503 };
  await handAll(['alice', 'bob'], notifier);
  await notifier.pump();
  expect(notifier.logged('could not say how long messages are to wait')).toHaveLength(1);
  isDown = false;
  slack.reply = OK;
  await pass(8 * MINUTE, MINUTE, notifier);

  expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice'], ['bob']]);
});

test('a dead message that is sent again has its fourteen days again', async () => {
  const { notifier, slack } = await startWithSlack();
  slack.reply = { status: 503 };
  await handAll(['alice'], notifier);
  await pass(14 * DAY, DAY / 4, notifier);
  const [dead] = waiting(notifier, 'outbox-dead.fifo');
  notifier.account.sqs.queue('login-watch-outbox-dead.fifo').purge();
  notifier.account.sqs.send('login-watch-outbox.fifo', {
    body: dead?.body ?? '',
    group: dead?.group,
    deduplicationId: 'again',
  });
  await pass(13 * DAY, DAY / 4, notifier);
  expect(waiting(notifier, 'outbox-dead.fifo')).toEqual([]);

  slack.reply = OK;
  await pass(DAY / 4, DAY / 24, notifier);
  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
});

test('characters that a queue refuses hold back neither a message nor what is unreadable', async () => {
  const { notifier, slack } = await startWithSlack();
  const hostile = signIn('alice', notifier.now(), { userAgent: 'a\ufffeb\uffffc\u0000\ud800' });
  const spoilt = { eventVersion: '1.11', eventID: 'broken\ufffe', userIdentity: {}, userAgent: '\uffff' };
  await notifier.hand(logsEnvelope([hostile, signIn('bo\ufffeb', notifier.now()), spoilt]));
  await notifier.pump();

  expect(slack.taken).toHaveLength(1);
  expect(waiting(notifier, 'dead').map(({ body }) => JSON.parse(body))).toMatchObject([
    { loginWatch: 'unreadable', text: JSON.stringify(spoilt) },
  ]);
});

test('the level of the logs is the environment’s; metrics are written at every level', async () => {
  const { notifier, slack } = await startWithSlack({ logLevel: 'warn', isDeployed: true });
  await handAll(['alice'], notifier);
  await notifier.pump();
  slack.reply = { status: 503 };
  await handAll(['bob'], notifier);
  await notifier.pump();

  expect(notifier.logged('taken in')).toEqual([]);
  expect(notifier.logged('message sent')).toEqual([]);
  expect(notifier.logged('message later')).toHaveLength(1);
  expect(notifier.function.logs.some((line) => line.includes('"Deliveries":1'))).toBe(true);
});

test.each([
  ['dynamodb', 'PutItem', 'ProvisionedThroughputExceededException', 400],
  ['dynamodb', 'Query', 'ThrottlingException', 400],
  ['sqs', 'SendMessage', 'ServiceUnavailable', 503],
] as const)(
  '%s %s throttled six times in a row does not make an invocation fail',
  async (service, action, code, status) => {
    let asked = 0;
    const { notifier, slack } = await startWithSlack({
      hasDynamo: true,
      trouble: (one, other) => {
        if (one !== service || other !== action) return undefined;
        asked += 1;
        return asked <= 6 ? new AwsFault(code, 'slow down', { status }) : undefined;
      },
    });
    const { error } = await notifier.invoke(eventBridgeEnvelope(signIn('alice', notifier.now())));
    await notifier.pump();

    expect(error).toBeUndefined();
    expect(asked).toBeGreaterThan(6);
    expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
  },
);

test('a message that waits for 13.5 days is received less often than the queue drops it', () => {
  let [age, received] = [0, 0];
  for (let fails = 1; age < 13.5 * DAY; received += 1, fails += 1) age += Math.min(delayAfter(fails), lookAfter(age));
  expect(received).toBeGreaterThan(500);
  expect(received).toBeLessThan(950);
});
