import { expect, test } from 'vitest';
import { tableMemory } from '../../../src/aws/login-table/memory.ts';
import { inspectWithPrefetch } from '../../../src/aws/login-table/prefetch.ts';
import { createMemory } from '../../../src/core/counting/memory.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { RULES } from '../../../src/rules/index.ts';
import { memoryTable } from '../../helpers/aws/memory-table.ts';
import { apiCall, iamUser, role } from '../../helpers/records/records.ts';

function eventOf(record: unknown) {
  const reading = normalise(record);
  if (reading.kind !== 'event') throw new Error(reading.reason.en);
  return reading.event;
}

const DAY = 1_440;
const BOTO = { userAgent: 'Boto3/1.40.1 md/Botocore#1.40.1' };
const MAC = { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0' };
const ci = (run: number) => role('ci-deploy', `run-${run}`);
const change = (minute: number, given: Parameters<typeof apiCall>[2] = {}, name = 'AuthorizeSecurityGroupIngress') =>
  apiCall('ec2', name, { by: ci(minute), minute, request: { groupId: 'sg-1' }, also: BOTO, ...given });

async function muted(records: readonly object[], settings: Partial<Settings> = {}) {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const events = records.map((record) => eventOf(record));
  const { findings } = await inspect(events, activate(RULES, all), makeContext(all), createMemory());
  return findings.map((finding) => finding.muted);
}

test('of a role’s changes, whatever its sessions are called, the first of each kind in a week is sent', async () => {
  const records = [0, 40, 3 * DAY, 6 * DAY, 8 * DAY].map((minute) => change(minute));
  expect(await muted(records)).toEqual([null, 'repeated', 'repeated', 'repeated', null]);
  expect(await muted([change(0), change(1, {}, 'RevokeSecurityGroupIngress')])).toEqual([null, null]);
});

test('another principal, another account, and a person are no repeats', async () => {
  const others = [change(1, { by: role('terraform', 'x') }), change(2, { by: ci(0), account: '444455556666' })];
  expect(await muted([change(0), ...others])).toEqual([null, null, null]);
  const byHand = { by: iamUser('bob'), also: MAC };
  expect(await muted([change(0, byHand), change(5, byHand)])).toEqual([null, null]);
});

test('a port that is opened to the whole internet is sent each time, a web server isn’t', async () => {
  const opened = (minute: number, port: number) =>
    change(minute, {
      request: { groupId: 'sg-1', cidrIp: '0.0.0.0/0', ipProtocol: 'tcp', fromPort: port, toPort: port },
    });
  expect(await muted([opened(0, 8080), opened(40, 8080)])).toEqual([null, null]);
  expect(await muted([opened(0, 443), opened(40, 443)])).toEqual([null, 'repeated']);
});

test('settings decide: all are wanted, or none of them is low any more', async () => {
  const records = [change(0), change(40)];
  expect(await muted(records, { rules: { 'sg-changed': { on: true } } })).toEqual([null, null]);
  expect(await muted(records, { rules: { 'sg-changed': { severity: 'high' } } })).toEqual([null, null]);
});

test('a program that is refused all day is sent once a day, and from another network again', async () => {
  const burst = (hour: number, from: string) =>
    Array.from({ length: 20 }, (_, index) =>
      apiCall('s3', 'ListBuckets', {
        by: role('scanner', `scan-${hour}-${index % 4}`),
        minute: hour * 60 + index / 10,
        from,
        error: 'AccessDenied',
        also: { ...BOTO, readOnly: true },
      }),
    );
  const day = [0, 6, 12].flatMap((hour) => burst(hour, '198.51.100.140'));
  expect(await muted([...day, ...burst(14, '203.0.113.66')])).toEqual([null, 'repeated', 'repeated', null]);
});

test('the function’s memory knows it across invocations, and a retry sends what it owned', async () => {
  const memory = tableMemory(
    memoryTable(() => Date.UTC(2026, 10, 19)),
    () => Date.UTC(2026, 10, 19),
  );
  const [active, context] = [activate(RULES, DEFAULT_SETTINGS), makeContext(DEFAULT_SETTINGS)];
  const invoke = async (minute: number) => {
    const { findings } = await inspectWithPrefetch([eventOf(change(minute))], active, context, memory);
    return findings.map((finding) => finding.muted);
  };
  expect([await invoke(0), await invoke(40), await invoke(0)]).toEqual([[null], ['repeated'], [null]]);
});
