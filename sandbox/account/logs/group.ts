/** A log group: its events, read in pages, and its filters. */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../src/core/event.ts';
import { textAt } from '../../../src/core/fields.ts';
import { DAY } from '../../../src/core/time.ts';
import { hasExpression } from '../../../src/selection/logs-filter.ts';
import { LIMITS } from '../../limits.ts';
import { readToken, writeToken } from '../pages.ts';
import { AwsFault } from '../service.ts';
import { matcherOf } from './match.ts';

export interface LogEvent {
  readonly stream: string;
  /** Milliseconds since the epoch, as is `ingested`. */
  readonly timestamp: number;
  readonly message: string;
  readonly ingested: number;
  /** Digits in the order of arrival. */
  readonly id: string;
}

export interface EventQuery {
  /** Both inclusive. */
  readonly from: number;
  readonly to: number;
  readonly pattern: string;
  /** Empty means all. */
  readonly streams: readonly string[];
  readonly streamPrefix: string;
  readonly limit: number;
}

interface EventPage {
  readonly events: readonly LogEvent[];
  readonly next: string | undefined;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
const PAGE_BYTES = 1_048_576;

export type FilterKind = 'metricFilters' | 'subscriptionFilters';

export class Group {
  readonly name: string;
  readonly arn: string;
  readonly created: number;
  readonly now: () => number;
  readonly streams = new Set<string>();
  readonly events: LogEvent[] = [];
  readonly metricFilters = new Map<string, JsonObject>();
  readonly tags = new Map<string, string>();
  readonly subscriptionFilters = new Map<string, JsonObject>();
  /** Days. Defaults to for ever. */
  retention: number | undefined;

  constructor(arn: string, now: () => number) {
    this.arn = arn;
    this.name = arn.split(':').slice(6).join(':');
    this.now = now;
    this.created = now();
  }

  put(stream: string, events: readonly Pick<LogEvent, 'timestamp' | 'message'>[]): readonly LogEvent[] {
    this.streams.add(stream);
    const ingested = this.now();
    const made = events.map(({ timestamp, message }, index) => ({
      stream,
      timestamp,
      message,
      ingested,
      id: String(this.events.length + index).padStart(56, '0'),
    }));
    this.events.push(...made);
    return made;
  }

  /** Deletes a stream with its events. False if there is none. */
  deleteStream(name: string): boolean {
    const others = this.events.filter(({ stream }) => stream !== name);
    this.events.splice(0, this.events.length, ...others);
    return this.streams.delete(name);
  }

  /**
   * One page of at most `scanned` scanned events, so that a page may be empty and still lead to another, as AWS's do.
   * Events that arrive between two pages are seen if they are later than the scanned ones.
   */
  filter(question: EventQuery, token: string | undefined, scanned: number): EventPage {
    const matches = matcherOf(question.pattern);
    const after = token === undefined ? '' : String(readToken(token, question, 'InvalidParameterException'));
    const all = this.inOrder(question).filter((event) => placeOf(event) > after);
    const events: LogEvent[] = [];
    let looked = 0;
    let bytes = 0;
    for (const event of all) {
      if (looked >= scanned || events.length >= question.limit || bytes > PAGE_BYTES) break;
      looked += 1;
      if (!matches(event.message)) continue;
      events.push(event);
      bytes += Buffer.byteLength(event.message);
    }
    const last = all[looked - 1];
    const isMore = looked < all.length && last !== undefined;
    return { events, next: isMore ? writeToken(placeOf(last), question) : undefined };
  }

  inOrder({ from, to, streams, streamPrefix }: EventQuery): readonly LogEvent[] {
    const oldest = this.retention === undefined ? Number.NEGATIVE_INFINITY : this.now() - this.retention * DAY;
    return this.events
      .filter(({ timestamp }) => timestamp >= Math.max(from, oldest) && timestamp <= to)
      .filter(({ stream }) => (streams.length === 0 || streams.includes(stream)) && stream.startsWith(streamPrefix))
      .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  }

  /** A metric filter, or a subscription filter. */
  putFilter(kind: FilterKind, name: string, filter: JsonObject): void {
    const before = this[kind].get(name);
    const others = [...this.metricFilters.values(), ...this.subscriptionFilters.values()].filter(
      (other) => other !== before && isExpression(other),
    );
    if (isExpression(filter) && others.length >= LIMITS.filterExpressions)
      throw new AwsFault('LimitExceededException', 'Resource limit exceeded.');
    if (kind === 'metricFilters') this.metricFilters.set(name, filter);
    else this.subscribe(name, filter);
  }

  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
  subscribe(name: string, filter: JsonObject): void {
    if (!this.subscriptionFilters.has(name) && this.subscriptionFilters.size >= LIMITS.subscriptionFilters)
      throw new AwsFault('LimitExceededException', 'Resource limit exceeded.');
    this.subscriptionFilters.set(name, filter);
  }
}

const isExpression = (filter: JsonObject) => hasExpression(textAt(filter, 'filterPattern') ?? '');

const placeOf = ({ timestamp, id }: LogEvent) => `${String(timestamp).padStart(15, '0')} ${id}`;

/** Input of a subscribed function: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
export function subscriptionData(group: Group, filterName: string, events: readonly LogEvent[]): JsonObject {
  return {
    messageType: 'DATA_MESSAGE',
    owner: group.arn.split(':')[4] ?? '',
    logGroup: group.name,
    logStream: events[0]?.stream ?? randomUUID(),
    subscriptionFilters: [filterName],
    logEvents: events.map(({ id, timestamp, message }) => ({ id, timestamp, message })),
  };
}
