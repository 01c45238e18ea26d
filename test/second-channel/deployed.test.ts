/** The second channel of the notifier's health, deployed: who hears, whatever becomes of the notifier's function. */
import { createHmac } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { LiveOptions } from '../../sandbox/live-account.ts';
import { startClock, type TestClock } from '../helpers/host/clock.ts';
import { type Server, serve } from '../helpers/host/server.ts';
import { startChatwork, startVendor } from '../helpers/notifier/chatwork.ts';
import { type Live, live } from '../helpers/notifier/live.ts';
import { trailOf } from '../helpers/notifier/setups.ts';
import { OFFICE, signIn } from '../helpers/records/records.ts';

const MINUTE = 60_000;
const settings = (health: string) => `name: acme
language: en
timezone: UTC
pipelines: [events, logs]
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
health: ${health}
`;
const SIGNING = 'a key that signs messages';
const SECOND = '{ channel: { slack: { webhook: ssm:/acme/second } } }';

interface Deployed extends Live {
  readonly clock: TestClock;
  /** The second Slack. */
  readonly second: Server;
}

async function deployed(
  health = SECOND,
  { secret, ...vendor }: { readonly secret?: string } & Partial<LiveOptions> = {},
): Promise<Deployed> {
  const clock = await startClock('2026-11-20T09:00:00Z');
  onTestFinished(clock.close);
  const second = await serve({ status: 200, body: 'ok' });
  onTestFinished(second.close);
  const account = await live({
    ...vendor,
    now: clock.now,
    nodeOptions: [...clock.nodeOptions, ...(vendor.nodeOptions ?? [])],
  });
  trailOf(account, { hasLogs: true });
  account.ssm.put('/acme/second', secret ?? second.url + ['/services', 'T0000', 'B0000', 'second'].join('/'));
  account.ssm.put('/acme/sign', SIGNING);
  await account.settings(settings(health));
  const done = await account.run('deploy', '--yes');
  expect(done, done.err).toMatchObject({ exit: 0 });
  await account.settled();
  return { ...account, clock, second };
}

/** Lambda reads the queue while the command waits. */
const tested = (account: Deployed) => account.runIn({ sleep: async () => account.settled() }, 'test', '--health');
const heard = ({ second }: Deployed): readonly string[] => second.received.map(({ body }) => JSON.parse(body).text);
const alarm = async (account: Deployed, name: string) => {
  account.cloudwatch.setState(`acme-${name}`, 'ALARM');
  await account.settled();
};

test('an alarm reaches the second channel, whose function needs nothing of the notifier’s', async () => {
  const account = await deployed();
  account.lambda.delete('acme-notifier');
  await account.running('acme-notifier')?.stop();
  await alarm(account, 'errors');
  expect(heard(account)).toEqual([
    [
      '⚠ The notifier acme is unwell: its function fails.',
      'Alarm acme-errors since 2026-11-20 09:00 UTC, 111122223333 us-east-1.',
      '`login-watch status` shows what is wrong, and what to do.',
    ].join('\n'),
  ]);
  // Nothing of the notifier's is used: its role, its log group, its queues, its parameters.
  const { logs } = account;
  expect(logs.group('/aws/lambda/acme-notifier-health').events.length).toBeGreaterThan(0);
  const used = account.calls.filter(({ service, key }) => service === 'ssm' && key === 'function');
  expect(new Set(used.map(({ input }) => JSON.stringify(input)))).toEqual(
    new Set(['{"Name":"/acme/second","WithDecryption":true}']),
  );
});

const UNWELL = '⚠ The notifier acme is unwell: its function fails.';
/** 32 characters, as the vendors' tokens have. */
const TOKEN = '0123456789abcdef'.repeat(2);

test.each([
  ['teams', 'webhook', { status: 202 }],
  ['discord', 'webhook', { status: 204 }],
  ['webhook', 'secret: ssm:/acme/sign, url', { status: 200 }],
] as const)('by %s, in its own form', async (kind, key, reply) => {
  const account = await deployed(`{ channel: { ${kind}: { ${key}: ssm:/acme/second } } }`);
  account.second.answer(reply);
  await alarm(account, 'errors');
  const [request, ...others] = account.second.received;
  const body = JSON.parse(request?.body ?? '');
  const texts = { teams: body.attachments?.[0]?.content.body[0].text, discord: body.content, webhook: body.headline };
  expect(texts[kind]).toMatch(new RegExp(`^${UNWELL}`));
  expect(others).toEqual([]);
  const [, time, mac] = /^t=(\d+),v1=(\w+)$/.exec(String(request?.headers['x-login-watch-signature'])) ?? [];
  const signed = createHmac('sha256', SIGNING).update(`${time}.${request?.body}`).digest('hex');
  expect(mac).toBe(kind === 'webhook' ? signed : undefined);
  await expectProven(account, kind);
});

test('by Chatwork, in its own form, into the room', async () => {
  const chatwork = await startChatwork();
  onTestFinished(chatwork.close);
  const { nodeOptions, environment } = chatwork;
  const health = '{ channel: { chatwork: { room: 123456, token: ssm:/acme/second } } }';
  const account = await deployed(health, { secret: TOKEN, nodeOptions, environment });
  await alarm(account, 'errors');
  expect(chatwork.messages()).toEqual([expect.stringContaining(`[info]${UNWELL}`)]);
  expect(chatwork.received[0]).toMatchObject({
    path: '/v2/rooms/123456/messages',
    headers: { 'x-chatworktoken': TOKEN },
  });
  await expectProven(account, 'chatwork');
});

test('by PagerDuty in the EU: an incident; a test closes what it opens', async () => {
  const pagerduty = await startVendor('events.eu.pagerduty.com', () => ({
    status: 202,
    body: JSON.stringify({ status: 'success', message: 'Event processed', dedup_key: 'x' }),
  }));
  onTestFinished(pagerduty.close);
  const { nodeOptions, environment } = pagerduty;
  const health = '{ channel: { pagerduty: { key: ssm:/acme/second, region: eu } } }';
  const account = await deployed(health, { secret: TOKEN, nodeOptions, environment });
  await alarm(account, 'errors');
  const events = () => pagerduty.received.map(({ body }) => JSON.parse(body));
  expect(events()).toMatchObject([{ routing_key: TOKEN, event_action: 'trigger', payload: { summary: UNWELL } }]);
  await expectProven(account, 'pagerduty');
  const [opened, closed] = events().slice(1);
  expect([opened.event_action, closed.event_action]).toEqual(['trigger', 'resolve']);
  expect(new Set(events().map(({ dedup_key }) => dedup_key)).size).toBe(2);
});

async function expectProven(account: Deployed, kind: string): Promise<void> {
  const proven = await tested(account);
  expect(proven, proven.out).toMatchObject({ exit: 0 });
  expect(proven.out).toMatch(new RegExp(`${kind}.* ok .*accepted by the channel`));
  expect(account.sqs.messages('acme-health')).toEqual([]);
  const lines = account.logs.group('/aws/lambda/acme-notifier-health').events.map(({ message }) => message);
  for (const secret of [TOKEN, SIGNING, 'B0000']) expect(lines.join('\n')).not.toContain(secret);
}

test('a message that the channel refuses waits, and arrives after the repair; the secret is in no log', async () => {
  const account = await deployed();
  account.second.answer({ status: 404, body: 'no_service' });
  await alarm(account, 'dead');
  expect(account.sqs.messages('acme-health')).toHaveLength(1);
  const tries = account.second.received.length;

  await account.clock.advance(6 * MINUTE);
  await account.settled();
  expect(account.second.received.length).toBe(tries + 1);
  account.second.answer({ status: 200, body: 'ok' });
  await account.clock.advance(6 * MINUTE);
  await account.settled();
  expect(heard(account).at(-1)).toContain('records could not be handled');
  expect(account.sqs.messages('acme-health')).toEqual([]);
  const lines = account.logs.group('/aws/lambda/acme-notifier-health').events.map(({ message }) => message);
  expect(lines.join('\n')).toContain('slack answered 404');
  expect(lines.join('\n')).not.toContain('B0000');
});

test('where the only channel is dead, the second one hears of it, and that it is back', async () => {
  const account = await deployed();
  account.slack.answer({ status: 404, body: 'no_service' });
  await account.happen(signIn({ from: OFFICE, mfa: 'Yes' }));
  const pass = async (minutes: number) => {
    for (let passed = 0; passed < minutes; passed += 4) {
      await account.clock.advance(4 * MINUTE);
      await account.settled();
    }
  };
  await pass(20);
  expect(heard(account)).toEqual([expect.stringContaining('Alerts don’t reach slack since')]);
  account.slack.answer({ status: 200, body: 'ok' });
  await pass(60);
  expect(heard(account)).toEqual([expect.anything(), expect.stringContaining('Alerts reach slack again')]);
});

test('test --health proves the way, and says where it ends; status shows the last proof', async () => {
  const account = await deployed('{ email: [ops@example.com], channel: { slack: { webhook: ssm:/acme/second } } }');
  const before = await tested(account);
  expect(before).toMatchObject({ exit: 1 });
  expect(before.out).toMatch(/email ops@example.com +failed .*not confirmed/);
  expect(before.out).toMatch(/slack +ok .*accepted by the channel/);
  expect(heard(account)[0]).toMatch(/^\[Test\] login-watch: this is how you hear that the notifier is unwell\nNothing/);

  const topic = 'arn:aws:sns:us-east-1:111122223333:acme-mail-health';
  account.sns.confirm(topic, account.sns.subscribe(topic, 'email', 'ops@example.com').token, true);
  const proven = await tested(account);
  expect(proven, proven.out).toMatchObject({ exit: 0 });
  expect(proven.out).toContain('Someone hears if the notifier itself fails.');
  expect(account.sns.mails.map(({ subject }) => subject)).toEqual([expect.stringContaining('[Test] login-watch')]);
  const { out } = await account.run('status');
  expect(out).toMatch(/second channel: function +ok +ready, sends by slack \(silent if this account or region/);
  expect(out).toMatch(/second channel: proof +ok +last message/);

  account.ssm.put('/acme/second', 'https://example.com/hook');
  const refused = await tested(account);
  expect(refused).toMatchObject({ exit: 1 });
  expect(refused.out).toContain('the address in /acme/second is none of slack');
  expect(refused.out).not.toContain('example.com/hook');
});

test('without the channel in the settings a deploy removes its stack; destroy does too', async () => {
  const account = await deployed();
  expect(account.cloudformation.stacks.map(({ name }) => name)).toContain('acme-health');
  const left = () =>
    account.cloudformation.stacks.filter(({ deleted }) => deleted === undefined).map(({ name }) => name);
  await account.settings(settings('{ email: [ops@example.com] }'));
  const plan = await account.run('deploy', '--yes');
  expect(plan.out).toContain('stack acme-health in us-east-1: health has no channel');
  expect(left()).not.toContain('acme-health');
});
