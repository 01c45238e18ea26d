/** A flood of failed sign-ins in one file, as the notifier's function takes it in: its cost, and what is told when. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { cpuSeconds, limitCpu, peakMemory } from '../sandbox/cpu-limit.ts';
import type { JsonObject } from '../src/core/event.ts';
import { once } from '../src/core/once.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { type DynamoUse, dynamoUse } from '../test/helpers/aws/dynamo-units.ts';
import { type RunningNotifier, startNotifier } from '../test/helpers/notifier/running-notifier.ts';
import { s3Notification } from '../test/helpers/records/envelopes.ts';

/** One user from one address, as many users from one address, as many users from as many addresses. */
export const FLOODS = ['one user', 'many users', 'many addresses'] as const;
/** `five each`: at each of many users five attempts from one address, so that every fifth event completes a burst. */
export type FloodKind = (typeof FLOODS)[number] | 'five each';

/** MB of the function, and seconds of its timeout (`templates/notifier.yaml`). */
export const MEMORY = 256;
const TIMEOUT = 180;

export interface FloodCost {
  /** Seconds of processor time of the function's process, its start included. */
  readonly cpu: number;
  /** Share of the timeout with the processor that the memory gives. */
  readonly share: number;
  /** MiB of the process at the most. */
  readonly peak: number;
  /** Requests to all services for an event, and write units of the table. */
  readonly requests: number;
  readonly writeUnits: number;
  /** Share of the requests, or of the write units if it is more, after which the gravest alert was in the outbox. */
  readonly first: number;
  /** Share of the processor time at the same moment: the file is read, and all of its events are looked at, before. */
  readonly firstCpu: number;
  readonly dynamo: DynamoUse;
}

/** Takes in a flood of `count` events with `memory` MB and as much of a core. */
export async function flood(kind: FloodKind, count: number, memory = MEMORY): Promise<FloodCost> {
  const outbox: { pid?: number; filled?: number } = {};
  const notifier = await startNotifier({
    isDeployed: true,
    memory,
    settings: SLACK,
    secrets: { '/acme/slack': 'x' },
    trouble(_, action) {
      if (action === 'SendMessage' && outbox.pid !== undefined) outbox.filled ??= cpuSeconds(outbox.pid);
      return undefined;
    },
  });
  try {
    const input = putFlood(floodOf(kind, count, notifier.now()), notifier);
    // The function has started before, as one that is deployed has.
    await notifier.invoke(s3Notification('trail', 'none'), 'warm');
    const before = notifier.account.calls.length;
    const pid = notifier.function.pid() ?? 0;
    outbox.pid = pid;
    const unlimited = limitCpu(pid, memory);
    const [started, used] = [performance.now(), cpuSeconds(pid)];
    const { payload, error } = await notifier.invoke(input);
    unlimited();
    const cpu = cpuSeconds(pid) - used;
    if (error !== undefined) throw new Error(JSON.stringify(payload));
    const calls = notifier.account.calls.slice(before);
    const all = dynamoUse(calls);
    const sent = calls.findIndex(({ action }) => action === 'SendMessage');
    return {
      cpu,
      share: (performance.now() - started) / 1_000 / TIMEOUT,
      peak: peakMemory(pid),
      requests: calls.length / count,
      writeUnits: all.writeUnits / count,
      first: Math.max(sent / calls.length, dynamoUse(calls.slice(0, sent)).writeUnits / all.writeUnits),
      firstCpu: ((outbox.filled ?? Number.POSITIVE_INFINITY) - used) / cpu,
      dynamo: all,
    };
  } finally {
    await notifier.close();
  }
}

/** The costs of all kinds of floods, each measured once. */
const floods = once(async () => {
  const costs: FloodCost[] = [];
  for (const kind of FLOODS) costs.push(await flood(kind, 10_000));
  return costs;
});

/** The worst of one measure over all kinds of floods. */
export const worst = (measure: Exclude<keyof FloodCost, 'dynamo'>) => async (): Promise<number> =>
  Math.max(...(await floods()).map((cost) => cost[measure]));

/** Requests for each event where every user is tried five times: one more for each burst, whose turn is its own. */
export const burstRequests = async (): Promise<number> => (await flood('five each', 10_000)).requests;

const SLACK = {
  ...DEFAULT_SETTINGS,
  channels: [{ kind: 'slack', slack: { webhook: 'ssm:/acme/slack' } }],
} as const;

/** Puts a file of the trail into its bucket, and returns the bucket's message about it. */
export function putFlood(records: readonly JsonObject[], { account }: RunningNotifier): JsonObject {
  const key = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/flood.json.gz';
  account.s3.create('trail');
  account.s3.put('trail', key, gzipSync(JSON.stringify({ Records: records })));
  return s3Notification('trail', key);
}

/** Ids as random as CloudTrail's, which no packing makes smaller. */
function idOf(kind: FloodKind, index: number): string {
  const hex = createHash('sha256').update(`${kind} ${index}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** Failed sign-ins within ten minutes, each record of 1.2 kB, as real ones are. */
export function floodOf(kind: FloodKind, count: number, now: number): readonly JsonObject[] {
  const start = now - 12 * 60_000;
  return [...Array(count).keys()].map((index) => {
    const who = kind === 'five each' ? Math.floor(index / 5) : index;
    const user = kind === 'one user' ? 'alice' : `person-${who}`;
    const isOfMany = kind === 'many addresses' || kind === 'five each';
    const address = isOfMany ? `198.51.${100 + (who >> 8)}.${who & 255}` : '198.51.100.7';
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
      eventID: idOf(kind, index),
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
