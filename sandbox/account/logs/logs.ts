/** CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html */
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../../src/core/event.ts';
import { isObject, listAt, numberAt, objectAt, textAt, valueAt } from '../../../src/core/fields.ts';
import type { Datum } from '../cloudwatch/metrics.ts';
import { perRegion } from '../regions.ts';
import { AwsFault, jsonService, type Service } from '../service.ts';
import type { AccountContext } from '../world.ts';
import { logsActions } from './actions.ts';
import { Group, type LogEvent, subscriptionData } from './group.ts';
import { matcherOf } from './match.ts';

export type NewEvent = Pick<LogEvent, 'timestamp' | 'message'>;

export interface LogsOptions {
  /** Events that one page of FilterLogEvents scans: AWS's pages can be empty, and still lead to another. */
  readonly scanned?: number | undefined;
  /** Invokes a function in the name of a log group. False if it may not be invoked. */
  readonly invoke: (functionArn: string, event: object, groupArn: string) => boolean;
  /** Gets the counts of metric filters. */
  readonly count?: (data: readonly Datum[], region: string) => void;
}

export class Logs {
  readonly world: AccountContext;
  readonly options: LogsOptions;
  readonly service: Service;
  readonly groupsIn = perRegion(() => new Map<string, Group>());
  /** Policies of the whole account, as DescribeAccountPolicies returns them; none has an effect here. */
  readonly policiesIn = perRegion((): JsonObject[] => []);

  constructor(world: AccountContext, options: LogsOptions) {
    this.world = world;
    this.options = options;
    this.service = jsonService(logsActions(this));
  }

  create(name: string, region = this.world.home): Group {
    const group = new Group(`arn:aws:logs:${region}:${this.world.account}:log-group:${name}`, this.world.now);
    this.groupsIn(region).set(name, group);
    return group;
  }

  group(name: string, region = this.world.home): Group {
    const found = this.groupsIn(region).get(name);
    if (found !== undefined) return found;
    throw new AwsFault('ResourceNotFoundException', 'The specified log group does not exist.');
  }

  /** Puts events as CloudTrail does, of any age, for the group's metric filters and subscription filters. */
  put(name: string, events: readonly NewEvent[], { stream = 'trail', region = this.world.home } = {}): void {
    this.add(this.group(name, region), stream, events);
  }

  add(group: Group, stream: string, events: readonly NewEvent[]): void {
    const added = group.put(stream, events);
    const counted = [...group.metricFilters.values()].flatMap((filter) => countedBy(filter, added));
    const incoming = incomingOf(group, added.length, this.world.now());
    this.options.count?.([incoming, ...counted], group.arn.split(':')[3] ?? '');
    for (const [name, filter] of group.subscriptionFilters) {
      const matches = matcherOf(textAt(filter, 'filterPattern') ?? '');
      const wanted = added.filter(({ message }) => matches(message));
      if (wanted.length === 0) continue;
      const data = gzipSync(JSON.stringify(subscriptionData(group, name, wanted))).toString('base64');
      const destination = textAt(filter, 'destinationArn') ?? '';
      const isForwarded = this.options.invoke(destination, { awslogs: { data } }, `${group.arn}:*`);
      const count = forwardedOf(group, name, wanted.length, wanted[0]?.timestamp ?? 0);
      if (isForwarded) this.options.count?.([count], group.arn.split(':')[3] ?? '');
    }
  }
}

/**
 * One number for each event that matches; the default if events came and none matches, here for each batch instead of
 * each minute. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html
 */
function countedBy(filter: JsonObject, events: readonly LogEvent[]): readonly Datum[] {
  const matches = matcherOf(textAt(filter, 'filterPattern') ?? '');
  const metrics = listAt(filter, 'metricTransformations').filter(isObject);
  const found = events.filter(({ message }) => matches(message));
  return metrics.flatMap((metric): readonly Datum[] => {
    const named = { namespace: textAt(metric, 'metricNamespace') ?? '', name: textAt(metric, 'metricName') ?? '' };
    const spare = numberAt(metric, 'defaultValue');
    if (found.length === 0 && spare !== undefined) return [{ ...named, value: spare, at: events[0]?.timestamp ?? 0 }];
    return found.flatMap(({ timestamp, message }) => {
      const value = numberOf(textAt(metric, 'metricValue') ?? '1', message);
      const dimensions = dimensionsIn(objectAt(metric, 'dimensions') ?? {}, message);
      return value === undefined ? [] : [{ ...named, value, at: timestamp, dimensions }];
    });
  });
}

/** `1`, or the number in a field: `$.count`. */
function numberOf(text: string, message: string): number | undefined {
  const value = Number(text.startsWith('$') ? fieldOf(text, message) : text);
  return Number.isFinite(value) ? value : undefined;
}

function dimensionsIn(fields: JsonObject, message: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).map(([name, path]) => [name, fieldOf(String(path), message)]));
}

const fieldOf = (path: string, message: string): string =>
  String(valueAt(JSON.parse(message), path.replace(/^\$\./, '')) ?? '');

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html */
const incomingOf = ({ name }: Group, value: number, at: number): Datum => ({
  namespace: 'AWS/Logs',
  name: 'IncomingLogEvents',
  dimensions: { LogGroupName: name },
  value,
  at,
});

const forwardedOf = (group: Group, filter: string, value: number, at: number): Datum => ({
  namespace: 'AWS/Logs',
  name: 'ForwardedLogEvents',
  dimensions: { LogGroupName: group.name, DestinationType: 'Lambda', FilterName: filter },
  value,
  at,
});
