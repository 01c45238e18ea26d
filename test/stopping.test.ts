/** The built program ends when its work ends, and when it is told to: signals, proxies that never answer, open pipes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { awsError, startAws } from './helpers/aws/aws-server.ts';
import { hurry } from './helpers/host/hurry.ts';
import { CLEAN_ENV, PROGRAM } from './helpers/host/run-cli.ts';
import { live } from './helpers/notifier/live.ts';
import { signIn } from './helpers/records/records.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

interface Started {
  readonly child: ChildProcess;
  readonly told: { stdout: string; stderr: string };
  /** Status and milliseconds once it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly ms: number }>;
}

const KEYS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };

/** Its standard input stays open, as that of a terminal. */
function start(argv: readonly string[], env: Readonly<Record<string, string>> = {}, folder = cwd): Started {
  const child = spawn(process.execPath, [PROGRAM, ...argv], { cwd: folder, env: { ...CLEAN_ENV, ...KEYS, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const told = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    told.stdout += text;
  });
  child.stderr.on('data', (text) => {
    told.stderr += text;
  });
  const begun = Date.now();
  const ended = once(child, 'close').then(([code]) => ({ code, ms: Date.now() - begun }));
  return { child, told, ended };
}

async function until(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!isTrue() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Takes connections and says nothing: a proxy that hangs. */
async function silent(): Promise<{ readonly url: string; readonly sockets: readonly Socket[] }> {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

const SLACK = ['https://hooks.slack.com/services', 'T0000', 'B0000', 'hush'].join('/');

describe('a proxy that takes connections and never answers', () => {
  test.each([
    [['test-slack', '--webhook-url', SLACK], 'Slack did not answer in time'],
    [['replay', '--since', '1h'], "AWS can't be reached for cloudtrail:LookupEvents"],
    [['replay', '--since', '1h', '--regions', 'us-east-1'], "AWS can't be reached for cloudtrail:LookupEvents"],
    [['logins', '--since', '1h'], "AWS can't be reached"],
    [['status'], "can't be reached"],
    [['doctor'], "can't be reached"],
  ])('keeps nothing alive: %s', async (argv, said) => {
    const proxy = await silent();
    const { told, ended } = start(argv, { ...hurry(4), HTTPS_PROXY: proxy.url });
    const { code } = await ended;
    expect([code === 0, proxy.sockets.length > 0]).toEqual([false, true]);
    expect(told.stdout + told.stderr).toContain(said);
    expect(told.stdout + told.stderr).not.toMatch(/^\s+at /m);
  });
});

test('standard input that stays open keeps nothing alive', async () => {
  const { ended } = start(['rules', 'list']);
  expect((await ended).code).toBe(0);
});

// Windows has no signals to send to a child.
describe.runIf(process.platform !== 'win32')('a program that is stopped', () => {
  const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const LINE = `${JSON.stringify(signIn({}))}\n`;

  test.each(SIGNALS)('by %s shows what was read, and says that it is a part', async (signal) => {
    const { child, told, ended } = start(['replay', '--file', '-', '--format', 'json', '--verbose']);
    child.stdin?.write(LINE);
    await until(() => told.stderr.includes('Rules: '));
    // Until then it only begins to read.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    child.kill(signal);
    expect((await ended).code).toBe(3);
    expect(JSON.parse(told.stdout)).toMatchObject({ partial: true, counts: { records: 1 } });
    expect(told.stderr).toContain('Stopped early: this is only a part.\n');
  });

  test.each(SIGNALS)('by %s while a region never answers shows the others', async (signal) => {
    const aws = await startAws(async ({ region }) => {
      if (region !== 'us-east-1') await new Promise(() => undefined);
      const EventTime = Date.now() / 1000 - 60;
      return { body: { Events: [{ EventId: '1', EventTime, CloudTrailEvent: JSON.stringify(signIn({})) }] } };
    });
    onTestFinished(() => aws.close());
    const argv = ['replay', '--since', '30d', '--regions', 'us-east-1,eu-west-1', '--format', 'json'];
    const { child, told, ended } = start(argv, { AWS_ENDPOINT_URL: aws.endpoint });
    await until(() => aws.requests.some(({ region }) => region === 'eu-west-1'));
    child.kill(signal);
    const stopped = Date.now();
    expect((await ended).code).toBe(3);
    expect(Date.now() - stopped).toBeLessThan(5_000);
    const { partial, notCovered } = JSON.parse(told.stdout);
    expect([partial, notCovered]).toEqual([
      true,
      expect.arrayContaining([expect.objectContaining({ region: 'eu-west-1' })]),
    ]);
  });

  test('ends although it waits for something that can’t be cancelled', async () => {
    const config = join(cwd, 'config');
    writeFileSync(config, `[profile slow]\ncredential_process = ${process.execPath} -e "setInterval(() => 1, 9)"\n`);
    const env = { AWS_CONFIG_FILE: config, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_PROFILE: 'slow' };
    const { child, told, ended } = start(['replay', '--since', '1h', '--verbose'], env);
    await until(() => told.stderr.includes('Rules: '));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    child.kill('SIGTERM');
    const stopped = Date.now();
    expect((await ended).code).toBe(3);
    expect(Date.now() - stopped).toBeLessThan(4_000);
    expect(told.stderr).toMatch(/Stopped/);
    expect(told.stdout).not.toContain('Nothing found');
  });

  test.each(SIGNALS)('a second %s ends it at once', async (signal) => {
    const { child, told, ended } = start(['replay', '--file', '-', '--verbose']);
    child.stdin?.write(LINE);
    await until(() => told.stderr.includes('Rules: '));
    child.kill('SIGSTOP');
    child.kill(signal);
    child.kill(signal === 'SIGINT' ? 'SIGTERM' : 'SIGINT');
    child.kill('SIGCONT');
    expect([3, 129, 130, 143]).toContain((await ended).code);
  });

  test.each(SIGNALS)(
    'by %s while it plans leaves no change set and no stack',
    async (signal) => {
      const account = await live({ regions: ['us-east-1', 'eu-west-1'] });
      await account.settings(`name: acme
language: en
pipelines: [events]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
`);
      const { child, told, ended } = start(['deploy', '--yes'], { AWS_ENDPOINT_URL: account.endpoint }, account.cwd);
      await until(() => account.calls.some(({ action }) => action === 'CreateChangeSet'));
      child.kill(signal);
      expect([(await ended).code, told.stderr]).toEqual([3, expect.stringContaining('Nothing has been changed')]);
      expect(account.cloudformation.stacks.filter(({ status }) => !status.startsWith('DELETE'))).toEqual([]);
      expect(account.calls.some(({ action }) => action === 'ExecuteChangeSet')).toBe(false);
    },
    60_000,
  );
});

test('a refusal of everything keeps nothing alive', async () => {
  const aws = await startAws(() => awsError(400, 'AccessDeniedException'));
  onTestFinished(() => aws.close());
  const { ended } = start(['replay', '--since', '1h'], { AWS_ENDPOINT_URL: aws.endpoint });
  expect((await ended).code).toBe(3);
});
