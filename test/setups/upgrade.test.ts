/** From the last release to today's: nothing that waits is lost, and nothing that holds it is replaced. */
import { expect, onTestFinished, test } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import { startClock } from '../helpers/host/clock.ts';
import { deployRelease } from '../helpers/notifier/last-release.ts';
import { live } from '../helpers/notifier/live.ts';
import { apiCall, ELSEWHERE, iamUser, root, signIn } from '../helpers/records/records.ts';

const HOLDS = ['AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::SNS::Topic'];

test('a channel that refuses, a story, and business hours: all that waited in the old notifier comes by the new one', async () => {
  const clock = await startClock('2026-11-20T09:13:00Z');
  onTestFinished(clock.close);
  const regions = ['us-east-1', 'eu-north-1'];
  const account = await live({ regions, now: clock.now, nodeOptions: clock.nodeOptions });
  await deployRelease(account);
  const topic = 'arn:aws:sns:us-east-1:111122223333:acme-mail';
  for (const { token } of account.sns.subscriptions(topic)) account.sns.confirm(topic, token);
  const holding = () =>
    account.cloudformation.stacks
      .flatMap(({ name, resources }) => [...resources.values()].map((one) => ({ ...one, stack: name })))
      .filter(({ type }) => HOLDS.includes(type))
      .map(({ stack, logicalId, physicalId }) => `${stack} ${logicalId} ${physicalId}`);
  const before = holding();

  account.slack.answer({ status: 503, body: 'not today' });
  await account.happen(
    signIn({ by: root(), from: ELSEWHERE }),
    // What follows the first one of a story leaves later.
    apiCall('iam', 'CreateAccessKey', { by: iamUser('bob'), from: ELSEWHERE, request: { userName: 'mallory' } }),
    apiCall('cloudtrail', 'StopLogging', { by: iamUser('carol'), from: ELSEWHERE, request: { name: 'acme-trail' } }),
    // Muted until 18:00.
    signIn({ by: iamUser('dave'), from: ELSEWHERE, mfa: 'Yes', minute: 1 }),
  );
  const refused = account.slack.received.length;
  expect(refused).toBeGreaterThan(0);
  const mails = () =>
    account.sns.published.map(({ subject = '', message = '' }) => `${subject}\n${message}`).join('\n');
  for (const part of ['Root', 'carol']) expect(mails()).toContain(part);
  expect(mails()).not.toContain('dave');

  // Messages that Slack refused, and calls for the rest of each story.
  expect(account.sqs.messages('acme-outbox.fifo').length).toBeGreaterThan(2);

  // The settings are the same: the plan is that of the new version alone.
  const plan = await account.run('deploy', '--plan');
  expect(plan.exit).toBe(1);
  expect(plan.out).not.toMatch(/replaced/);
  for (const part of ['Function ', 'acme-notifier is changed']) expect(plan.out).toContain(part);
  const deployed = await account.run('deploy', '--yes');
  expect(deployed, deployed.err).toMatchObject({ exit: 0 });
  expect(holding()).toEqual(expect.arrayContaining(before));

  account.slack.answer({ status: 200, body: 'ok' });
  account.slack.received.length = 0;
  for (let minutes = 0; minutes < 90; minutes += 5) {
    await clock.advance(5 * MINUTE);
    await account.settled();
  }
  const told = () => account.slack.received.map(({ body }) => body).join('\n');
  for (const part of ['Root', 'mallory', 'carol']) expect(told()).toContain(part);
  expect(told()).not.toContain('dave');

  await clock.at('2026-11-20T18:00:10Z');
  expect([...account.scheduler.strike()]).toContain('acme-hours-end');
  await account.settled();
  await clock.advance(5 * MINUTE);
  await account.settled();
  expect(told()).toContain('dave');
  expect(mails()).toContain('dave');
  for (const queue of ['acme-outbox.fifo', 'acme-outbox-dead.fifo', 'acme-dead'])
    expect([queue, account.sqs.messages(queue).length]).toEqual([queue, 0]);
  expect(await account.run('deploy', '--plan')).toMatchObject({ exit: 0 });
});
