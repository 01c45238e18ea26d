/** `audit --live` in an account on loopback whose clock stands still until the command waits. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import { GROUP, HOME, makeGood, REGIONS } from '../../../sandbox/scripted/good.ts';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { run } from '../../../src/cli.ts';
import { SECOND } from '../../../src/core/time.ts';
import { fakeHost } from '../host/fake-host.ts';
import { testAccount } from '../records/account.ts';

const START = Date.UTC(2026, 10, 29, 12, 0, 7);
/** The account is older than that. */
const BEFORE = START - 600 * SECOND;
/** CloudWatch shows a metric after a minute and evaluates alarms every minute. */
const LAG = 45 * SECOND;
const STEP = 5 * SECOND;
const MINUTE = 60 * SECOND;

export interface RingOptions extends AccountOptions {
  readonly settings?: string;
  readonly signal?: AbortSignal;
  /** Called at each step of the clock. */
  readonly onStep?: (passed: number) => void;
}

/** Everybody of the good account. */
export const EVERYBODY = 'alice@example.com,bob@example.com';

/** Runs `audit --live --yes` in an account that is good but for `change`. */
export async function rung(change: Change | undefined, argv: readonly string[], options: RingOptions = {}) {
  let clock = BEFORE;
  const { settings, signal, onStep, ...rest } = options;
  const account = await testAccount({ now: () => clock, regions: REGIONS, ...rest });
  const { topic } = makeGood(account);
  change?.(account, topic);
  for (const region of REGIONS) account.cloudwatch.evaluate(region);
  clock = START;
  // What else CloudTrail writes all the time.
  const write = () => {
    const group = account.logs.groupsIn(HOME).get(GROUP);
    const others = [{ timestamp: clock, message: '{"eventName":"AssumeRole"}' }];
    if (group !== undefined) account.logs.add(group, 'trail', others);
  };
  write();
  account.cloudwatch.lag = LAG;
  const before = { environment: process.env['AWS_ENDPOINT_URL'], calls: account.calls.length };
  process.env['AWS_ENDPOINT_URL'] = account.endpoint;
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-live-'));
  if (settings !== undefined) await writeFile(join(cwd, 'login-watch.yaml'), settings);
  onTestFinished(async () => {
    if (before.environment === undefined) delete process.env['AWS_ENDPOINT_URL'];
    else process.env['AWS_ENDPOINT_URL'] = before.environment;
    await rm(cwd, { recursive: true, force: true });
  });
  const sleep = async (ms: number) => {
    for (const end = clock + ms; clock < end; ) {
      const next = Math.min(end, clock + STEP);
      const isMinute = Math.floor(next / MINUTE) > Math.floor(clock / MINUTE);
      clock = next;
      if (isMinute) write();
      if (isMinute) for (const region of REGIONS) account.cloudwatch.evaluate(region);
      onStep?.(clock - START);
    }
    await account.settled();
  };
  const go = async (words: readonly string[], look: Parameters<typeof fakeHost>[0] = {}) => {
    const fake = fakeHost({ cwd, columns: 120, sleep, ...look });
    const exit = await run(['audit', ...words], { ...fake, now: () => clock });
    return { exit, out: fake.out(), err: fake.err() };
  };
  const first = await go(['--live', '--yes', ...argv], signal === undefined ? {} : { signal });
  const passed = clock - START;
  /** Runs `audit` again, so many milliseconds later. */
  const again = async (ms: number, words: readonly string[], look?: Parameters<typeof fakeHost>[0]) => {
    clock += ms;
    return go(words, look);
  };
  return { ...first, account, passed, again };
}

/** Rules, streams, queues and subscriptions whose names bear the mark of `audit --live`. */
export function remains({
  logs,
  sqs,
  sns,
  events: buses,
}: Awaited<ReturnType<typeof rung>>['account']): readonly string[] {
  const isOurs = (name: string) => name.includes('login-watch-live-');
  return REGIONS.flatMap((region) => [
    ...[...buses.rulesIn(region).keys()].filter(isOurs),
    ...[...logs.groupsIn(region).values()].flatMap(({ streams, events }) => [
      ...[...streams].filter(isOurs),
      ...events.map(({ stream }) => stream).filter(isOurs),
    ]),
    ...[...sqs.queuesIn(region).keys()].filter(isOurs),
    ...[...sns.topicsIn(region).values()].flatMap(({ subscriptions }) =>
      subscriptions.map(({ endpoint }) => endpoint).filter(isOurs),
    ),
  ]);
}

/** The JSON of `audit --live`. */
export interface LiveJson {
  readonly mark: string;
  readonly put: string | null;
  readonly counts: Readonly<Record<'arrived' | 'stopped' | 'unknown' | 'notRung', number>>;
  readonly records: readonly {
    readonly id: string;
    readonly checks: readonly { readonly id: string; readonly audit: string | null }[];
    readonly sample: string;
    readonly outcome: string;
    readonly ms: number | null;
    readonly hops: readonly {
      readonly step: string;
      readonly name: string;
      readonly outcome: string;
      readonly ms: number | null;
      readonly why: string | null;
    }[];
  }[];
  readonly notPut: readonly {
    readonly checks: readonly string[];
    readonly samples: readonly string[];
    readonly foreign: readonly string[];
    readonly said: string;
  }[];
  readonly cantBeRung: readonly { readonly rule: string; readonly region: string; readonly said: string }[];
  readonly left: readonly { readonly kind: string; readonly name: string; readonly why: string }[];
  readonly stays: Readonly<Record<'metrics' | 'alarms' | 'receivers' | 'unseen' | 'calls', readonly string[]>>;
}
