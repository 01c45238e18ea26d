/** Puts the made-up records, watches, and removes what it made, however that ends. */
import type { BusRung } from '../../../auditing/live/bus/receivers.ts';
import type { TakingRule } from '../../../auditing/live/bus/taking.ts';
import type { Rung } from '../../../auditing/live/choice.ts';
import { type Expected, expectedOf } from '../../../auditing/live/expected.ts';
import { nothingSeen, type Sightings, unreadKey } from '../../../auditing/live/sightings.ts';
import type { LogGroupPlace, Snapshot } from '../../../auditing/snapshot.ts';
import { EXIT } from '../../../core/exit.ts';
import { UserError } from '../../../core/user-error.ts';
import { refusalFrom } from '../../../core/words.ts';
import { LIVE_WORDS } from '../../../messages/audit/live/live.ts';
import { explainAws } from '../../errors.ts';
import type { Reader } from '../attempt.ts';
import { makeRules, putEvents, putMissing, SETTLE } from './bus.ts';
import { readBaseline } from './counts.ts';
import { testPatterns } from './patterns.ts';
import { type Left, removeAll, Things } from './things.ts';
import { watch } from './watch.ts';
import type { Baseline } from './watching.ts';

export interface Ringing {
  readonly rung: readonly Rung[];
  readonly bus: readonly BusRung[];
  /** AWS is asked about their patterns. */
  readonly rules: readonly TakingRule[];
  readonly snapshot: Snapshot;
  /** The name of all that is made. */
  readonly mark: string;
  readonly now: () => number;
  /** Waits so many milliseconds, whatever stops the run: between tries of the removal. */
  readonly pause: (ms: number) => Promise<void>;
  readonly onLook?: (sightings: Sightings, expected: Expected) => void;
}

export interface RingOutcome {
  readonly sightings: Sightings;
  readonly expected: Expected;
  /** Milliseconds since the epoch; undefined if no record was put. */
  readonly put: number | undefined;
  /** Milliseconds from there to the last look. */
  readonly watched: number;
  readonly left: readonly Left[];
  /** Why it ended before its time. */
  readonly error: unknown;
}

export async function ring(ringing: Ringing, reader: Reader): Promise<RingOutcome> {
  const { rung, bus, rules, snapshot, mark, now, onLook } = ringing;
  const expected = expectedOf(rung, bus, snapshot);
  const sightings = nothingSeen();
  const things = new Things(reader);
  let put: number | undefined;
  let error: unknown;
  try {
    await testPatterns(rules, sightings, reader);
    const queues = await makeQueues(expected, { mark, account: snapshot.account }, things, reader);
    if (bus.length > 0) {
      await makeRules(bus, things, sightings, reader);
      goOn(reader);
      await reader.sleep(SETTLE);
    }
    const groups = [...new Map(rung.map(({ ring: { group } }) => [`${group.region} ${group.name}`, group])).values()];
    for (const { name, region } of groups) {
      goOn(reader);
      await making('logs:CreateLogStream', region, reader, () => things.stream(mark, name, region));
    }
    const baseline = await baselineOf(expected, sightings, now, reader);
    for (const group of groups) {
      goOn(reader);
      put ??= now();
      await making('logs:PutLogEvents', group.region, reader, () => putRecords(group, ringing, reader));
    }
    goOn(reader);
    await putEvents(bus, sightings, now, reader);
    put ??= [...sightings.events.values()][0]?.[0];
    if (put !== undefined) {
      const watching = { expected, sightings, baseline, queues, since: put, now };
      const onLookAt = async (seen: Sightings) => {
        onLook?.(seen, expected);
        await putMissing(bus, watching, reader);
      };
      await watch({ ...watching, onLook: onLookAt }, reader);
    }
    goOn(reader);
  } catch (caught) {
    error = caught;
  }
  const watched = put === undefined ? 0 : now() - put;
  const left = await removeAll(things.made, { aws: reader.aws, sleep: ringing.pause });
  return { sightings, expected, put, watched, left, error };
}

/** One queue a region, subscribed to each topic that is rung there. Both take effect before any alarm is evaluated. */
async function makeQueues(
  { topics }: Expected,
  { mark, account }: { readonly mark: string; readonly account: string },
  things: Things,
  reader: Reader,
): Promise<ReadonlyMap<string, string>> {
  const queues = new Map<string, string>();
  for (const [region, arns] of topics) {
    if (arns.length === 0) continue;
    goOn(reader);
    const queue = await making('sqs:CreateQueue', region, reader, () => things.queue(mark, region, account, arns));
    queues.set(region, queue.id ?? '');
    for (const topic of arns) {
      goOn(reader);
      await making('sns:Subscribe', region, reader, () => things.subscription(topic, queue));
    }
  }
  return queues;
}

async function baselineOf(
  expected: Expected,
  { unread }: Sightings,
  now: () => number,
  reader: Reader,
): Promise<Baseline> {
  const all = new Map<string, number>();
  for (const region of new Set([...expected.metrics, ...expected.forwards].map((one) => one.region))) {
    const found = await readBaseline(expected, region, now(), reader);
    // Without it nobody can say what rose.
    if (found.kind === 'refused') unread.set(unreadKey(region, 'metrics'), found);
    else for (const [key, value] of found.value) all.set(key, value);
  }
  return all;
}

async function putRecords(
  { name, region }: LogGroupPlace,
  { rung, mark, now }: Ringing,
  { aws }: Reader,
): Promise<void> {
  const { PutLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const own = rung.filter(({ ring: { group } }) => group.name === name && group.region === region);
  const timestamp = now();
  const logEvents = own.map(({ ring: { record } }) => ({ timestamp, message: JSON.stringify(record) }));
  const client = await aws.logs(region);
  const { rejectedLogEventsInfo } = await client.send(
    new PutLogEventsCommand({ logGroupName: name, logStreamName: mark, logEvents }),
  );
  if (rejectedLogEventsInfo === undefined) return;
  const { message, hint } = refusalFrom(LIVE_WORDS, ({ rejected }) => rejected(name));
  throw new UserError(message, { hint, exit: EXIT.refused });
}

/** A call that changes something, its failure as a sentence. */
async function making<T>(action: string, region: string, { aws }: Reader, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw explainAws(error, { action, region, profile: aws.profile, command: 'audit --live' });
  }
}

function goOn({ signal }: Reader): void {
  if (!signal.aborted) return;
  const { message, hint } = refusalFrom(LIVE_WORDS, ({ stopped }) => stopped);
  throw new UserError(message, { hint, exit: EXIT.refused });
}
