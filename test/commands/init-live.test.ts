import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { live } from '../helpers/live.ts';

const CHANNEL = ['--channels', 'slack', '--secret', 'slack=ssm:/acme/slack-webhook'];

test('init --yes: from nothing to a proof, and a second run has nothing left to deploy', async () => {
  const account = await live({ regions: ['us-east-1', 'eu-north-1'] });
  const first = await account.run('init', '--yes', '--name', 'acme', '--timezone', 'Asia/Tokyo', ...CHANNEL);
  expect(first.err).toContain('You will be told.');
  expect(first).toMatchObject({ exit: 0, out: expect.stringMatching(/events\s+function\s+ok/) });
  expect(first.err).toContain('Stack acme-notifier is made:');
  const there = account.cloudformation.stacks.filter(({ status }) => status === 'CREATE_COMPLETE');
  expect(there.map(({ name }) => name)).toEqual(['acme-artifacts', 'acme-trail', 'acme-notifier', 'acme-forwarder']);
  expect(await readFile(join(account.cwd, 'login-watch.yaml'), 'utf8')).toContain('name: acme');

  const second = await account.run('init', '--yes', '--no-test');
  expect(second).toMatchObject({
    exit: 0,
    err: expect.stringContaining('Everything is deployed as the settings say.'),
  });
  expect(second.err).toContain('Stack acme-notifier: CREATE_COMPLETE');

  const third = await account.run('init', '--yes', '--timezone', 'UTC');
  expect(third).toMatchObject({ exit: 0, err: expect.stringContaining('Deployed.') });
}, 60_000);

test('a stack that fails is told as deploy tells it, and the settings stay', async () => {
  const failures = { ForwardRule1: { reason: 'The rule limit is reached' } };
  const account = await live({ regions: ['us-east-1', 'eu-north-1'], stacks: { failures } });
  const { exit, err } = await account.run('init', '--yes', '--name', 'acme', ...CHANNEL);
  expect([exit, err]).toEqual([3, expect.stringMatching(/forwarding failed.*eu-north-1: .*rule limit/s)]);
}, 60_000);
