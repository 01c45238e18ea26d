import { expect, test } from 'vitest';
import { setUp, trailOf } from '../helpers/notifier/setups.ts';
import { apiCall, ELSEWHERE, iamUser, OFFICE, signIn } from '../helpers/records/records.ts';

test('set-up B: an alarm goes off, and Slack is told who it was, from where, and when', async () => {
  const account = await setUp('b');
  trailOf(account, { hasLogs: true });
  await account.deploy();
  const told = async (work: () => Promise<void>) => {
    const before = account.slack.received.length;
    await work();
    return account.slack.received.slice(before).map(({ body }) => body);
  };
  const state = (name: string) => account.cloudwatch.alarm(name)?.['StateValue'];

  // An IAM user with MFA: both alarms about sign-ins go off, and people are told once.
  const alice = signIn({ from: OFFICE, mfa: 'Yes' });
  const messages = await told(() => account.happen(alice));
  expect([state('acme-console-login'), state('acme-console-login-mfa')]).toEqual(['ALARM', 'ALARM']);
  expect(messages).toHaveLength(1);
  for (const part of ['🟢', 'alice', OFFICE, '2026-11-20 18:12:41 +09:00']) expect(messages[0]).toContain(part);
  expect(messages[0]).not.toContain('Threshold Crossed');

  // While the alarm lasts CloudWatch says nothing of others; when it ends, they are told.
  const bob = signIn({ by: iamUser('bob'), from: ELSEWHERE, mfa: 'Yes', minute: 1 });
  expect(await told(() => account.happen(bob))).toEqual([]);
  const later = await told(async () => {
    await account.clock.advance(61_000);
    account.cloudwatch.evaluate();
    await account.settled();
  });
  expect(state('acme-console-login')).toBe('OK');
  expect(later).toHaveLength(1);
  for (const part of ['🔴', 'bob', ELSEWHERE, '2026-11-20 18:13:41 +09:00']) expect(later[0]).toContain(part);
  expect(later[0]).not.toContain('alice');

  // One of the controls of CIS: the trail itself.
  const stopped = apiCall('cloudtrail', 'StopLogging', { request: { name: 'main' }, minute: 2 });
  expect(String(await told(() => account.happen(stopped)))).toContain('main');
  // What no filter counts is not told, and the sign-ins can be drawn as a graph.
  expect(await told(() => account.happen(apiCall('ec2', 'RunInstances')))).toEqual([]);
  const counted = account.cloudwatch
    .dataIn('us-east-1')
    .filter(({ value, name }) => value > 0 && name === 'console-login');
  expect(counted.map(({ namespace, value }) => [namespace, value])).toEqual([
    ['LoginWatch/acme', 1],
    ['LoginWatch/acme', 1],
  ]);
  expect(await account.unwell()).toEqual(['health mail: no one is alerted when the notifier itself has a problem']);
  expect(account.found()).toEqual(await account.replayed([alice, bob, stopped]));
});
