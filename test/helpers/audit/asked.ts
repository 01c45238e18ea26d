/** `login-watch audit` in an account on loopback that is good but for a change. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import { makeGood, REGIONS } from '../../../sandbox/scripted/good.ts';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { run } from '../../../src/cli.ts';
import { fakeHost } from '../host/fake-host.ts';
import { type TestAccount, testAccount } from '../records/account.ts';

export interface Asked {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

export interface AuditedAccount {
  readonly account: TestAccount;
  /** ARN of the topic that all alarms publish to. */
  readonly topic: string;
  /** Where the program runs. */
  readonly cwd: string;
  readonly ask: (argv?: readonly string[], look?: Parameters<typeof fakeHost>[0]) => Promise<Asked>;
}

export async function auditedAccount(change?: Change, options: AccountOptions = {}): Promise<AuditedAccount> {
  const account = await testAccount({ regions: REGIONS, ...options });
  const { topic } = makeGood(account);
  change?.(account, topic);
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-audit-'));
  const before = process.env['AWS_ENDPOINT_URL'];
  process.env['AWS_ENDPOINT_URL'] = account.endpoint;
  onTestFinished(async () => {
    if (before === undefined) delete process.env['AWS_ENDPOINT_URL'];
    else process.env['AWS_ENDPOINT_URL'] = before;
    await rm(cwd, { recursive: true, force: true });
  });
  const ask: AuditedAccount['ask'] = async (argv = [], look = {}) => {
    const host = fakeHost({ cwd, columns: 110, now: Date.now(), ...look });
    const exit = await run(['audit', ...argv], host);
    return { exit, out: host.out(), err: host.err() };
  };
  return { account, topic, cwd, ask };
}
