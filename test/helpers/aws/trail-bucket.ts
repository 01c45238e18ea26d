/** A trail's bucket on loopback, and `replay --s3` over it. */
import { gzipSync } from 'node:zlib';
import { vi } from 'vitest';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import { run } from '../../../src/cli.ts';
import { fakeHost } from '../host/fake-host.ts';
import { testAccount } from '../records/account.ts';

export const BUCKET = 'acme-trail';
export const DAY = ['--since', '2026-11-20T00:00:00Z', '--until', '2026-11-20T23:59:59Z'];

export const record = (id: string, time: string, account: string, region: string) => ({
  eventVersion: '1.11',
  userIdentity: { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account },
  eventTime: time,
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  awsRegion: region,
  sourceIPAddress: '198.51.100.7',
  responseElements: { ConsoleLogin: 'Success' },
  additionalEventData: { MFAUsed: 'Yes' },
  eventID: id,
  recipientAccountId: account,
});

export const keyOf = (account: string, region: string, stamp: string, root = 'AWSLogs/') =>
  `${root}${account}/CloudTrail/${region}/${stamp.slice(0, 4)}/${stamp.slice(4, 6)}/${stamp.slice(6, 8)}/${account}_CloudTrail_${region}_${stamp}Z_abc.json.gz`;
export const bodyOf = (...records: readonly object[]) => gzipSync(JSON.stringify({ Records: records }));

export async function trailBucket(options: AccountOptions = {}) {
  const account = await testAccount({ now: () => Date.UTC(2026, 10, 21), ...options });
  account.s3.create(BUCKET, options.home);
  vi.stubEnv('AWS_ENDPOINT_URL', account.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  const put = (id: string, account12: string, region: string, stamp: string, root?: string) => {
    const time = `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}T${stamp.slice(9, 11)}:${stamp.slice(11, 13)}:00Z`;
    const key = keyOf(account12, region, stamp, root);
    account.s3.put(BUCKET, key, bodyOf(record(id, time, account12, region)));
    return key;
  };
  const lists = () =>
    account.calls.filter(({ action }) => action === 'ListObjectsV2').map(({ input }) => String(input['prefix'] ?? ''));
  const fetched = () => account.calls.filter(({ action }) => action === 'GetObject').map(({ input }) => input['Key']);
  return { ...account, put, lists, fetched };
}

export async function replayAt(cwd: string, args: readonly string[], signal?: AbortSignal) {
  const host = fakeHost({ cwd, now: Date.UTC(2026, 10, 21), ...(signal === undefined ? {} : { signal }) });
  const exit = await run(['replay', '--format', 'json', '--rules', 'root-login', ...args], host);
  const text = host.out();
  return { exit, err: host.err(), report: text === '' ? undefined : JSON.parse(text) };
}
export const idsOf = (report: { findings: readonly { eventId: string }[] }) =>
  report.findings.map(({ eventId }) => eventId);
