/** A whole account on loopback for one test, in which deployed code runs, and the program as users run it there. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type LiveAccount, type LiveOptions, startLiveAccount } from '../../../sandbox/live-account.ts';
import { run } from '../../../src/cli.ts';
import type { Host } from '../../../src/host.ts';
import { type Dynamo, startDynamo } from '../aws/dynamodb.ts';
import { fakeHost } from '../host/fake-host.ts';
import { type Server, serve } from '../host/server.ts';

export interface Live extends LiveAccount {
  readonly cwd: string;
  readonly slack: Server;
  /** The URL at which `slack` accepts messages. */
  readonly webhook: string;
  /** Writes login-watch.yaml. */
  settings(text: string): Promise<void>;
  readonly dynamodb: Dynamo;
  tables(): Promise<readonly string[]>;
  run(...argv: readonly string[]): Promise<Ran>;
  /** The same in a given world: with a signal, say. */
  runIn(world: Partial<Pick<Host, 'signal' | 'sleep'>>, ...argv: readonly string[]): Promise<Ran>;
}

interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

const SECOND = 1_000;
/** CloudFormation takes a step at each request, so no waiting is needed; the function is a process of its own. */
export const pace = (ms: number): Promise<void> => (ms < SECOND ? delay(Math.min(ms, 50)) : setImmediate());

/** Under SSM name /acme/slack-webhook lies the webhook of `slack`. Closed when the test is over. */
export async function live(options: Partial<LiveOptions> = {}): Promise<Live> {
  const { close, ...account } = await startLive(options);
  onTestFinished(close);
  return { ...account, close };
}

/** The same for the tests of a whole file, which close it. */
export async function startLive(options: Partial<LiveOptions> = {}): Promise<Live> {
  const dynamo = await startDynamo();
  const slack = await serve({ status: 200, body: 'ok' });
  const account = await startLiveAccount({
    dynamodb: dynamo.url,
    nodePath: resolve(import.meta.dirname, '../../../node_modules'),
    ...options,
  });
  const webhook = slack.url + ['/services', 'T0000', 'B0000', 'hush-hush'].join('/');
  account.ssm.put('/acme/slack-webhook', webhook);
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-'));
  const before = process.env['AWS_ENDPOINT_URL'];
  process.env['AWS_ENDPOINT_URL'] = account.endpoint;
  const close = async () => {
    if (before === undefined) delete process.env['AWS_ENDPOINT_URL'];
    else process.env['AWS_ENDPOINT_URL'] = before;
    await account.close();
    await slack.close();
    await dynamo.close();
    await rm(cwd, { recursive: true, force: true });
  };
  const runIn: Live['runIn'] = async (world, ...argv) => {
    const host = fakeHost({ cwd, columns: 120, sleep: pace, ...world });
    const exit = await run(argv, { ...host, now: options.now ?? Date.now });
    return { exit, out: host.out(), err: host.err() };
  };
  return {
    ...account,
    close,
    cwd,
    slack,
    dynamodb: dynamo,
    tables: () => dynamo.tables(),
    webhook,
    settings: (text) => writeFile(join(cwd, 'login-watch.yaml'), text),
    run: (...argv) => runIn({}, ...argv),
    runIn,
  };
}
