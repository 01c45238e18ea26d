/** The question of `audit --live`, in a real terminal. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeGood, REGIONS } from '../../sandbox/scripted/good.ts';
import { HOUR } from '../../src/core/time.ts';
import { remains } from '../helpers/audit/rung.ts';
import { hasTmux, Terminal } from '../helpers/host/terminal.ts';
import { type TestAccount, testAccount } from '../helpers/records/account.ts';

const RING = ['audit', '--live', '--checks', 'CloudWatch.3', '--only', 'alice@example.com,bob@example.com'];
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };

async function start(argv: readonly string[], change: (account: TestAccount) => void = () => undefined) {
  const account = await testAccount({ regions: REGIONS });
  makeGood(account);
  change(account);
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-live-'));
  const terminal = await Terminal.start(argv, { cwd, env: { ...CREDENTIALS, AWS_ENDPOINT_URL: account.endpoint } });
  onTestFinished(async () => {
    await terminal.close();
    await rm(cwd, { recursive: true, force: true });
  });
  return { account, terminal };
}

const changed = ({ calls }: TestAccount) =>
  calls.flatMap(({ action }) => (/^(?:Create|Put|Delete|Subscribe|Unsubscribe)/.test(action) ? [action] : []));

describe.skipIf(!hasTmux)('audit --live in a terminal', () => {
  test.each([
    ['no', ['n', 'Enter'], 0, 'Nothing was put.'],
    ['Enter alone, which is no', ['Enter'], 0, 'Nothing was put.'],
    ['Ctrl-C', ['C-c'], 3, 'Stopped; nothing was done'],
  ])('the plan, and %s: nothing is made', async (_, keys, exit, said) => {
    const { account, terminal } = await start(RING);
    await terminal.question('Put this record and alert these receivers?');
    const plan = await terminal.screen();
    expect(plan).toContain('1 made-up record of 1 check will be put where your own filters and rules listen:');
    expect(plan).toContain('e-mail alice@example.com');
    await terminal.press(...keys);
    expect(await terminal.end()).toBe(exit);
    expect(await terminal.screen()).toContain(said);
    expect(changed(account)).toEqual([]);
  });

  test('yes puts the record; Ctrl-C afterwards removes what was made', async () => {
    // CloudWatch shows the metric after an hour, so that the run still watches.
    const { account, terminal } = await start(RING, (one) => {
      one.cloudwatch.lag = HOUR;
    });
    await terminal.question('Put this record and alert these receivers?');
    await terminal.press('y', 'Enter');
    await terminal.text('Watching');
    await terminal.press('C-c');
    expect(await terminal.end()).toBe(3);
    expect(changed(account)).toContain('PutLogEvents');
    expect(remains(account)).toEqual([]);
  });

  test.each([
    ['no', 'n', 1],
    ['yes', 'y', 0],
  ])('only things of a killed run: %s', async (_, key, left) => {
    const { account, terminal } = await start(['audit', '--live', '--checks', 'CloudWatch.3'], (one) => {
      one.sqs.create('login-watch-live-20260101T000000Z-3fa2c1', {}, 'us-east-1');
    });
    await terminal.question('Remove it?');
    expect(await terminal.screen()).toContain('queue login-watch-live-20260101T000000Z-3fa2c1 in us-east-1');
    await terminal.press(key, 'Enter');
    await terminal.end();
    expect(remains(account)).toHaveLength(left);
  });
});
