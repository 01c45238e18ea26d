/** A flood of failed sign-ins in one file, as the notifier's function takes it in. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../src/core/event.ts';
import { type DynamoUse, dynamoUse } from '../test/helpers/aws/dynamo-units.ts';
import { startNotifier } from '../test/helpers/notifier/running-notifier.ts';
import { s3Notification } from '../test/helpers/records/envelopes.ts';

/** One user, many users from one address, many users from as many addresses. */
export const FLOODS = ['one user', 'many users', 'many addresses'] as const;
export type FloodKind = (typeof FLOODS)[number];

export interface FloodCost {
  readonly count: number;
  /** Seconds of processor time of the function's process, its start included. */
  readonly cpu: number;
  readonly seconds: number;
  /** MiB at the most. */
  readonly peak: number;
  readonly dynamo: DynamoUse;
  /** Requests to all services. */
  readonly requests: number;
}

export async function flood(kind: FloodKind, count: number): Promise<FloodCost> {
  const notifier = await startNotifier({ isDeployed: true, settings: SLACK, secrets: { '/acme/slack': 'https://x' } });
  try {
    const key = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/flood.json.gz';
    notifier.account.s3.create('trail');
    notifier.account.s3.put('trail', key, gzipSync(JSON.stringify({ Records: floodOf(kind, count, notifier.now()) })));
    const started = performance.now();
    const { payload, error } = await notifier.invoke(s3Notification('trail', key));
    const seconds = (performance.now() - started) / 1_000;
    if (error !== undefined) throw new Error(JSON.stringify(payload));
    const pid = notifier.function.pid();
    const { calls } = notifier.account;
    return { count, cpu: cpuOf(pid), seconds, peak: peakOf(pid), dynamo: dynamoUse(calls), requests: calls.length };
  } finally {
    await notifier.close();
  }
}

const SLACK = { channels: [{ kind: 'slack', slack: { webhook: 'ssm:/acme/slack' } }] } as const;

/** Within ten minutes. Each record has 1.2 kB, as real ones do. */
export function floodOf(kind: FloodKind, count: number, now: number): readonly JsonObject[] {
  const start = now - 12 * 60_000;
  return [...Array(count).keys()].map((index) => {
    const user = kind === 'one user' ? 'alice' : `person-${index}`;
    const address = kind === 'many addresses' ? `198.51.${100 + (index >> 8)}.${index & 255}` : '198.51.100.7';
    const time = new Date(start + Math.floor((index * 600_000) / count)).toISOString();
    return {
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        principalId: `AIDA${user.toUpperCase()}`,
        accountId: '111122223333',
        accessKeyId: '',
        userName: user,
      },
      eventTime: `${time.slice(0, 19)}Z`,
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      awsRegion: 'us-east-1',
      sourceIPAddress: address,
      userAgent:
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
      errorMessage: 'Failed authentication',
      requestParameters: null,
      responseElements: { ConsoleLogin: 'Failure' },
      additionalEventData: {
        LoginTo: 'https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true',
        MobileVersion: 'No',
        MFAUsed: 'No',
      },
      eventID: `3f0c5c1e-6a5b-4a0c-9d2e-${String(index).padStart(12, '0')}`,
      readOnly: false,
      eventType: 'AwsConsoleSignIn',
      managementEvent: true,
      recipientAccountId: '111122223333',
      eventCategory: 'Management',
      tlsDetails: {
        tlsVersion: 'TLSv1.3',
        cipherSuite: 'TLS_AES_128_GCM_SHA256',
        clientProvidedHostHeader: 'us-east-1.signin.aws.amazon.com',
      },
    };
  });
}

/** Seconds. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function cpuOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const peakOf = (pid: number | undefined): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
