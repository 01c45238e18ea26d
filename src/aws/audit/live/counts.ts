/** Metrics of filters before and after the records: how far each has risen. */
import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { ExpectedForward, ExpectedMetric } from '../../../auditing/live/expected.ts';
import type { Reading } from '../../../auditing/snapshot.ts';
import { slicesOf } from '../../../core/lists.ts';
import { MINUTE } from '../../../core/time.ts';
import { attempt, type Reader } from '../attempt.ts';
import type { Baseline, Watching } from './watching.ts';

/** The most metrics that AWS looks up at once. */
const MOST = 500;

const minuteOf = (time: number) => Math.floor(time / MINUTE) * MINUTE;

export function readBaseline(
  { metrics, forwards }: Watching['expected'],
  region: string,
  now: number,
  reader: Reader,
): Promise<Reading<Baseline>> {
  const wanted = [...metrics, ...forwards].filter((one) => one.region === region);
  return sums(wanted, region, { from: minuteOf(now), to: now + MINUTE }, reader);
}

/** Notes what has risen by as much as the records make it rise. */
export async function readCounts(
  { expected, sightings: { counted }, baseline, since, now }: Watching,
  region: string,
  reader: Reader,
): Promise<Reading<void>> {
  const open = [...expected.metrics, ...expected.forwards].filter(
    (one) => one.region === region && !counted.has(one.key),
  );
  const found = await sums(open, region, { from: minuteOf(since), to: now() + MINUTE }, reader);
  if (found.kind === 'refused') return found;
  for (const one of open) {
    const rise = (found.value.get(one.key) ?? 0) - (baseline.get(one.key) ?? 0);
    if (rise >= ('rise' in one ? one.rise : one.count)) counted.set(one.key, now());
  }
  return { kind: 'read', value: undefined };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function sums(
  wanted: readonly (ExpectedMetric | ExpectedForward)[],
  region: string,
  { from, to }: Span,
  reader: Reader,
): Promise<Reading<Baseline>> {
  return attempt('cloudwatch:GetMetricData', region, reader, async () => {
    const { GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
    const client = await reader.aws.cloudwatch(region);
    const found = new Map<string, number>();
    for (const part of slicesOf(wanted, MOST)) {
      const command = new GetMetricDataCommand({
        StartTime: new Date(from),
        EndTime: new Date(to),
        MetricDataQueries: part.map(queryOf),
      });
      const { MetricDataResults = [] } = await client.send(command, { abortSignal: reader.signal });
      for (const { Id = '', Values = [] } of MetricDataResults) {
        const one = part[Number(Id.slice(1))];
        if (one !== undefined)
          found.set(
            one.key,
            Values.reduce((sum, value) => sum + value, 0),
          );
      }
    }
    return found;
  });
}

function queryOf(one: ExpectedMetric | ExpectedForward, at: number): MetricDataQuery {
  return { Id: `m${at}`, MetricStat: { Metric: metricOf(one), Period: 60, Stat: 'stat' in one ? one.stat : 'Sum' } };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html */
function metricOf(one: ExpectedMetric | ExpectedForward) {
  const [namespace, name, dimensions] =
    'counted' in one
      ? [one.counted.metric.namespace, one.counted.metric.name, one.counted.dimensions]
      : ['AWS/Logs', 'ForwardedLogEvents', forwardDimensions(one)];
  return {
    Namespace: namespace,
    MetricName: name,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  };
}

const DESTINATIONS: Readonly<Record<string, string>> = { lambda: 'Lambda', kinesis: 'Kinesis', firehose: 'Firehose' };

const forwardDimensions = ({ group, filter, destination }: ExpectedForward) => ({
  LogGroupName: group,
  DestinationType: DESTINATIONS[destination.split(':')[2] ?? ''] ?? 'Logs',
  FilterName: filter,
});
