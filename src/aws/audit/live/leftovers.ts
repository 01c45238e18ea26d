/** Things that an `audit --live` left which was killed before it could remove them. Only reads. */
import { fedGroups } from '../../../auditing/live/fed.ts';
import type { LogGroupPlace, Reading, Refused, Snapshot } from '../../../auditing/snapshot.ts';
import { arnIn } from '../../../core/arn.ts';
import { LIVE_MARK, madeAt } from '../../../core/live-mark.ts';
import { MINUTE } from '../../../core/time.ts';
import { attempt, attemptPages, attemptToFind, type Reader } from '../attempt.ts';
import type { Thing } from './things.ts';

export interface Leftover {
  readonly thing: Thing;
  /** Milliseconds since the epoch, by its name. */
  readonly made: number;
}

export interface Leftovers {
  readonly found: readonly Leftover[];
  /** Younger ones, which a run that still goes on may need. */
  readonly recent: readonly Leftover[];
  /** Reads that failed: there may be more. */
  readonly unread: readonly Refused[];
}

/** Longer than any run takes: it watches for 15 minutes at most. */
const LONGEST_RUN = 30 * MINUTE;

/** Looks where a run makes things: in log groups, in their regions' queues, on buses, and among subscribers of topics. */
export async function findLeftovers(snapshot: Snapshot, now: number, reader: Reader): Promise<Leftovers> {
  const groups = fedGroups(snapshot);
  const regions = new Set([...groups.map(({ region }) => region), ...topicRegions(snapshot)]);
  const streams = await Promise.all(groups.map((group) => streamsIn(group, reader)));
  const queues = await Promise.all([...regions].map((region) => queuesIn(region, snapshot.account, reader)));
  const rules = await Promise.all([...snapshot.regions.keys()].map((region) => rulesIn(region, reader)));
  const readings = [...streams, ...queues, ...rules];
  const things = [
    ...subscriptionsIn(snapshot),
    ...readings.flatMap((one) => (one.kind === 'read' ? (one.value ?? []) : [])),
  ];
  const all = things.flatMap((thing) => {
    const made = madeAt(markIn(thing));
    return made === undefined ? [] : [{ thing, made }];
  });
  return {
    found: all.filter(({ made }) => now - made > LONGEST_RUN),
    recent: all.filter(({ made }) => now - made <= LONGEST_RUN),
    unread: readings.flatMap((one) => (one.kind === 'refused' ? [one] : [])),
  };
}

function markIn({ kind, name, of }: Thing): string {
  if (kind === 'subscription') return of.split(':').at(-1) ?? '';
  return kind === 'rule' ? name.replace(/-\d+$/, '') : name;
}

const topicRegions = ({ topics }: Snapshot): readonly string[] =>
  [...topics.keys()].flatMap((arn) => arn.split(':')[3] ?? []);

/** Subscriptions of queues of this account, by the topics that the audit has read. */
const subscriptionsIn = ({ topics, account }: Snapshot): readonly Thing[] =>
  [...topics].flatMap(([topic, state]) => {
    if (state.kind === 'refused' || state.value === null || state.value.subscriptions.kind === 'refused') return [];
    const own = state.value.subscriptions.value.filter(
      ({ protocol, endpoint }) => protocol === 'sqs' && endpoint.split(':')[4] === account,
    );
    return own.map(({ arn, endpoint }) => ({
      ...{ kind: 'subscription' as const, region: topic.split(':')[3] ?? '', name: topic, of: endpoint },
      id: arn === '' ? undefined : arn,
    }));
  });

/** Null if the group isn't there. */
function streamsIn({ name, region }: LogGroupPlace, reader: Reader): Promise<Reading<readonly Thing[] | null>> {
  return attemptToFind('logs:DescribeLogStreams', region, reader, async () => {
    const { paginateDescribeLogStreams } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await reader.aws.logs(region);
    const input = { logGroupName: name, logStreamNamePrefix: LIVE_MARK };
    const found: Thing[] = [];
    for await (const { logStreams = [] } of paginateDescribeLogStreams({ client }, input, {
      abortSignal: reader.signal,
    }))
      for (const { logStreamName: stream = '' } of logStreams)
        found.push({ kind: 'stream', region, name: stream, of: name, id: stream });
    return found;
  });
}

function rulesIn(region: string, reader: Reader): Promise<Reading<readonly Thing[]>> {
  return attemptPages('events:ListRules', region, reader, async (NextToken) => {
    const { ListRulesCommand } = await import('@aws-sdk/client-eventbridge');
    const client = await reader.aws.events(region);
    const command = new ListRulesCommand({ NamePrefix: LIVE_MARK, NextToken });
    const { Rules = [], NextToken: next } = await client.send(command, { abortSignal: reader.signal });
    const found = Rules.map(({ Name: name = '' }): Thing => ({ kind: 'rule', region, name, of: 'default', id: name }));
    return [found, next];
  });
}

function queuesIn(region: string, account: string, reader: Reader): Promise<Reading<readonly Thing[]>> {
  return attempt('sqs:ListQueues', region, reader, async () => {
    const { paginateListQueues } = await import('@aws-sdk/client-sqs');
    const client = await reader.aws.sqs(region);
    const found: Thing[] = [];
    for await (const { QueueUrls = [] } of paginateListQueues(
      { client, pageSize: 1_000 },
      { QueueNamePrefix: LIVE_MARK },
      {
        abortSignal: reader.signal,
      },
    ))
      for (const url of QueueUrls) {
        const name = url.split('/').at(-1) ?? '';
        found.push({ kind: 'queue', region, name, of: arnIn({ account, region }, 'sqs', name), id: url });
      }
    return found;
  });
}
