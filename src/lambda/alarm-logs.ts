/** An alarm says that something happened; the log group says what. */
import type { MetricFilter } from '@aws-sdk/client-cloudwatch-logs';
import type { AlarmChange } from '../sources/envelope.ts';
import type { Notifier } from './notifier.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** CloudTrail takes minutes to write to a log group, so the first look goes back further than the alarm does. */
const FIRST_LOOK = 20 * MINUTE;
const FURTHEST = 14 * DAY;
const MARK_KEPT_SECONDS = 90 * 86_400;

export interface LoggedEvent {
  readonly message: string;
  /** The log group. */
  readonly from: string;
}

/**
 * The log events that the alarm's metric filters counted, from the last high-water mark on; for `OK` too, because what
 * comes while the state is ALARM changes no state and notifies nobody. `marks` gets what moves the mark: only once all was
 * told, so that an invocation that dies meanwhile is asked again for the same.
 */
export async function* eventsOfAlarm(
  alarm: AlarmChange,
  notifier: Notifier,
  marks: (() => Promise<void>)[],
): AsyncGenerator<LoggedEvent> {
  const { table, environment, now, log } = notifier;
  if (environment.LOG_GROUP === '' || alarm.state === 'INSUFFICIENT_DATA') return;
  const filters = await metricFilters(alarm, notifier);
  if (filters.length === 0) log('warn', 'an alarm on no metric filter of the log group', { alarm: alarm.name });
  for (const filter of filters) {
    const [pk, sk] = [`mark#${filter.filterName}`, environment.LOG_GROUP];
    const mark = (await table.get(pk, sk))?.['until'];
    const to = Math.max(now(), alarm.changed);
    const from = Math.max(Number(mark ?? alarm.changed - alarm.span - FIRST_LOOK), to - FURTHEST);
    let last = from;
    for await (const event of logEvents(filter, from, to, notifier)) {
      last = Math.max(last, event.timestamp);
      yield { message: event.message, from: environment.LOG_GROUP };
    }
    // The mark itself is looked at again: events of the same millisecond may come later, and what is told is told once.
    const expiresAt = Math.floor(now() / 1_000) + MARK_KEPT_SECONDS;
    const until = last;
    marks.push(async () => void (await table.put({ pk, sk, until, expiresAt })));
  }
}

/** By the alarm's metric: the pattern is where the metric is made, not in the alarm. */
async function metricFilters(alarm: AlarmChange, { logs, environment }: Notifier): Promise<readonly MetricFilter[]> {
  const { DescribeMetricFiltersCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const client = await logs();
  const found: MetricFilter[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new DescribeMetricFiltersCommand({ logGroupName: environment.LOG_GROUP, ...(nextToken ? { nextToken } : {}) }),
    );
    found.push(...(page.metricFilters ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found.filter(({ metricTransformations = [] }) =>
    metricTransformations.some(({ metricName, metricNamespace }) =>
      alarm.metrics.some(({ name, namespace }) => name === metricName && namespace === metricNamespace),
    ),
  );
}

async function* logEvents({ filterPattern }: MetricFilter, from: number, to: number, { logs, environment }: Notifier) {
  const { FilterLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const client = await logs();
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new FilterLogEventsCommand({
        logGroupName: environment.LOG_GROUP,
        ...(filterPattern === undefined ? {} : { filterPattern }),
        startTime: from,
        endTime: to,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    );
    for (const { message, timestamp } of page.events ?? []) {
      if (message !== undefined) yield { message, timestamp: timestamp ?? from };
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}
