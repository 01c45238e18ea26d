import { expect, test } from 'vitest';
import { FLOODS, flood, floodOf, putFlood } from '../../bench/flood.ts';
import type { Call, FaultInjector } from '../../sandbox/account/router.ts';
import { AwsFault } from '../../sandbox/account/service.ts';
import type { RunningNotifier } from '../helpers/notifier/running-notifier.ts';
import { pass, startWithSlack, waiting } from '../helpers/notifier/slack-notifier.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 19, 9);
const COUNT = 600;
const HISTORY = 'login#2026-11';

/** What each message begins with, without times. */
const headlines = (bodies: readonly string[]) => bodies.map((body) => JSON.parse(body).text).toSorted();
/** Of an undisturbed flood of many users from one address. */
const TOLD = [
  '⚠ user-0x, user-1x, user-2x and 2 others failed to sign in to the console 5 times within 15 minutes from 198.51.100.7',
  `⚠ user-5x, user-6x, user-7x and ${COUNT - 8} others failed to sign in ${COUNT - 5} times from 198.51.100.7`,
].map((text) => text.replace(/user-(\d)x/g, 'person-$1'));

async function start(trouble?: FaultInjector) {
  const asked = trouble === undefined ? {} : { trouble };
  const { notifier, slack } = await startWithSlack({ isDeployed: true, memory: 256, start: START, ...asked });
  const records = floodOf('many users', COUNT, START);
  return { notifier, slack, input: putFlood(records, notifier) };
}

async function expectAllTold({ notifier, slack }: Omit<Awaited<ReturnType<typeof start>>, 'input'>) {
  await pass(10 * MINUTE, 2 * MINUTE, notifier);
  expect(headlines(slack.taken)).toEqual(TOLD);
  expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
  expect(await notifier.table.query(HISTORY)).toHaveLength(COUNT);
}

test.each(FLOODS)(
  'ten thousand failed sign-ins, %s: few requests and writes, the gravest first, within the memory',
  async (kind) => {
    const { requests, writeUnits, first, firstCpu, peak } = await flood(kind, 10_000);
    expect(requests).toBeLessThan(0.2);
    expect(writeUnits).toBeLessThan(3);
    expect(first).toBeLessThan(0.1);
    expect(firstCpu).toBeLessThan(0.3);
    expect(peak).toBeLessThan(225);
  },
);

test('five failed sign-ins of each of two thousand users: a request more for each burst', async () => {
  const cost = await flood('five each', 10_000);
  expect(cost.requests).toBeLessThan(0.5);
  expect(cost.writeUnits).toBeLessThan(3);
  expect(cost.first).toBeLessThan(0.1);
  expect(cost.firstCpu).toBeLessThan(0.3);
  expect(cost.peak).toBeLessThan(225);
});

test('a hot key that DynamoDB throttles for long loses nothing', async () => {
  let throttled = 0;
  const tries = new Map<string, number>();
  // By request, not by their order: of requests side by side the same could otherwise be refused again and again.
  const isRefused = ({ input }: Call, times: number) => {
    const request = JSON.stringify(input);
    tries.set(request, (tries.get(request) ?? 0) + 1);
    const refused = (tries.get(request) ?? 0) % (times + 1) !== 0;
    throttled += Number(refused);
    return refused;
  };
  const { notifier, slack, input } = await start((service, action, _, call) => {
    if (service !== 'dynamodb') return undefined;
    if (action === 'BatchWriteItem' && isAbout(/"login#/, call) && isRefused(call, 2)) {
      return { status: 200, body: JSON.stringify({ UnprocessedItems: call.input['RequestItems'] }) };
    }
    if (!isAbout(/"(?:told|stories|claims)#/, call) || !isRefused(call, 1)) return undefined;
    return action === 'BatchGetItem'
      ? { status: 200, body: JSON.stringify({ Responses: {}, UnprocessedKeys: call.input['RequestItems'] }) }
      : new AwsFault('ProvisionedThroughputExceededException', 'too hot', { status: 400 });
  });
  expect((await notifier.invoke(input)).error).toBeUndefined();
  expect(throttled).toBeGreaterThan(100);
  await expectAllTold({ notifier, slack });
});

const isAbout = (key: RegExp, { input }: Call) => key.test(JSON.stringify(input));

test.each([0.02, 0.1, 0.3, 0.6, 0.98])(
  'the table is gone from %d of the work on: the retry loses nothing and repeats nothing',
  async (share) => {
    const all = await callsOf();
    const state = { left: Math.floor(all * share), isOver: false };
    const { notifier, slack, input } = await start((service) => {
      if (service === 'dynamodb') state.left -= 1;
      const isDown = !state.isOver && state.left < 0 && service === 'dynamodb';
      return isDown ? new AwsFault('InternalServerError', 'gone', { status: 500 }) : undefined;
    });
    expect((await notifier.invoke(input, 'request')).error).toBe('Unhandled');
    state.isOver = true;
    expect((await notifier.invoke(input, 'request')).error).toBeUndefined();
    await expectAllTold({ notifier, slack });
  },
);

test.each([
  [0.01, 'before'],
  [0.03, 'after'],
  [0.05, 'before'],
  [0.2, 'after'],
  [0.5, 'before'],
  [0.8, 'after'],
  [0.9, 'before'],
] as const)(
  'killed at %d of the work, %s the call: the retry loses nothing and repeats nothing',
  async (share, when) => {
    const all = await callsOf();
    const running: { notifier?: RunningNotifier; left: number } = { left: Math.floor(all * share) };
    const { notifier, slack, input } = await start(() => {
      if (running.notifier === undefined) return undefined;
      running.left -= 1;
      if (running.left !== 0) return undefined;
      running.notifier.function.kill();
      return when === 'before' ? { status: 500, body: '{}' } : undefined;
    });
    running.notifier = notifier;
    await notifier.hand(input);
    expect(running.left).toBeLessThan(0);
    await expectAllTold({ notifier, slack });
  },
);

/** Calls of an undisturbed flood. */
let calls: number | undefined;
async function callsOf(): Promise<number> {
  if (calls !== undefined) return calls;
  const { notifier, slack, input } = await start();
  expect((await notifier.invoke(input)).error).toBeUndefined();
  calls = notifier.account.calls.length;
  await expectAllTold({ notifier, slack });
  // The same file again, by another way.
  expect((await notifier.invoke(input)).error).toBeUndefined();
  await expectAllTold({ notifier, slack });
  return calls;
}
