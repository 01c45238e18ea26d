/** CloudWatch metrics: several series over the same time, in one request. */
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';

export interface Series {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: 'Sum' | 'Maximum';
}

/** A value for five minutes. */
export interface Count {
  /** Start of the five minutes, in milliseconds since the epoch. */
  readonly at: number;
  readonly value: number;
}

/** Five minutes are kept for 63 days: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention */
const PERIOD = 300;

export interface Window {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

/** In the order of the series, newest first; periods without data are missing. Throws AWS's error. */
export async function metricData(
  client: CloudWatchClient,
  series: readonly Series[],
  { from, to }: Window,
  signal?: AbortSignal,
): Promise<readonly (readonly Count[])[]> {
  const { paginateGetMetricData } = await import('@aws-sdk/client-cloudwatch');
  const counts = series.map((): Count[] => []);
  const question = {
    StartTime: new Date(from),
    EndTime: new Date(to),
    ScanBy: 'TimestampDescending' as const,
    MetricDataQueries: series.map(queryOf),
  };
  const options = signal === undefined ? {} : { abortSignal: signal };
  for await (const page of paginateGetMetricData({ client }, question, options)) {
    for (const { Id = '', Timestamps = [], Values = [], StatusCode } of page.MetricDataResults ?? []) {
      if (StatusCode === 'Forbidden' || StatusCode === 'InternalError') throw notTold(StatusCode);
      const found = Timestamps.map((time, at) => ({ at: time.getTime(), value: Values[at] ?? 0 }));
      counts[Number(Id.slice(1))]?.push(...found.filter(({ value }) => value > 0));
    }
  }
  return counts;
}

function queryOf({ namespace, metric, dimensions, stat }: Series, index: number) {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: namespace, MetricName: metric, Dimensions };
  return { Id: `m${index}`, MetricStat: { Metric, Period: PERIOD, Stat: stat }, ReturnData: true };
}

/** One series may be refused and others not; it must not look like zero. The error is as CloudWatch would send it. */
const notTold = (code: 'Forbidden' | 'InternalError'): Error =>
  Object.assign(new Error('a metric was not told'), { name: code === 'Forbidden' ? 'AccessDenied' : code });
