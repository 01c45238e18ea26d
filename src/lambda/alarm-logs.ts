/** Log events behind an alarm: the alarm says that something happened, the log group says what. */
import type { FilteredLogEvent, MetricFilter } from '@aws-sdk/client-cloudwatch-logs';
import { expiryOf, KEPT, KEYS } from '../aws/login-table/keys.ts';
import { DAY, HOUR, MINUTE } from '../core/time.ts';
import type { AlarmChange } from '../sources/envelope.ts';
import type { Notifier } from './notifier.ts';

/** CloudTrail writes to a log group minutes late and out of order, so that each search goes back this much further. */
const LATE = 20 * MINUTE;
const FURTHEST = 14 * DAY;
/** Milliseconds for the gap between the mark and the alarm's window, which can be days of a big log group. */
const BUDGET = MINUTE;
/** Even a big log group's slice is searched well within the budget, and a fortnight has only 168. */
const SLICE = 2 * HOUR;
/** In records of somebody whose name another record may hold: the field that the steps of one sign-in share, or the user. */
const NAMELESS = /"AuthWorkflowID"|"IdentityCenterUser"/;
const NAMED_IN: Pick<MetricFilter, 'filterPattern'> = { filterPattern: '{ $.eventName = CredentialChallenge }' };

export type LogSearch = Pick<Notifier, 'table' | 'environment' | 'now' | 'log' | 'logs'>;

export interface LoggedEvent {
  readonly message: string;
  /** The log group. */
  readonly from: string;
}

/**
 * Log events that the alarm's metric filters counted: those of its window, and those since the last high-water mark.
 * `OK` counts too, because an event during ALARM changes no state and causes no notification. Events that come again
 * are known by their findings. `marks` receives functions that move the mark; they are called once every finding is in
 * the outbox, so that a retry of an invocation that died searches the same again.
 */
export async function* eventsOfAlarm(
  alarm: AlarmChange,
  notifier: LogSearch,
  marks: (() => Promise<void>)[],
): AsyncGenerator<LoggedEvent> {
  const { table, environment, now, log } = notifier;
  if (environment.LOG_GROUP === '' || alarm.state === 'INSUFFICIENT_DATA') return;
  const filters = await metricFilters(alarm, notifier);
  if (filters.length === 0) log('warn', 'an alarm on no metric filter of the log group', { alarm: alarm.name });
  for (const filter of filters) {
    const [pk, sk] = [KEYS.mark(filter.filterName ?? ''), environment.LOG_GROUP];
    const mark = Number((await table.get(pk, sk))?.['until'] ?? Number.POSITIVE_INFINITY);
    const to = Math.max(now(), alarm.changed);
    const start = alarm.changed - alarm.span - LATE;
    let last = Number.isFinite(mark) ? Math.max(mark, start) : start;
    let isNameless = false;
    for await (const page of pagesOf(filter, { from: start, to }, notifier)) {
      for (const { timestamp = 0 } of page) last = Math.max(last, timestamp);
      isNameless ||= page.some(({ message = '' }) => NAMELESS.test(message));
      yield* logged(page, environment.LOG_GROUP);
    }
    if (isNameless) yield* namesIn({ from: start, to }, notifier);
    const gap = { from: Math.max(mark - LATE, to - FURTHEST), to: start - 1 };
    const done = yield* eventsOfGap(filter, gap, notifier);
    if (done < gap.to) {
      log('warn', 'not all log events since the last alarm could be looked at in time', { filter: filter.filterName });
      // The searched part is not searched again, or else the rest would never be reached.
      last = Math.max(mark, done);
    }
    const expiresAt = expiryOf(now(), KEPT.mark);
    marks.push(async () => void (await table.put({ pk, sk, until: last, expiresAt })));
  }
}

/** The first steps of sign-ins to Identity Center: with a password, only they have the name, and no alarm counts them. */
async function* namesIn(span: Span, notifier: LogSearch) {
  for await (const page of pagesOf(NAMED_IN, span, notifier)) yield* logged(page, notifier.environment.LOG_GROUP);
}

/** Searches slice by slice, for a minute. Returns the end of the searched part, in ms since the epoch. */
async function* eventsOfGap(filter: MetricFilter, { from, to }: Span, notifier: LogSearch) {
  const { environment, now } = notifier;
  const deadline = now() + BUDGET;
  for (let start = from; start <= to; start += SLICE) {
    for await (const page of pagesOf(filter, { from: start, to: Math.min(start + SLICE - 1, to) }, notifier)) {
      if (now() >= deadline) return start - 1;
      yield* logged(page, environment.LOG_GROUP);
    }
  }
  return to;
}

/** Finds the filters by the alarm's metric, because the pattern stands there and not in the alarm. */
async function metricFilters(alarm: AlarmChange, { logs, environment }: LogSearch): Promise<readonly MetricFilter[]> {
  if (alarm.metrics.length === 0) return [];
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

const logged = (page: readonly FilteredLogEvent[], from: string): readonly LoggedEvent[] =>
  page.flatMap(({ message }) => (message === undefined ? [] : [{ message, from }]));

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Pages of a search, many of them empty: a page ends after a moment. Yields none if the span is empty. */
async function* pagesOf(
  { filterPattern }: Pick<MetricFilter, 'filterPattern'>,
  { from, to }: Span,
  { logs, environment }: LogSearch,
) {
  if (from > to) return;
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
    yield page.events ?? [];
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}
