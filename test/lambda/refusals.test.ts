import { expect, onTestFinished, test } from 'vitest';
import { AwsFault } from '../../sandbox/account/service.ts';
import type { ChannelSettings, Settings } from '../../src/core/settings.ts';
import type { Received, Reply } from '../helpers/host/server.ts';
import { startVendor } from '../helpers/notifier/chatwork.ts';
import { type NotifierOptions, type RunningNotifier, startNotifier } from '../helpers/notifier/running-notifier.ts';
import {
  namesIn,
  OK,
  pass,
  type Slack,
  signIn,
  startSlack,
  startWithSlack,
  waiting,
} from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope } from '../helpers/records/envelopes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const hand = (name: string, notifier: RunningNotifier) =>
  notifier.hand(eventBridgeEnvelope(signIn(name, notifier.now())));
const notices = ({ taken }: Slack) => taken.filter((body) => /Alerts (?:don’t )?reach/.test(body));
const WEB_PAGE: Reply = { status: 200, body: '<!doctype html><html><body>Sign in</body></html>' };

const CHATWORK_OK: Reply = { status: 200, body: '{"message_id":"1"}' };
const PAGERDUTY_OK: Reply = { status: 202, body: '{"status":"success","message":"Event processed"}' };
const CHANNELS = [
  ['slack', { kind: 'slack', slack: { webhook: 'ssm:/acme/own' } }, OK],
  ['teams', { kind: 'teams', teams: { webhook: 'ssm:/acme/own' } }, { status: 200, body: '1' }],
  ['discord', { kind: 'discord', discord: { webhook: 'ssm:/acme/own' } }, { status: 200, body: '{"id":"1"}' }],
  ['webhook', { kind: 'webhook', webhook: { url: 'ssm:/acme/own' } }, OK],
  ['chatwork', { kind: 'chatwork', chatwork: { room: 1, token: 'ssm:/acme/own' } }, CHATWORK_OK],
  ['pagerduty', { kind: 'pagerduty', pagerduty: { key: 'ssm:/acme/own', from: 'info' } }, PAGERDUTY_OK],
] as const satisfies readonly (readonly [string, ChannelSettings, Reply])[];

const HOSTS: Readonly<Record<string, string>> = { chatwork: 'api.chatwork.com', pagerduty: 'events.pagerduty.com' };

/** The server's answer to the vendor's last request; a success is kept as a message that it took. */
function taking(server: Slack, received: readonly Received[]): Reply {
  const { reply } = server;
  if (reply.status < 300) server.taken.push(decodeURIComponent(received.at(-1)?.body ?? ''));
  return reply;
}

/** Starts the deployed notifier with one channel of a kind. */
async function startWith(channels: Settings['channels'], options: NotifierOptions = {}) {
  const server = await startSlack();
  const host = HOSTS[channels[0]?.kind ?? ''];
  // Where the vendor's address is fixed, it is there, and answers and counts as the server does.
  const vendor = host === undefined ? undefined : await startVendor(host, (received) => taking(server, received));
  if (vendor !== undefined) onTestFinished(vendor.close);
  const secrets = { '/acme/own': host === undefined ? server.url : 'a'.repeat(32), ...options.secrets };
  const own = vendor === undefined ? {} : { process: vendor };
  const notifier = await startNotifier({ isDeployed: true, ...own, ...options, settings: { channels }, secrets });
  onTestFinished(notifier.close);
  server.now = notifier.now;
  return { notifier, server };
}

test.each(CHANNELS)(
  '%s: whatever could be mended waits, and is sent in order once it is',
  async (kind, channel, ok) => {
    const { notifier, server } = await startWith([channel]);
    const replies: Reply[] = [
      ...[401, 403, 404, 405, 408, 410, 421, 425, 500].map((status) => ({ status, body: 'no' })),
      { status: 302, headers: { location: 'https://example.com/' } },
      ...(kind === 'slack' || kind === 'teams' ? [{ status: 400, body: 'no_team' }] : []),
    ];
    const names = replies.map((_, index) => `user${index}x`);
    for (const [index, reply] of replies.entries()) {
      server.reply = reply;
      await hand(names[index] ?? '', notifier);
      await pass(40 * MINUTE, 20 * MINUTE, notifier);
    }
    // The server counts each 200 as taken; the channel doesn't.
    for (const reply of [WEB_PAGE, ...(kind === 'webhook' ? [] : [{ status: 200, body: '' }])]) {
      server.reply = reply;
      await pass(40 * MINUTE, 20 * MINUTE, notifier);
    }
    expect(waiting(notifier, 'outbox-dead.fifo')).toEqual([]);
    expect(waiting(notifier, 'outbox.fifo')).toHaveLength(names.length);
    server.taken.length = 0;

    server.reply = ok;
    await pass(HOUR, 5 * MINUTE, notifier);
    expect(namesIn(server, names)).toEqual(names.map((name) => [name]));
    expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
  },
);

test.each([
  ['slack', 400, 'invalid_payload'],
  ['teams', 413, ''],
  ['discord', 400, '{"code": 50035, "message": "Invalid Form Body"}'],
  ['webhook', 422, ''],
])('%s: what can never be sent (%i %s) is moved at once, and holds up nothing', async (kind, status, body) => {
  const [, channel, ok] = CHANNELS.find(([name]) => name === kind) ?? CHANNELS[0];
  const { notifier, server } = await startWith([channel], { isDeployed: false });
  server.reply = { status, body };
  await hand('alice', notifier);
  await notifier.pump();
  expect(waiting(notifier, 'outbox-dead.fifo')).toHaveLength(1);

  server.reply = ok;
  await hand('bob', notifier);
  await notifier.pump();
  expect(namesIn(server, ['alice', 'bob'])).toEqual([['bob']]);
});

test('after twelve days of refusal a message still waits, and leaves within half an hour of the repair', async () => {
  const { notifier, slack } = await startWithSlack({ isDeployed: true });
  slack.reply = { status: 404, body: 'no_service' };
  await hand('alice', notifier);
  await pass(HOUR, 2 * MINUTE, notifier);
  // A try every half an hour, whatever is looked at between.
  expect(slack.attempts).toBeLessThan(24);
  await pass(12 * DAY, 2 * HOUR, notifier);
  expect(waiting(notifier, 'outbox-dead.fifo')).toEqual([]);
  expect(notifier.logged('a channel takes no messages')).toHaveLength(1);

  slack.reply = OK;
  await pass(30 * MINUTE, 10 * MINUTE, notifier);
  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
}, 600_000);

test.each([
  ['three hours', 3 * HOUR, 5 * MINUTE],
  ['three days', 3 * DAY, 20 * MINUTE],
])('after %s a new secret is noticed within minutes', async (_, refused, within) => {
  const { notifier, slack } = await startWithSlack({ isDeployed: true });
  slack.reply = { status: 403, body: 'invalid_token' };
  await hand('alice', notifier);
  await pass(refused, refused > DAY ? HOUR : 10 * MINUTE, notifier);
  const [before, other] = [slack.attempts, await startSlack()];
  notifier.account.ssm.put('/acme/slack', other.url);
  await pass(within, MINUTE, notifier);

  expect(namesIn(other, ['alice'])).toEqual([['alice']]);
  expect(slack.attempts - before).toBeLessThanOrEqual(1);
});

test('a deploy with other settings sends what waited within minutes, to where its channel is now', async () => {
  const chatwork = (room: number): ChannelSettings => ({
    kind: 'slack',
    slack: { webhook: room === 1 ? 'ssm:/acme/own' : 'ssm:/acme/new' },
  });
  const mail = (to: readonly string[]): ChannelSettings => ({ kind: 'email', email: { to } });
  const other = await startSlack();
  const denied = new AwsFault('AuthorizationError', 'no', { status: 403 });
  let isDenied = true;
  const { notifier, server } = await startWith([chatwork(1), mail(['ops@example.com'])], {
    secrets: { '/acme/new': other.url },
    trouble: (service, action) => (isDenied && service === 'sns' && action === 'Publish' ? denied : undefined),
  });
  server.reply = { status: 410, body: 'channel_is_archived' };
  await hand('alice', notifier);
  await pass(3 * HOUR, 10 * MINUTE, notifier);
  expect(waiting(notifier, 'outbox.fifo').length).toBeGreaterThan(1);

  isDenied = false;
  await notifier.redeploy({ channels: [chatwork(2), mail(['ops@example.com', 'boss@example.com'])] });
  await pass(5 * MINUTE, MINUTE, notifier);
  expect(namesIn(other, ['alice'])[0]).toEqual(['alice']);
  expect(notifier.account.sns.published.filter(({ message }) => message.includes('alice'))).toHaveLength(1);
  expect(waiting(notifier, 'outbox-dead.fifo')).toEqual([]);
});

test('after ten minutes the other channels hear that one is dead, once, and once that it is back', async () => {
  const other = await startSlack();
  const { notifier, slack } = await startWithSlack({
    isDeployed: true,
    settings: {
      channels: [
        { kind: 'slack', slack: { webhook: 'ssm:/acme/slack', name: 'security' } },
        { kind: 'slack', slack: { webhook: 'ssm:/acme/other', name: 'other', from: 'critical' } },
        { kind: 'email', email: { to: ['ops@example.com'], language: 'ja' } },
      ],
    },
    secrets: { '/acme/other': other.url },
  });
  slack.reply = { status: 404, body: 'no_service' };
  await hand('alice', notifier);
  await pass(9 * MINUTE, MINUTE, notifier);
  expect(notices(other)).toEqual([]);
  await pass(DAY, 30 * MINUTE, notifier);
  await notifier.redeploy({});
  await hand('bob', notifier);
  await pass(HOUR, 5 * MINUTE, notifier);
  expect(notices(other)).toEqual([expect.stringContaining('Alerts don’t reach slack security since')]);
  expect(notices(other)[0]).toContain('Slack answered 404 no_service');
  const mails = () =>
    notifier.account.sns.published.map(({ subject }) => subject ?? '').filter((subject) => !/alice|bob/.test(subject));
  expect(mails()).toEqual([expect.stringContaining('slack security に通知が届いていません')]);

  slack.reply = OK;
  await pass(2 * HOUR, 10 * MINUTE, notifier);
  expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice'], ['bob']]);
  expect(notices(other)).toHaveLength(2);
  expect(notices(other)[1]).toContain('Alerts reach slack security again');
  expect(mails()).toHaveLength(2);
  expect(notices(slack)).toEqual([]);
});

test('where the only channel is dead, those who hear of the notifier’s health are told, by their own topic', async () => {
  const { notifier, slack } = await startWithSlack({
    isDeployed: true,
    settings: { health: { email: ['well@example.com'] } },
  });
  slack.reply = { status: 404, body: 'no_service' };
  await hand('alice', notifier);
  await pass(2 * HOUR, 4 * MINUTE, notifier);
  slack.reply = OK;
  await pass(HOUR, 10 * MINUTE, notifier);

  const mails = notifier.account.sns.published.map(({ topicArn, subject }) => [topicArn.split(':').at(-1), subject]);
  expect(mails).toEqual([
    // The second topic of all: without a mail list, the first has no reader.
    ['login-watch-mail-2', expect.stringContaining('Alerts don’t reach slack since')],
    ['login-watch-mail-2', expect.stringContaining('Alerts reach slack again')],
  ]);
});
