/** Replay from LookupEvents through the sandbox, which allows two requests a second and region as AWS does. */
import { makeAws } from '../src/aws/clients.ts';
import { madeUpDay } from '../src/demo/day.ts';
import { startSandbox } from '../src/demo/sandbox.ts';
import { nodeHost } from '../src/node-host.ts';
import { lookupEvents } from '../src/sources/event-history/lookup-events.ts';

const DAY = 86_400_000;
/** This many copies of the day's records in the busiest region make about 16 pages. */
const COPIES = 40;
/** Share of the requests. */
const MOST_THROTTLED = 0.1;

export async function lookupRatio(): Promise<number> {
  const now = Date.now();
  const day = madeUpDay(now);
  const busy = day.filter((record) => record['awsRegion'] === 'us-east-1');
  const copies = Array.from({ length: COPIES }, (_, copy) =>
    busy.map((record) => ({ ...record, eventID: `${copy} ${record['eventID']}` })),
  );
  const sandbox = await startSandbox({
    records: [...day, ...copies.flat()],
    regions: ['us-east-1', 'us-east-2', 'eu-north-1'],
  });
  const host = nodeHost([]);
  const source = lookupEvents({
    aws: makeAws({
      endpoint: sandbox.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    }),
    regions: ['us-east-1', 'us-east-2', 'eu-north-1'],
    queries: [{ attribute: null }],
    from: now - DAY,
    to: now,
    clock: { now: host.now, sleep: host.sleep },
  });
  const start = performance.now();
  for await (const reading of source.read(new AbortController().signal))
    if (reading.kind === 'unreadable') throw new Error(reading.reason.en);
  const seconds = (performance.now() - start) / 1_000;
  const { pages, throttled } = sandbox.statistics;
  await sandbox.close();
  const requests = throttled + Object.values(pages).reduce((sum, count) => sum + count, 0);
  // On a busy machine one request comes late and the next in time, which is too soon after it; the ratio has the wait.
  if (throttled > requests * MOST_THROTTLED) throw new Error(`of ${requests} requests ${throttled} were throttled`);
  return seconds / (Math.max(...Object.values(pages)) / 2);
}
