/** Several accounts in one run: each is read, or stands among what was not looked at, with its reason and the next step. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { run } from '../../../src/cli.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { fakeHost, NOW } from '../../helpers/host/fake-host.ts';
import { testAccount } from '../../helpers/records/account.ts';
import { root, signIn } from '../../helpers/records/records.ts';

const [HOME, DEV, PROD] = ['111122223333', '444455556666', '777788889999'];

/** A sign-in of root in that account, an hour ago. */
const rootIn = (account: string): JsonObject =>
  JSON.parse(
    JSON.stringify({
      ...signIn({ by: root(account), minute: -60 }),
      eventID: `e-${account}`,
      recipientAccountId: account,
    }),
  );
const other = (id: string, key = `AKIA${id}`) => ({
  id,
  keys: [key],
  records: [rootIn(id)],
  roles: ['audit/login-watch'],
});

let cwd = '';
/** Passes only while somebody waits. */
let time = NOW;
beforeEach(() => {
  time = NOW;
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  const section = (name: string, key: string) =>
    `[${name}]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`;
  writeFileSync(
    join(cwd, 'credentials'),
    [
      section('home', 'test'),
      section('dev', `AKIA${DEV}`),
      section('dev2', `AKIA${DEV}`),
      section('prod', `AKIA${PROD}`),
    ].join(''),
  );
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
  vi.unstubAllEnvs();
});

async function world(options: AccountOptions = {}) {
  const account = await testAccount({
    now: () => time,
    records: [rootIn(HOME)],
    others: [other(DEV), other(PROD)],
    ...options,
  });
  for (const [id, name] of [
    [HOME, 'home'],
    [DEV, 'dev'],
    [PROD, 'prod'],
  ] as const)
    account.directory.members.set(id, name);
  const env = {
    AWS_ENDPOINT_URL: account.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'us-east-1',
    AWS_SHARED_CREDENTIALS_FILE: join(cwd, 'credentials'),
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  return account;
}

const sleep = async (ms: number) => {
  time += ms;
};

async function replay(...args: readonly string[]) {
  const host = { ...fakeHost({ cwd, columns: 160 }), now: () => time, sleep };
  const exit = await run(['replay', '--rules', 'root-login', '--format', 'json', ...args], host);
  const report = host.out() === '' ? undefined : JSON.parse(host.out());
  const accounts: readonly string[] = report?.findings.map(({ account }: { account: string }) => account) ?? [];
  /** But for what event history never holds. */
  const lacks: readonly { account?: string; region: string | null; reason: string; hint?: string }[] =
    report?.notCovered.filter(({ account }: { account?: string }) => account !== undefined) ?? [];
  return { exit, report, accounts: accounts.toSorted(), lacks, err: host.err().replaceAll(/\s+/g, ' ') };
}

const ORGANIZATION = ['--organization', '--role-name', 'audit/login-watch'];

describe('--organization', () => {
  test('reads every account by its role, and the caller’s own without one; all under one name', async () => {
    const { calls } = await world();
    const { exit, accounts, lacks, report } = await replay(...ORGANIZATION);
    expect([exit, accounts, lacks]).toEqual([EXIT.done, [HOME, DEV, PROD], []]);
    expect(report.sources).toEqual([HOME, DEV, PROD].map((id) => `cloudtrail:${id}`));
    const names = report.findings.map(({ accountName }: { accountName: string }) => accountName);
    expect(names.toSorted()).toEqual(['dev', 'home', 'prod']);
    const taken = calls.filter(({ action }) => action === 'AssumeRole').map(({ input }) => input);
    taken.sort((a, b) => (String(a['RoleArn']) < String(b['RoleArn']) ? -1 : 1));
    expect(taken).toEqual(
      [DEV, PROD].map((id) => ({
        RoleArn: `arn:aws:iam::${id}:role/audit/login-watch`,
        RoleSessionName: 'aws-login-watch',
      })),
    );
    // What event history never holds is said once.
    expect(report.notCovered.map(({ reason }: { reason: string }) => reason)).toEqual([
      expect.stringContaining('data events'),
    ]);
  });

  test('in another partition the roles are there', async () => {
    const account = await world();
    account.identity.caller = `arn:aws-cn:iam::${HOME}:user/sandbox`;
    expect((await replay(...ORGANIZATION)).accounts).toEqual([HOME, DEV, PROD]);
    const arns = account.calls.filter(({ action }) => action === 'AssumeRole').map(({ input }) => input['RoleArn']);
    expect(arns).toContain(`arn:aws-cn:iam::${DEV}:role/audit/login-watch`);
  });

  test('an account whose role can’t be taken: the others are read, and the next step is said', async () => {
    await world({ others: [{ ...other(DEV), roles: [] }, other(PROD)] });
    const { exit, accounts, lacks } = await replay(...ORGANIZATION);
    expect([exit, accounts]).toEqual([EXIT.refused, [HOME, PROD]]);
    expect(lacks).toEqual([
      {
        account: DEV,
        region: null,
        reason: `account dev (${DEV}): Not allowed to take role audit/login-watch there`,
        hint: expect.stringContaining(`login-watch policy replay --member ${HOME}`),
      },
    ]);
  });

  test('an account that refuses its history: so too', async () => {
    await world({ others: [{ ...other(DEV), denied: ['us-east-1'] }, other(PROD)] });
    const { exit, accounts, lacks } = await replay(...ORGANIZATION);
    expect([exit, accounts]).toEqual([EXIT.refused, [HOME, PROD]]);
    expect(lacks).toMatchObject([
      { account: DEV, reason: expect.stringMatching(/^account dev .*cloudtrail:LookupEvents/) },
    ]);
  });

  test('an account that is throttled is read nevertheless, more slowly', async () => {
    const { calls } = await world({
      trouble: (_, action, __, { key }) =>
        action === 'LookupEvents' && key.startsWith(`ASIA${DEV}`) && tries(DEV) <= 3
          ? new AwsFault('ThrottlingException', 'Rate exceeded')
          : undefined,
    });
    const tries = (id: string) =>
      calls.filter(({ action, key }) => action === 'LookupEvents' && key.startsWith(`ASIA${id}`)).length;
    const { exit, accounts } = await replay(...ORGANIZATION);
    expect([exit, accounts, tries(DEV), tries(PROD)]).toEqual([EXIT.done, [HOME, DEV, PROD], 4, 1]);
  });

  test('a session that is over: what it could not read is said, the others stand', async () => {
    await world({
      trouble: (_, action, __, { key }) =>
        action === 'LookupEvents' && key.startsWith(`ASIA${PROD}`)
          ? new AwsFault('ExpiredTokenException', 'The security token included in the request is expired')
          : undefined,
    });
    const { exit, accounts, lacks } = await replay(...ORGANIZATION);
    expect([exit, accounts]).toEqual([EXIT.refused, [HOME, DEV]]);
    expect(lacks).toMatchObject([
      { account: PROD, hint: expect.any(String), reason: expect.stringContaining('expired') },
    ]);
  });

  test('a suspended account is said, and nothing is missing by it', async () => {
    const account = await world();
    account.directory.states.set(PROD, 'SUSPENDED');
    const { exit, accounts, lacks } = await replay(...ORGANIZATION);
    expect([exit, accounts]).toEqual([EXIT.done, [HOME, DEV]]);
    expect(lacks).toEqual([
      { account: PROD, region: null, reason: `account prod (${PROD}): it is suspended, so nothing in it was read` },
    ]);
  });

  test('without the right to list the accounts, and without an organization: the next step', async () => {
    const denied = new AwsFault('AccessDeniedException', 'You don’t have permissions to access this resource.');
    await world({ trouble: (_, action) => (action === 'ListAccounts' ? denied : undefined) });
    const refused = await replay(...ORGANIZATION);
    expect(refused.exit).toBe(EXIT.refused);
    expect(refused.err).toContain('login-watch policy replay --role-name audit/login-watch');
    expect(refused.err).toContain('management account');
    const account = await world();
    account.directory.members.clear();
    expect((await replay(...ORGANIZATION)).err).toContain('This account belongs to no organization');
  });
});

describe('--profiles', () => {
  test('reads each profile’s account with its own credentials, an account of two profiles once', async () => {
    const { calls } = await world();
    const { exit, accounts, lacks } = await replay('--profiles', 'home,dev,prod,dev2');
    expect([exit, accounts]).toEqual([EXIT.done, [HOME, DEV, PROD]]);
    expect(lacks).toEqual([
      {
        account: 'dev2',
        region: null,
        reason: 'profile dev2: it leads to the same account as profile dev, which was read once',
      },
    ]);
    const keys = calls.filter(({ action }) => action === 'LookupEvents').map(({ key }) => key);
    expect(keys.toSorted()).toEqual([`AKIA${DEV}`, `AKIA${PROD}`, 'test']);
  });

  test('a profile that does not exist and one whose credentials are over: the others are read', async () => {
    const account = await world();
    account.sessions.expire(PROD);
    const { exit, accounts, lacks } = await replay('--profiles', 'home,stage,prod');
    expect([exit, accounts]).toEqual([EXIT.refused, [HOME]]);
    expect(lacks).toEqual([
      {
        account: 'prod',
        region: null,
        reason: expect.stringMatching(/^profile prod: .*expired/),
        hint: expect.any(String),
      },
      {
        account: 'stage',
        region: null,
        reason: 'profile stage: There is no AWS profile stage',
        hint: expect.stringContaining('dev, dev2, home, prod'),
      },
    ]);
  });

  test('of which none leads to an account is a failure, no report', async () => {
    await world();
    const { exit, report, err } = await replay('--profiles', 'stage,test');
    expect([exit, report]).toEqual([EXIT.refused, undefined]);
    expect(err).toContain(
      'None of 2 accounts could be read: profile stage: There is no AWS profile stage; profile test:',
    );
  });

  test('in Japanese', async () => {
    await world();
    const host = fakeHost({ cwd, columns: 160 });
    await run(['replay', '--rules', 'root-login', '--profiles', 'home,stage', '--language', 'ja'], host);
    expect(host.out() + host.err()).toContain('プロファイル stage：AWSのプロファイル stage がありません');
  });
});

test.each([
  [['--organization'], '--organization needs --role-name'],
  [['--role-name', 'x'], '--role-name is for --organization'],
  [['--profiles', 'a', '--organization', '--role-name', 'x'], '--profiles and --organization cannot be used together'],
  [['--profiles', 'a', '--profile', 'b'], '--profiles and --profile cannot be used together'],
  [['--profiles', 'a', '--file', 'x.json'], '--profiles and --file, --s3 cannot be used together'],
  [['--organization', '--role-name', 'arn:aws:iam::1:role/x'], 'is not the name of a role'],
])('%j is refused', async (args, said) => {
  const { exit, err } = await replay(...args);
  expect([exit, err]).toEqual([EXIT.wrongUse, expect.stringContaining(said)]);
});
