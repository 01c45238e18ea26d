import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { killAt } from '../helpers/notifier/kill-at.ts';
import type { NotifierOptions } from '../helpers/notifier/running-notifier.ts';
import {
  namesIn,
  OK,
  PATH,
  pass,
  signIn,
  startSlack,
  startWithSlack,
  waiting,
} from '../helpers/notifier/slack-notifier.ts';
import {
  eventBridgeEnvelope,
  logsEnvelope,
  s3EventBridge,
  s3Notification,
  snsEnvelope,
} from '../helpers/records/envelopes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Promises are about what is deployed.
const startDeployed = (options: NotifierOptions = {}) => startWithSlack({ ...options, isDeployed: true });

test('a sign-in becomes one message, a line in the history, and logs without a secret or a record', async () => {
  const { notifier, slack } = await startDeployed();

  await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now())));
  await notifier.pump();

  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
  expect(await notifier.table.query(`login#${new Date(notifier.now()).toISOString().slice(0, 7)}`)).toMatchObject([
    { user: 'alice', address: '198.51.100.7', outcome: 'success', mfa: 'not-used' },
  ]);
  expect(notifier.logged('taken in')).toMatchObject([{ records: 1, told: ['slack'] }]);
  expect(notifier.logged('message sent')).toMatchObject([{ to: 'slack', status: 200 }]);
  expect(notifier.function.logs.join('\n')).not.toMatch(/hush|T0000|userIdentity/);
  const metrics = Object.assign(
    {},
    ...notifier.function.logs.filter((line) => line.includes('"_aws"')).map((line) => JSON.parse(line)),
  );
  expect(metrics).toMatchObject({ Records: 1, Pipeline: 'events', Deliveries: 1, Unreadable: 0, RuleFailures: 0 });
  expect(metrics.DelaySeconds).toBeGreaterThanOrEqual(0);
});

test('promise 1: chat is down or rate-limited for six hours; everything is told afterwards, in order, once', async () => {
  const { notifier, slack } = await startDeployed();
  const names = ['alice', 'bob', 'carol', 'dave'];
  slack.reply = { status: 503 };
  for (const name of names.slice(0, 3)) {
    await notifier.hand(eventBridgeEnvelope(signIn(name, notifier.now())));
    await notifier.pump();
    await notifier.advance(5 * MINUTE);
  }
  slack.reply = { status: 429, headers: { 'retry-after': '60' } };
  await pass(6 * HOUR, 10 * MINUTE, notifier);
  const attempts = slack.attempts;
  expect(slack.taken).toEqual([]);

  slack.reply = OK;
  // Whoever comes last doesn't overtake those who wait.
  await notifier.hand(eventBridgeEnvelope(signIn('dave', notifier.now())));
  await pass(HOUR, 5 * MINUTE, notifier);

  expect(namesIn(slack, names)).toEqual(names.map((name) => [name]));
  expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
  expect(waiting(notifier, 'outbox-dead.fifo')).toEqual([]);
  // Growing delays: it isn't asked every few seconds for six hours.
  expect(attempts).toBeGreaterThan(8);
  expect(attempts).toBeLessThan(40);
});

test('promise 1: after fourteen days in vain a message lies in the dead-letter queue, with the reason, and is not lost', async () => {
  const { notifier, slack } = await startDeployed();
  slack.reply = { status: 500, body: `no ${PATH}` };
  await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now())));
  await pass(13 * DAY, 6 * HOUR, notifier);
  expect(waiting(notifier, 'outbox-dead.fifo')).toEqual([]);
  await pass(DAY, 2 * HOUR, notifier);

  const [dead] = waiting(notifier, 'outbox-dead.fifo');
  expect(JSON.parse(dead?.body ?? '')).toMatchObject({
    delivery: { to: 'slack' },
    why: expect.stringContaining('500'),
  });
  expect(dead?.body).not.toContain('hush');
  expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
});

describe('promise 2: the function dies in the middle', () => {
  test.each([
    ['before it takes its turn', 'dynamodb', 'PutItem', 'before'],
    ['before the message is in the outbox', 'sqs', 'SendMessage', 'before'],
    ['after the message is in the outbox, before it knows', 'sqs', 'SendMessage', 'after'],
  ] as const)('%s: told once', async (_, service, action, when) => {
    const { trouble, holder } = killAt(service, action, when);
    const { notifier, slack } = await startDeployed({ trouble });
    holder.notifier = notifier;

    await notifier.hand(logsEnvelope([signIn('alice', notifier.now()), signIn('bob', notifier.now())]));
    await pass(HOUR, 5 * MINUTE, notifier);

    expect(holder.isDone).toBe(true);
    expect(slack.taken).toHaveLength(1);
    expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice', 'bob']]);
  });

  test('for good: another pipeline tells it as soon as the dead one can no longer be at it', async () => {
    const { trouble, holder } = killAt('sqs', 'SendMessage');
    const { notifier, slack } = await startDeployed({ trouble });
    holder.notifier = notifier;
    const record = signIn('alice', notifier.now());
    const { error } = await notifier.invoke(eventBridgeEnvelope(record));
    expect(error).toBe('Unhandled');

    // Not while the first might still live: it is asked again later, by Lambda's own retries.
    expect((await notifier.invoke(logsEnvelope([record]))).error).toBe('Unhandled');
    await notifier.advance(2 * MINUTE);
    await notifier.hand(logsEnvelope([record]));
    await notifier.pump();

    expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
  });

  test('while it sends: what was sent is not sent again, what was not is', async () => {
    const { trouble, holder } = killAt('sqs', 'DeleteMessage', 'after');
    const { notifier, slack } = await startDeployed({ trouble });
    holder.notifier = notifier;
    for (const name of ['alice', 'bob', 'carol']) {
      await notifier.hand(eventBridgeEnvelope(signIn(name, notifier.now())));
    }
    await notifier.pump();
    expect(holder.isDone).toBe(true);
    await pass(10 * MINUTE, MINUTE, notifier);

    expect(namesIn(slack, ['alice', 'bob', 'carol'])).toEqual([['alice'], ['bob'], ['carol']]);
  });
});

test('promise 3: one record that can’t be read does not stop the others, is counted, kept and told of', async () => {
  const { notifier, slack } = await startDeployed();
  const broken = { eventVersion: '1.11', eventID: 'broken', userIdentity: {} };

  await notifier.hand(logsEnvelope([broken, signIn('alice', notifier.now())]));
  await notifier.pump();

  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
  const [kept, ...more] = waiting(notifier, 'dead').map(({ body }) => JSON.parse(body));
  expect(more).toEqual([]);
  expect(kept).toMatchObject({
    loginWatch: 'unreadable',
    reason: expect.any(String),
    text: expect.stringContaining('broken'),
  });
  expect(notifier.logged('a record could not be read')).toHaveLength(1);
  expect(notifier.function.logs.some((line) => line.includes('"Unreadable":1'))).toBe(true);
});

test('promise 4: the same event five times over three pipelines, late and out of order, is one message', async () => {
  const { notifier, slack } = await startDeployed();
  const [alice, bob] = [signIn('alice', notifier.now()), signIn('bob', notifier.now() - HOUR)];
  notifier.account.s3.create('trail');
  const key = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/19/a b.json.gz';
  notifier.account.s3.put('trail', key, gzipSync(JSON.stringify({ Records: [bob, alice] })));

  await notifier.hand(eventBridgeEnvelope(alice));
  await notifier.hand(eventBridgeEnvelope(alice));
  await notifier.pump();
  await notifier.advance(20 * MINUTE);
  await notifier.hand(logsEnvelope([alice, bob, alice]));
  await notifier.pump();
  await notifier.hand(s3Notification('trail', key));
  await notifier.advance(3 * DAY);
  await notifier.hand(snsEnvelope(s3EventBridge('trail', key)));
  await notifier.pump();

  expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice'], ['bob']]);
  const history = await notifier.table.query(`login#${new Date(notifier.now() - 4 * DAY).toISOString().slice(0, 7)}`);
  expect(history.map(({ user }) => user)).toEqual(['bob', 'alice']);
});

test('promise 4: the same event at the same moment by two pipelines is one message', async () => {
  const { notifier, slack } = await startDeployed({ doPausesLast: true });
  const record = signIn('alice', notifier.now());
  const second = await notifier.another();
  const [one, other] = [eventBridgeEnvelope(record), logsEnvelope([record])];
  const tries = await Promise.all([notifier.invoke(one), second.invoke(other)]);
  await notifier.pump();

  // Whichever came second waited: one that fails rings the alarm for errors.
  expect(tries.map(({ error }) => error)).toEqual([undefined, undefined]);
  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
});

test('promise 4: while another invocation is telling an event, the second waits, and does not fail', async () => {
  let hasAsked = false;
  const trouble = (service: string, action: string) => {
    hasAsked ||= service === 'dynamodb' && action === 'PutItem';
    return undefined;
  };
  const { notifier, slack } = await startDeployed({ doPausesLast: true, trouble });
  const turn = { pk: 'event#id-of-alice', sk: '-' };
  const until = notifier.now() + HOUR;
  await notifier.table.put({ ...turn, state: 'pending', owner: 'another', lease: until, expiresAt: until / 1_000 });
  const second = notifier.invoke(eventBridgeEnvelope(signIn('alice', notifier.now())));
  await vi.waitFor(() => expect(hasAsked).toBe(true), { timeout: 120_000, interval: 20 });
  await delay(200);
  await notifier.table.remove(turn.pk, turn.sk);

  expect((await second).error).toBeUndefined();
  await notifier.pump();
  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
});

test('promise 7: a secret that was replaced is read anew when the old one is refused; a message that is malformed goes to the dead-letter queue', async () => {
  const { notifier, slack } = await startDeployed();
  await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now())));
  await notifier.pump();
  const other = await startSlack();
  notifier.account.ssm.put('/acme/slack', other.url);
  slack.reply = { status: 403, body: 'invalid_token' };

  await notifier.hand(eventBridgeEnvelope(signIn('bob', notifier.now())));
  await notifier.pump();
  expect(namesIn(other, ['bob'])).toEqual([['bob']]);

  other.reply = { status: 400, body: 'invalid_payload' };
  await notifier.hand(eventBridgeEnvelope(signIn('carol', notifier.now())));
  await notifier.pump();
  expect(waiting(notifier, 'outbox-dead.fifo')).toHaveLength(1);
  const everything = [...notifier.function.logs, ...waiting(notifier, 'outbox-dead.fifo').map(({ body }) => body)];
  expect(everything.join('\n')).not.toMatch(/hush|T0000/);
});

test('mail goes through the topic of its list, once', async () => {
  const { notifier } = await startDeployed({
    settings: {
      channels: [
        { kind: 'email', email: { to: ['ops@example.com'] } },
        { kind: 'email', email: { to: ['boss@example.com', 'ops@example.com'], from: 'high' } },
      ],
    },
  });
  await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now())));
  await notifier.pump();

  expect(notifier.account.sns.published.map(({ topicArn }) => topicArn.split(':').at(-1)).sort()).toEqual([
    'login-watch-mail',
    'login-watch-mail-2',
  ]);
});

test('an object that can’t be fetched is tried again, and then kept', async () => {
  const { notifier, slack } = await startDeployed();
  await notifier.hand(s3Notification('nowhere', 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/19/a.json.gz'));
  expect(slack.taken).toEqual([]);
  expect(waiting(notifier, 'dead').map(({ body }) => JSON.parse(body))).toMatchObject([
    { requestContext: { condition: 'RetriesExhausted' }, requestPayload: { Records: [{ eventSource: 'aws:s3' }] } },
  ]);
});
