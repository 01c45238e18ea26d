/** A deployed notifier for commands: its stack in an account on loopback, with outputs. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import { run } from '../../../src/cli.ts';
import type { Host } from '../../../src/host.ts';
import { type AwsAnswer, queryError } from '../aws/aws-server.ts';
import { stackAnswer } from '../aws/stack-answer.ts';
import { type FakeHost, fakeHost } from '../host/fake-host.ts';
import { type TestAccount, testAccount } from '../records/account.ts';

export interface TestNotifier extends TestAccount {
  /** Sets the stack's outputs. */
  deploy(outputs: Readonly<Record<string, string>>): void;
  /** Runs a command with settings named acme. */
  run(argv: readonly string[], world?: Partial<Host> & { readonly settings?: string }): Promise<Ran>;
}

interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Without outputs there is no stack. */
export async function testNotifier(options: AccountOptions = {}): Promise<TestNotifier> {
  let answer: AwsAnswer = queryError(400, 'ValidationError', 'Stack with id acme-notifier does not exist');
  const account = await testAccount({
    cloudformation: () => ({
      status: answer.status ?? 200,
      headers: { 'content-type': 'text/xml' },
      body: String(answer.body),
    }),
    ...options,
  });
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-'));
  const before = process.env['AWS_ENDPOINT_URL'];
  process.env['AWS_ENDPOINT_URL'] = account.endpoint;
  onTestFinished(async () => {
    if (before === undefined) delete process.env['AWS_ENDPOINT_URL'];
    else process.env['AWS_ENDPOINT_URL'] = before;
    await rm(cwd, { recursive: true, force: true });
  });
  return {
    ...account,
    deploy: (outputs) => {
      answer = stackAnswer(outputs);
    },
    async run(argv, { settings = 'name: acme\n', ...world } = {}) {
      await writeFile(join(cwd, 'login-watch.yaml'), settings);
      const host: FakeHost = fakeHost({ cwd });
      const exit = await run(argv, { ...host, ...world });
      return { exit, out: host.out(), err: host.err() };
    },
  };
}
