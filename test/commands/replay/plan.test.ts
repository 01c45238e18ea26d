/** The requests of event history in each region, and the cost of a rule that needs everything. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { run } from '../../../src/cli.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { fakeHost, NOW } from '../../helpers/host/fake-host.ts';
import { testAccount } from '../../helpers/records/account.ts';
import { iamUser, signIn } from '../../helpers/records/records.ts';

const read = (seconds: number): JsonObject => ({
  ...signIn({ by: iamUser('alice') }),
  eventID: `read-${seconds}`,
  eventSource: 'ec2.amazonaws.com',
  eventName: 'DescribeInstances',
  eventTime: `${new Date(NOW - seconds * 1000).toISOString().slice(0, 19)}Z`,
});
const BUSY = Array.from({ length: 120 }, (_, n) => read(n));

async function replay(records: readonly JsonObject[], ...args: readonly string[]) {
  let time = NOW;
  const account = await testAccount({ now: () => time, records });
  vi.stubEnv('AWS_ENDPOINT_URL', account.endpoint);
  onTestFinished(() => void vi.unstubAllEnvs());
  const sleep = async (ms: number) => {
    time += ms;
  };
  const host = { ...fakeHost({ columns: 200 }), now: () => time, sleep };
  const exit = await run(['replay', '--regions', 'us-east-1', ...args], host);
  const asked = account.calls.filter(({ action }) => action === 'LookupEvents');
  // A request that was throttled comes again.
  const requests = new Set(asked.map(({ input }) => JSON.stringify(input))).size;
  return { exit, requests, err: host.err() };
}

test('a quiet region is read whole, in one request; --verbose says so', async () => {
  const { exit, requests, err } = await replay([read(5)], '--verbose');
  expect([exit, requests]).toEqual([0, 1]);
  expect(err).toContain('us-east-1: everything is read, one request');
});

test('a busy one is asked by name', async () => {
  const { requests, err } = await replay(BUSY, '--verbose');
  const said = /us-east-1: (?<queries>\d+) queries by name; everything would be about \d+ requests/.exec(err);
  expect(requests).toBe(Number(said?.groups?.['queries']) + 1);
});

test('denied-burst is named with what it costs, unasked; and with --verbose what the others would be asked for', async () => {
  const { requests, err } = await replay(BUSY, '--rules', 'iam');
  expect(requests).toBe(3);
  expect(err).toMatch(
    /denied-burst: these events have no name in common, so everything is read\. In us-east-1 alone that is about \d+ requests, \d+ minutes; the other rules need \d+ queries\./,
  );
  expect(err.match(/denied-burst/g)).toHaveLength(1);
  expect((await replay(BUSY, '--rules', 'iam', '--verbose')).err).toMatch(
    /Queries: all, because of denied-burst; without: .*iam\.amazonaws\.com/,
  );
});

test('where it costs little nothing is said', async () => {
  expect((await replay([read(5)], '--rules', 'iam')).err).toBe('');
});

test('in Japanese', async () => {
  const { err } = await replay(BUSY, '--rules', 'iam', '--verbose', '--language', 'ja');
  expect(err).toContain('検索条件：すべて（denied-burst のため）。このルールがなければ：');
  expect(err).toMatch(/us-east-1：すべて読み込みます（約\d+回のリクエスト）/);
  expect(err).toMatch(
    /denied-burst のイベントには共通の名前がないため、すべてのイベントを読み込みます。us-east-1 だけで約\d+回のリクエスト、約\d+分です。/,
  );
});
