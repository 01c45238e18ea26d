import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { type Relay, relayTo } from '../../helpers/host/relay.ts';
import { type Live, live } from '../../helpers/notifier/live.ts';

const CHANNEL = ['--channels', 'slack', '--secret', 'slack=ssm:/acme/slack-webhook'];

test('init --yes: from nothing to a proof, and a second run has nothing left to deploy', async () => {
  const account = await live({ regions: ['us-east-1', 'eu-north-1'] });
  const first = await account.run('init', '--yes', '--name', 'acme', '--timezone', 'Asia/Tokyo', ...CHANNEL);
  expect(first.err).toMatch(/To undo it: login-watch destroy\n\nYou will be alerted\.\n$/);
  expect(first.err).toMatch(/\nIn all: \d{2} resources, about \d+ minutes\.\n/);
  expect(first).toMatchObject({ exit: 0, out: expect.stringMatching(/events\s+function\s+ok/) });
  expect(first.err).toContain('Stack acme-notifier is created:');
  const there = account.cloudformation.stacks.filter(({ status }) => status === 'CREATE_COMPLETE');
  expect(there.map(({ name }) => name)).toEqual(['acme-artifacts', 'acme-trail', 'acme-notifier', 'acme-forwarder']);
  expect(await readFile(join(account.cwd, 'login-watch.yaml'), 'utf8')).toContain('name: acme');

  const second = await account.run('init', '--yes', '--no-test');
  expect(second).toMatchObject({
    exit: 0,
    err: expect.stringContaining('The deployment matches the settings.'),
  });
  expect(second.err).toContain('Stack acme-notifier: CREATE_COMPLETE');

  const third = await account.run('init', '--yes', '--timezone', 'UTC');
  expect(third).toMatchObject({ exit: 0, err: expect.stringContaining('Deployed.') });
});

test('in Japanese, from nothing to a proof, no word is English but names and AWS’s own', async () => {
  const account = await live({ regions: ['us-east-1', 'eu-north-1'] });
  const argv = ['init', '--yes', '--language', 'ja', '--name', 'acme', '--timezone', 'Asia/Tokyo', ...CHANNEL];
  for (const told of ['us-east-1', '通知が届くことを確認しました。']) {
    const { exit, out, err } = await account.run(...argv);
    expect({ exit, english: englishIn(out + err) }).toEqual({ exit: 0, english: [] });
    expect(err).toContain(told);
    expect(out).toMatch(/events\s+関数\s+成功/);
  }
});

test('the cost is that of the events which the forecast counted', async () => {
  const account = await live({ regions: ['us-east-1'], pace: 10 });
  const { err } = await account.run('init', '--yes', '--name', 'acme', '--forecast', 'yes', ...CHANNEL);
  expect(err).toMatch(/Estimate: about \d\.\d\d USD a month in this account/);
  expect(err).not.toContain('isn’t known');
});

test('in Japanese, a mail address that is not confirmed is a note, not a failure', async () => {
  const account = await live({ regions: ['us-east-1'], pace: 10 });
  const mail = ['--channels', 'slack,email', '--mail', 'ops@example.com', ...CHANNEL.slice(2)];
  const { exit, out, err } = await account.run('init', '--yes', '--language', 'ja', '--name', 'acme', ...mail);
  expect({ exit, english: englishIn(out + err) }).toEqual({ exit: 1, english: [] });
  expect(err).toMatch(/通知が届くことを確認しました（補足1件）。メールは、アドレスを確認するまで届きません。/);
});

test('a stack that fails is told as deploy tells it, and the settings stay', async () => {
  const failures = { ForwardRule1: { reason: 'The rule limit is reached' } };
  const account = await live({ regions: ['us-east-1', 'eu-north-1'], stacks: { failures } });
  const { exit, err } = await account.run('init', '--yes', '--name', 'acme', ...CHANNEL);
  expect([exit, err]).toEqual([3, expect.stringMatching(/doesn’t forward.*eu-north-1: .*rule limit/s)]);
});

describe('an account with a trail of the organization', () => {
  const member = async () => {
    const account = await live({ regions: ['us-east-1'], pace: 10 });
    const trail = { Name: 'org', S3BucketName: 'org-logs', IsMultiRegionTrail: true, IsOrganizationTrail: true };
    account.cloudtrail.add(trail, { owner: '444455556666' });
    return account;
  };
  const stacks = ({ cloudformation }: Live) => cloudformation.stacks.map(({ name, status }) => `${name} ${status}`);

  test('gets one of its own for the complete pipeline, and is told whose the other is', async () => {
    const account = await member();
    const { exit, err } = await account.run('init', '--yes', '--name', 'acme', ...CHANNEL);
    expect([exit, stacks(account)]).toEqual([0, expect.arrayContaining(['acme-trail CREATE_COMPLETE'])]);
    expect(err).toContain('Trail org: logging, all regions, of the organization, owned by account 444455556666');
  });

  test('can do with that one, where events alone are enough', async () => {
    const account = await member();
    const argv = ['init', '--yes', '--name', 'acme', '--trail', 'org', '--pipelines', 'events', ...CHANNEL];
    const { exit, err } = await account.run(...argv);
    expect(err).toContain('org, unchanged (the organization’s)');
    expect([exit, stacks(account)]).toEqual([0, ['acme-artifacts CREATE_COMPLETE', 'acme-notifier CREATE_COMPLETE']]);
  });
});

/** Where it ends: the how manieth call of which action. */
const ENDS: readonly (readonly [when: string, action: string, count: number])[] = [
  ['looking around', 'DescribeTrails', 2],
  ['planning', 'CreateChangeSet', 2],
  ['making the first stack', 'DescribeStackEvents', 2],
  ['uploading the function', 'PutObject', 1],
  ['beginning with the last stack', 'ExecuteChangeSet', 3],
  ['making a forwarder', 'ExecuteChangeSet', 4],
  ['proving', 'Invoke', 1],
];

describe.each(['an expired session', 'a lost network'] as const)('%s', (what) => {
  test.each(ENDS)(
    'while %s: told, and the next run goes on from what exists',
    async (_, action, count) => {
      let [isOver, mended] = [false, false];
      let relay: Relay | undefined;
      const trouble = (_service: string, called: string, times: number) => {
        isOver ||= !mended && called === action && times >= count;
        if (!isOver || what === 'a lost network') {
          if (isOver) relay?.cut();
          return undefined;
        }
        return new AwsFault('ExpiredToken', 'The security token included in the request is expired', { status: 403 });
      };
      const account = await live({ regions: ['us-east-1', 'eu-north-1'], trouble, pace: 10 });
      relay = await relayTo(account.endpoint);
      onTestFinished(() => relay?.close());
      process.env['AWS_ENDPOINT_URL'] = relay.url;
      const argv = ['init', '--yes', '--name', 'acme', ...CHANNEL];

      const first = await account.run(...argv);
      expect([isOver, first.exit]).toEqual([true, 3]);
      expect(first.err).toMatch(what === 'a lost network' ? /reach|network|connection/i : /expired/);
      expect(first.err).not.toContain('Please report');

      mended = true;
      isOver = false;
      await relay.mend();
      const next = await account.run(...argv);
      expect(next.err).toContain('You will be alerted.');
      expect(next.exit).toBe(0);
      const statuses = account.cloudformation.stacks.map(({ name, status }) => `${name} ${status}`);
      expect(statuses.filter((line) => !/ (CREATE|DELETE)_COMPLETE$/.test(line))).toEqual([]);
    },
    30_000,
  );
});
