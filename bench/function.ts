/** The notifier's function as Lambda runs it: the time to its first handled event, and the memory for a big file. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { madeUpDay } from '../src/demo/day.ts';
import { startNotifier } from '../test/helpers/notifier/running-notifier.ts';
import { logsEnvelope, s3Notification } from '../test/helpers/records/envelopes.ts';

const RUNS = 7;
const FILE_BYTES = 50 * 1024 ** 2;

/** Milliseconds above a bare start of Node.js until an event without findings is answered: the cost of a cold start. */
export async function coldStart(): Promise<number> {
  const bare = median(
    Array.from({ length: RUNS }, () => {
      const start = performance.now();
      spawnSync(process.execPath, ['-e', '0']);
      return performance.now() - start;
    }),
  );
  const first: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const notifier = await startNotifier({ isDeployed: true });
    const start = performance.now();
    const { error } = await notifier.invoke(logsEnvelope([quiet(Date.now())]));
    first.push(performance.now() - start);
    await notifier.close();
    if (error !== undefined) throw new Error('the function failed');
  }
  return median(first) - bare;
}

/** The process's peak memory in MiB while it read a trail file of 50 MB. */
export async function bigFile(): Promise<number> {
  const notifier = await startNotifier({ isDeployed: true });
  const key = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/big.json.gz';
  notifier.account.s3.create('trail');
  notifier.account.s3.put('trail', key, gzipSync(fileOf(FILE_BYTES)));
  const { payload, error } = await notifier.invoke(s3Notification('trail', key));
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${notifier.function.pid()}/status`, 'utf8'))?.[1];
  await notifier.close();
  if (error !== undefined) throw new Error(JSON.stringify(payload));
  return Number(peak) / 1024;
}

const quiet = (now: number) => ({
  ...madeUpDay(now).find(({ eventName }) => eventName === 'DescribeInstances'),
  eventID: `quiet ${now}`,
});

/** A day with its sign-ins and changes, and then, as in real files, tens of thousands of read-only calls. */
function fileOf(bytes: number): string {
  const day = madeUpDay(Date.now());
  const read = quiet(Date.now());
  const parts: string[] = [];
  for (let size = 0, index = 0; size < bytes; index += 1) {
    const text = JSON.stringify({ ...(day[index] ?? read), eventID: `record-${index}` });
    parts.push(text);
    size += text.length + 1;
  }
  return `{"Records":[${parts.join(',')}]}`;
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
