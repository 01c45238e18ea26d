/** A notifier that doesn't run is noticed, and a daily message says what was seen: simulated days on the real zip. */
import { expect, onTestFinished, test } from 'vitest';
import { AwsFault } from '../../sandbox/account/service.ts';
import { startClock, type TestClock } from '../helpers/host/clock.ts';
import { type Server, serve } from '../helpers/host/server.ts';
import { type Live, live } from '../helpers/notifier/live.ts';
import { trailOf } from '../helpers/notifier/setups.ts';
import { at, OFFICE, signIn } from '../helpers/records/records.ts';

const MINUTE = 60_000;
/** Of test/helpers/records. */
const FIRST = Date.parse(at(0));
const QUARTER = 15 * MINUTE;
const settings = (health: string) => `name: acme
language: en
timezone: Asia/Tokyo
pipelines: [events, logs]
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
health: { ${health}channel: { slack: { webhook: ssm:/acme/second } } }
`;

interface Watched extends Live {
  readonly clock: TestClock;
  readonly second: Server;
  /** `service:Action`s that are denied to the notifier's function. */
  readonly denied: Set<string>;
}

async function watched(health = ''): Promise<Watched> {
  // Midnight in Tokyo.
  const clock = await startClock('2026-11-19T15:00:00Z');
  onTestFinished(clock.close);
  const second = await serve({ status: 200, body: 'ok' });
  onTestFinished(second.close);
  const denied = new Set<string>();
  const account = await live({
    now: clock.now,
    nodeOptions: clock.nodeOptions,
    trouble: (service, action) =>
      denied.has(`${service}:${action}`) || denied.has(service)
        ? new AwsFault('AccessDeniedException', 'User is not authorized', { status: 400 })
        : undefined,
  });
  trailOf(account, { hasLogs: true });
  account.ssm.put('/acme/second', second.url + ['/services', 'T0000', 'B0000', 'second'].join('/'));
  await account.settings(settings(health));
  const done = await account.run('deploy', '--yes');
  expect(done, done.err).toMatchObject({ exit: 0 });
  await account.settled();
  return { ...account, clock, second, denied };
}

/** Lets time pass: schedules run, queues are read, alarms look. */
async function pass(hours: number, account: Watched, then: () => Promise<void> = async () => {}): Promise<void> {
  for (let passed = 0; passed < hours * 60 * MINUTE; passed += QUARTER) {
    await account.clock.advance(QUARTER);
    account.scheduler.strike();
    await account.settled();
    await then();
    account.cloudwatch.evaluate();
    await account.settled();
  }
}

const heard = ({ second }: Watched): readonly string[] => second.received.map(({ body }) => JSON.parse(body).text);
const heads = (account: Watched) => heard(account).map((text) => text.split('\n')[0]);
/** By both pipelines, seen without delay. */
const happens = (account: Watched) =>
  account.happen(signIn({ from: OFFICE, mfa: 'Yes', minute: (account.clock.now() - FIRST) / MINUTE }));

test.each([
  ['its code is deleted', (account: Watched) => account.lambda.delete('acme-notifier'), 'its function hasn’t run'],
  [
    'its concurrency is 0',
    (account: Watched) => {
      const found = account.lambda.functionsIn('us-east-1').get('acme-notifier') ?? {};
      account.lambda.create('acme-notifier', { ...found, Concurrency: { ReservedConcurrentExecutions: 0 } });
    },
    'its function hasn’t run',
  ],
  ['its role may not read the table', (account: Watched) => account.denied.add('dynamodb'), 'its function fails'],
  [
    'its role may not look at the queue',
    (account: Watched) => account.denied.add('sqs:GetQueueAttributes'),
    'its function fails',
  ],
])('on a quiet day, when %s, somebody hears within two hours, once', async (_, break_, expected) => {
  const account = await watched();
  await happens(account);
  await pass(3, account);
  expect(heard(account)).toEqual([]);
  expect(account.cloudwatch.alarm('acme-pulse')).toMatchObject({ StateValue: 'OK' });

  break_(account);
  await pass(2, account);
  expect(heads(account)).toEqual([expect.stringContaining(`The notifier acme is unwell: ${expected}`)]);
  await pass(3, account);
  expect(heard(account)).toHaveLength(1);
});

test('a new notifier raises no alarm before its first pulse', async () => {
  const account = await watched();
  await happens(account);
  account.cloudwatch.evaluate();
  await account.settled();
  expect(heard(account)).toEqual([]);
});

test('each day at its time: what was seen, what wasn’t, and only then that all is well', async () => {
  const account = await watched('heartbeat: "09:00", ');
  const today = () => heard(account).at(-1) ?? '';
  await happens(account);
  await pass(9, account);
  expect(heads(account)).toEqual([expect.stringMatching(/^✅ Last 24 hours: \d findings?, all pipelines delivered$/)]);
  expect(today()).toContain('Pipeline events delivered 1 record.');
  expect(today()).toContain('Pipeline logs delivered 1 record.');

  // A retry of the same call says nothing twice.
  const call = { loginWatch: 'heartbeat', at: '2026-11-20T00:00:00Z' };
  await account.lambda.run('acme-notifier', JSON.stringify(call));
  await account.settled();
  expect(heard(account)).toHaveLength(1);

  // A quiet day: no record, so nothing was delivered that anybody saw.
  await pass(24, account);
  const quiet = heard(account).filter((text) => text.includes('Last 24 hours'));
  expect(quiet).toHaveLength(2);
  expect(quiet[1]).toMatch(/^⚠ Last 24 hours: 0 findings, but not all is well or was seen\n/);
  expect(quiet[1]).toContain('Pipeline events delivered no record.');
  expect(quiet[1]).toContain('Pipeline logs delivered no record.');

  // Channels in trouble and dead letters.
  account.slack.answer({ status: 404, body: 'no_service' });
  await happens(account);
  account.sqs.send('acme-dead', { body: '{}' });
  await pass(24, account);
  const troubled = heard(account).filter((text) => text.includes('Last 24 hours'))[2] ?? '';
  expect(troubled).toMatch(/^⚠ Last 24 hours: \d findings?, but not all/);
  expect(troubled).toContain('slack has accepted no message since 2026-11-21');
  expect(troubled).toContain('1 record that could not be handled');
  expect(troubled).toContain('Pipeline events delivered 1 record.');

  // What may not be read is said.
  account.denied.add('monitoring:GetMetricData');
  await pass(24, account);
  const blind = heard(account).filter((text) => text.includes('Last 24 hours'))[3] ?? '';
  expect(blind).toMatch(/^⚠ Last 24 hours: findings unknown, but not all/);
  expect(blind).toContain('Not seen: metrics (AccessDeniedException), so neither findings nor records are known.');
  expect(account.cloudwatch.dataIn('us-east-1').filter(({ name }) => name === 'Heartbeats')).toHaveLength(4);
});

test('in Japanese, by mail alone', async () => {
  const account = await watched();
  await account.settings(
    settings('heartbeat: "09:00", email: [ops@example.com], ')
      .replace('language: en', 'language: ja')
      .replace(/channel: .* } }/, '}')
      .replace(', }', ' }'),
  );
  const done = await account.run('deploy', '--yes');
  expect(done, done.err).toMatchObject({ exit: 0 });
  const topic = 'arn:aws:sns:us-east-1:111122223333:acme-mail-health';
  account.sns.confirm(topic, account.sns.subscribe(topic, 'email', 'ops@example.com').token, true);
  await happens(account);
  await pass(9, account);
  const [mail] = account.sns.mails;
  expect(mail?.subject).toMatch(/過去24時間：検出\d件、すべてのパイプラインから記録が届いています/);
  expect(mail?.message).toContain('パイプライン events：記録1件が届きました。');
  expect(account.sns.mails).toHaveLength(1);
});
