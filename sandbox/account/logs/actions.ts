/** CloudWatch Logs' actions on groups and events. */
import type { JsonObject } from '../../../src/core/event.ts';
import { listAt, numberAt, textAt } from '../../../src/core/fields.ts';
import { pageOf } from '../pages.ts';
import { AwsFault, type JsonActions } from '../service.ts';
import { filterActions } from './filters.ts';
import type { EventQuery, Group, LogEvent } from './group.ts';
import type { Logs } from './logs.ts';
import { MOST_EVENTS, sift } from './sift.ts';

const PAGE = 50;

export function logsActions(logs: Logs): JsonActions {
  /** By name or ARN. */
  const find = (input: JsonObject, region: string): Group => {
    const named = textAt(input, 'logGroupName') ?? textAt(input, 'logGroupIdentifier') ?? '';
    return logs.group(nameIn(named), region);
  };
  return {
    ...groupActions(logs, find),
    PutLogEvents(input, region) {
      const group = find(input, region);
      const stream = textAt(input, 'logStreamName') ?? '';
      if (!group.streams.has(stream))
        throw new AwsFault('ResourceNotFoundException', 'The specified log stream does not exist.');
      const { taken, rejected } = sift(input, logs.world.now());
      logs.add(group, stream, taken);
      return { nextSequenceToken: '0', rejectedLogEventsInfo: rejected };
    },
    FilterLogEvents(input, region) {
      const scanned = logs.options.scanned ?? MOST_EVENTS;
      const { events, next } = find(input, region).filter(questionOf(input), textAt(input, 'nextToken'), scanned);
      return { events: events.map(tell), searchedLogStreams: [], nextToken: next };
    },
    ...filterActions(find, (region) => [...logs.groupsIn(region).values()], logs.world.now),
  };
}

const nameIn = (arn: string) => arn.replace(/^arn:aws:logs:[^:]+:\d+:log-group:/, '').replace(/:\*$/, '');

function groupActions(logs: Logs, find: (input: JsonObject, region: string) => Group): JsonActions {
  return {
    CreateLogGroup(input, region) {
      const name = textAt(input, 'logGroupName') ?? '';
      if (!/^[\w./#-]{1,512}$/.test(name)) throw new AwsFault('InvalidParameterException', `logGroupName ${name}`);
      if (logs.groupsIn(region).has(name))
        throw new AwsFault('ResourceAlreadyExistsException', 'The specified log group already exists');
      logs.create(name, region);
      return undefined;
    },
    DeleteLogGroup(input, region) {
      logs.groupsIn(region).delete(find(input, region).name);
      return undefined;
    },
    CreateLogStream(input, region) {
      const { streams } = find(input, region);
      const name = textAt(input, 'logStreamName') ?? '';
      if (streams.has(name))
        throw new AwsFault('ResourceAlreadyExistsException', 'The specified log stream already exists');
      streams.add(name);
      return undefined;
    },
    DeleteLogStream(input, region) {
      if (!find(input, region).deleteStream(textAt(input, 'logStreamName') ?? ''))
        throw new AwsFault('ResourceNotFoundException', 'The specified log stream does not exist.');
      return undefined;
    },
    DescribeLogStreams(input, region) {
      const prefix = textAt(input, 'logStreamNamePrefix') ?? '';
      const names = [...find(input, region).streams].filter((name) => name.startsWith(prefix));
      return { logStreams: names.map((logStreamName) => ({ logStreamName })) };
    },
    DescribeAccountPolicies: (input, region) => ({
      accountPolicies: logs.policiesIn(region).filter((one) => one['policyType'] === input['policyType']),
    }),
    ListTagsForResource: (input, region) => ({
      tags: Object.fromEntries(logs.group(nameIn(textAt(input, 'resourceArn') ?? ''), region).tags),
    }),
    PutRetentionPolicy(input, region) {
      find(input, region).retention = numberAt(input, 'retentionInDays');
      return undefined;
    },
    DescribeLogGroups(input, region) {
      const prefix = textAt(input, 'logGroupNamePrefix') ?? '';
      const groups = [...logs.groupsIn(region).values()].filter(({ name }) => name.startsWith(prefix)).map(describe);
      const { items, next } = pageOf(groups, numberAt(input, 'limit') ?? PAGE, textAt(input, 'nextToken'), prefix);
      return { logGroups: items, nextToken: next };
    },
  };
}

function describe({ name, arn, created, retention, metricFilters }: Group): JsonObject {
  return {
    logGroupName: name,
    arn: `${arn}:*`,
    logGroupArn: arn,
    creationTime: created,
    metricFilterCount: metricFilters.size,
    storedBytes: 0,
    logGroupClass: 'STANDARD',
    ...(retention === undefined ? {} : { retentionInDays: retention }),
  };
}

function tell({ stream, timestamp, message, ingested, id }: LogEvent): JsonObject {
  return { logStreamName: stream, timestamp, message, ingestionTime: ingested, eventId: id };
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
function questionOf(input: JsonObject): EventQuery {
  const limit = numberAt(input, 'limit') ?? MOST_EVENTS;
  if (limit < 1 || limit > MOST_EVENTS)
    throw new AwsFault('InvalidParameterException', `Value '${limit}' at 'limit' failed to satisfy constraint`);
  return {
    from: numberAt(input, 'startTime') ?? 0,
    to: numberAt(input, 'endTime') ?? Number.MAX_SAFE_INTEGER,
    pattern: textAt(input, 'filterPattern') ?? '',
    streams: listAt(input, 'logStreamNames').map(String),
    streamPrefix: textAt(input, 'logStreamNamePrefix') ?? '',
    limit,
  };
}
