/** `audit --live` killed by SIGKILL, as a process of its own: the next audit names all that is left, the next run removes it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { GROUP, HOME, makeGood, REGIONS } from '../../../sandbox/scripted/good.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { HOUR } from '../../../src/core/time.ts';
import { EVERYBODY, remains } from '../../helpers/audit/rung.ts';
import { CLEAN_ENV, PROGRAM, runCli } from '../../helpers/host/run-cli.ts';
import { type TestAccount, testAccount } from '../../helpers/records/account.ts';

const CHECK = ['--checks', 'CloudWatch.3'];
const RING = ['audit', '--live', '--yes', ...CHECK, '--only', EVERYBODY];
const KEYS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: HOME };

/** An hour later for the program, and for AWS. */
const LATER = `--import data:text/javascript,${encodeURIComponent(`const { now } = Date; Date.now = () => now() + ${HOUR};`)}`;

/** Killed when AWS has got the call `at`. AWS does what it asks for, but nobody hears the answer. */
async function killedAt(at: string) {
  let kill: undefined | (() => Promise<unknown>);
  let later = 0;
  const account = await testAccount({
    now: () => Date.now() + later,
    regions: REGIONS,
    latency: async ({ action }) => {
      if (action === at) await kill?.();
    },
  });
  makeGood(account);
  const env = { ...KEYS, AWS_ENDPOINT_URL: account.endpoint };
  const child = spawn(process.execPath, [PROGRAM, ...RING], { env: { ...CLEAN_ENV, ...env }, stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  kill = () => {
    child.kill('SIGKILL');
    return ended;
  };
  const [, signal] = await ended;
  kill = undefined;
  const anHourLater = () => {
    later = HOUR;
    // The alarm went back, or the next record would change nothing.
    account.cloudwatch.evaluate(HOME);
  };
  const again = (...argv: readonly string[]) => runCli(argv, { env: { ...env, NODE_OPTIONS: LATER } });
  return { account, signal, anHourLater, again };
}

type Kind = 'subscription' | 'queue' | 'stream';
const WORDS: Readonly<Record<Kind, string>> = {
  subscription: 'the subscription to topic',
  queue: 'queue',
  stream: 'log stream',
};

/** As the audit names it: kind and name. */
function left({ sns, sqs, logs }: TestAccount): readonly (readonly [Kind, string])[] {
  const isOurs = (name: string) => name.includes('login-watch-live-');
  return [
    ...[...sns.topicsIn(HOME)].flatMap(([topic, { subscriptions }]) =>
      subscriptions.flatMap(({ endpoint }) => (isOurs(endpoint) ? [['subscription', topic] as const] : [])),
    ),
    ...[...sqs.queuesIn(HOME).keys()].filter(isOurs).map((name) => ['queue', name] as const),
    ...[...logs.group(GROUP).streams].filter(isOurs).map((name) => ['stream', name] as const),
  ];
}

// Windows ends a process in another way.
describe.runIf(process.platform !== 'win32')('killed while AWS does', () => {
  test.each<[string, readonly Kind[]]>([
    ['CreateQueue', ['queue']],
    ['Subscribe', ['subscription', 'queue']],
    ['CreateLogStream', ['subscription', 'queue', 'stream']],
    ['PutLogEvents', ['subscription', 'queue', 'stream']],
    ['GetMetricData', ['subscription', 'queue', 'stream']],
    ['ReceiveMessage', ['subscription', 'queue', 'stream']],
    ['Unsubscribe', ['queue', 'stream']],
    ['DeleteQueue', ['stream']],
    ['DeleteLogStream', []],
  ])('%s', async (at, kinds) => {
    const { account, signal, anHourLater, again } = await killedAt(at);
    expect(signal).toBe('SIGKILL');
    await vi.waitFor(() => expect(left(account).map(([kind]) => kind)).toEqual(kinds));
    anHourLater();

    const looked = await again('audit', ...CHECK);
    const named = looked.stderr.split('\n').filter((line) => line.startsWith('  - '));
    const wanted = left(account).map(([kind, name]) => `  - ${WORDS[kind]} ${name} in ${HOME}, 1 h`);
    expect(named.map((line) => line.replace(/, 1 h.*$/, ', 1 h')).toSorted()).toEqual(wanted.toSorted());
    expect(looked.stderr.includes('was killed before it could remove these:')).toBe(kinds.length > 0);
    expect(left(account).map(([kind]) => kind)).toEqual(kinds);

    const { code, stderr } = await again(...RING);
    expect({ code, left: remains(account) }).toEqual({ code: EXIT.done, left: [] });
    const gone = kinds.length === 1 ? '1 thing' : `${kinds.length} things`;
    expect(stderr.includes(`Removed ${gone} of an earlier run.`)).toBe(kinds.length > 0);
  });
});
