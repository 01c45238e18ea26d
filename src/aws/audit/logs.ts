/** Filters of log groups: metric filters of a whole region, subscription filters of one group. */
import type { MetricFilter as AwsMetricFilter } from '@aws-sdk/client-cloudwatch-logs';
import type { Found, MetricFilter, Reading, SubscriptionFilter } from '../../auditing/snapshot.ts';
import { attemptPages, attemptToFind, type Reader } from './attempt.ts';
import { plain } from './plain.ts';

export async function readMetricFilters(region: string, reader: Reader): Promise<Reading<readonly MetricFilter[]>> {
  const { DescribeMetricFiltersCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  return attemptPages('logs:DescribeMetricFilters', region, reader, async (token) => {
    const client = await reader.aws.logs(region);
    const command = new DescribeMetricFiltersCommand({ nextToken: token });
    const { metricFilters = [], nextToken } = await client.send(command, { abortSignal: reader.signal });
    return [metricFilters.map(filterFrom), nextToken];
  });
}

function filterFrom({
  filterName = '',
  logGroupName = '',
  filterPattern = '',
  metricTransformations = [],
}: AwsMetricFilter): MetricFilter {
  const metrics = metricTransformations.map((one) => ({
    namespace: one.metricNamespace ?? '',
    name: one.metricName ?? '',
    value: one.metricValue ?? '',
    byDefault: one.defaultValue,
    dimensions: one.dimensions ?? {},
  }));
  const transformations = metricTransformations.map(plain);
  return { name: filterName, group: logGroupName, pattern: filterPattern, metrics, transformations };
}

/** Null if there is no such group. A group has two at most. */
export async function readSubscriptionFilters(
  group: string,
  region: string,
  reader: Reader,
): Promise<Found<readonly SubscriptionFilter[]>> {
  const { DescribeSubscriptionFiltersCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  return attemptToFind('logs:DescribeSubscriptionFilters', region, reader, async () => {
    const client = await reader.aws.logs(region);
    const command = new DescribeSubscriptionFiltersCommand({ logGroupName: group });
    const { subscriptionFilters = [] } = await client.send(command, { abortSignal: reader.signal });
    return subscriptionFilters.map(({ filterName = '', filterPattern = '', destinationArn = '' }) => ({
      name: filterName,
      pattern: filterPattern,
      destination: destinationArn,
    }));
  });
}
