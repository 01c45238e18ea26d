/** Filters of log groups: metric filters of a whole region, subscription filters of one group. */
import type { Found, MetricFilter, Reading, SubscriptionFilter } from '../../auditing/snapshot.ts';
import { attempt, attemptToFind, type Reader } from './attempt.ts';
import { plain } from './plain.ts';

export async function readMetricFilters(region: string, reader: Reader): Promise<Reading<readonly MetricFilter[]>> {
  const { paginateDescribeMetricFilters } = await import('@aws-sdk/client-cloudwatch-logs');
  return attempt('logs:DescribeMetricFilters', region, reader, async () => {
    const client = await reader.aws.logs(region);
    const found: MetricFilter[] = [];
    for await (const { metricFilters = [] } of paginateDescribeMetricFilters(
      { client },
      {},
      { abortSignal: reader.signal },
    )) {
      for (const {
        filterName = '',
        logGroupName = '',
        filterPattern = '',
        metricTransformations = [],
      } of metricFilters) {
        const metrics = metricTransformations.map((one) => ({
          namespace: one.metricNamespace ?? '',
          name: one.metricName ?? '',
          value: one.metricValue ?? '',
          byDefault: one.defaultValue,
          dimensions: one.dimensions ?? {},
        }));
        const transformations = metricTransformations.map(plain);
        found.push({ name: filterName, group: logGroupName, pattern: filterPattern, metrics, transformations });
      }
    }
    return found;
  });
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
