/** CloudWatch's metrics, summed by period. */
import type { Json, JsonObject } from '../../../src/core/event.ts';
import { isObject, listAt, numberAt, objectAt, textAt } from '../../../src/core/fields.ts';
import { AwsFault } from '../service.ts';

export interface Datum {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly value: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  SampleCount: (values) => values.length,
};

/** GetMetricData without metric math: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export function metricData(input: JsonObject, data: readonly Datum[]): object {
  const [from, to] = [(numberAt(input, 'StartTime') ?? 0) * 1_000, (numberAt(input, 'EndTime') ?? 0) * 1_000];
  if (from >= to)
    throw new AwsFault('ValidationError', 'The parameter StartTime must be less than the parameter EndTime.');
  const isAscending = textAt(input, 'ScanBy') === 'TimestampAscending';
  const results = listAt(input, 'MetricDataQueries')
    .filter(isObject)
    .map((query) => {
      const rows = rowsOf(
        query,
        data.filter(({ at }) => at >= from && at < to),
      );
      const ordered = isAscending ? rows : rows.toReversed();
      return {
        Id: query['Id'] ?? '',
        Label: textAt(query, 'Label') ?? textAt(query, 'MetricStat.Metric.MetricName') ?? '',
        Timestamps: ordered.map(([at]) => at / 1_000),
        Values: ordered.map(([, value]) => value),
        StatusCode: 'Complete',
      };
    });
  return { MetricDataResults: results, Messages: [] };
}

function rowsOf(query: JsonObject, data: readonly Datum[]): readonly (readonly [at: number, value: number])[] {
  const stat = objectAt(query, 'MetricStat');
  const combine = STATISTICS[textAt(stat, 'Stat') ?? ''];
  if (stat === undefined || combine === undefined)
    throw new AwsFault(
      'ValidationError',
      'The sandbox knows MetricStat with Sum, Average, Maximum, Minimum and SampleCount',
    );
  const period = (numberAt(stat, 'Period') ?? 60) * 1_000;
  const dimensions = dimensionsOf(listAt(stat, 'Metric.Dimensions'));
  const [namespace, name] = [textAt(stat, 'Metric.Namespace'), textAt(stat, 'Metric.MetricName')];
  const byPeriod = new Map<number, number[]>();
  for (const datum of data) {
    if (
      datum.namespace !== namespace ||
      datum.name !== name ||
      metricKey(datum.dimensions ?? {}) !== metricKey(dimensions)
    )
      continue;
    const start = Math.floor(datum.at / period) * period;
    byPeriod.set(start, [...(byPeriod.get(start) ?? []), datum.value]);
  }
  return [...byPeriod].toSorted(([a], [b]) => a - b).map(([at, values]) => [at, combine(values)] as const);
}

/** PutMetricData, without statistic sets. */
export function readMetricData(input: JsonObject, now: number): readonly Datum[] {
  return listAt(input, 'MetricData')
    .filter(isObject)
    .map((datum) => ({
      namespace: textAt(input, 'Namespace') ?? '',
      name: textAt(datum, 'MetricName') ?? '',
      dimensions: dimensionsOf(listAt(datum, 'Dimensions')),
      value: numberAt(datum, 'Value') ?? 0,
      at: (numberAt(datum, 'Timestamp') ?? now / 1_000) * 1_000,
    }));
}

export const dimensionsOf = (list: readonly Json[]): Readonly<Record<string, string>> =>
  Object.fromEntries(list.filter(isObject).map((one) => [textAt(one, 'Name') ?? '', textAt(one, 'Value') ?? '']));
export const metricKey = (dimensions: Readonly<Record<string, string>>) =>
  JSON.stringify(Object.entries(dimensions).toSorted());
