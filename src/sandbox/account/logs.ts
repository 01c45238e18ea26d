/** CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html */
import { gzipSync } from 'node:zlib';
import { textAt } from '../../core/fields.ts';
import { logsActions } from './logs-actions.ts';
import { Group, type LogEvent, subscriptionData } from './logs-group.ts';
import { matcherOf } from './logs-match.ts';
import { perRegion } from './regions.ts';
import { AwsFault, jsonService, type Service } from './service.ts';
import type { World } from './world.ts';

export type NewEvent = Pick<LogEvent, 'timestamp' | 'message'>;

export interface LogsOptions {
  /** Events that one page of FilterLogEvents looks at: AWS's pages can be empty, and still lead to another. */
  readonly scanned?: number | undefined;
  readonly invoke: (functionArn: string, event: object) => void;
}

export class Logs {
  readonly world: World;
  readonly options: LogsOptions;
  readonly service: Service;
  readonly groupsIn = perRegion(() => new Map<string, Group>());

  constructor(world: World, options: LogsOptions) {
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

  /** Puts events as CloudTrail does, of any age, and hands them to the group's subscription filters. */
  put(name: string, events: readonly NewEvent[], { stream = 'trail', region = this.world.home } = {}): void {
    this.add(this.group(name, region), stream, events);
  }

  add(group: Group, stream: string, events: readonly NewEvent[]): void {
    const added = group.put(stream, events);
    for (const [name, filter] of group.subscriptionFilters) {
      const matches = matcherOf(textAt(filter, 'filterPattern') ?? '');
      const wanted = added.filter(({ message }) => matches(message));
      if (wanted.length === 0) continue;
      const data = gzipSync(JSON.stringify(subscriptionData(group, name, wanted))).toString('base64');
      this.options.invoke(textAt(filter, 'destinationArn') ?? '', { awslogs: { data } });
    }
  }
}
