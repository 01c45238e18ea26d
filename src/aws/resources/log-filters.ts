/** The filters of a log group: two subscription filters at most, and metric filters. */
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';

export interface LogFilter {
  readonly name: string;
  readonly pattern: string;
}

export interface Subscription extends LogFilter {
  /** ARN of the destination. */
  readonly destination: string;
}

/** Undefined if there is no such log group. Throws a `UserError`. */
export async function readSubscriptions(
  logGroup: string,
  aws: Aws,
  region: string,
): Promise<readonly Subscription[] | undefined> {
  const { DescribeSubscriptionFiltersCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  return ask('logs:DescribeSubscriptionFilters', aws, region, async (client) => {
    const command = new DescribeSubscriptionFiltersCommand({ logGroupName: logGroup });
    const { subscriptionFilters = [] } = await client.send(command);
    return subscriptionFilters.map(({ filterName: name = '', filterPattern: pattern = '', destinationArn = '' }) => ({
      name,
      pattern,
      destination: destinationArn,
    }));
  });
}

/** Undefined if there is no such log group. Throws a `UserError`. */
export async function readMetricFilters(
  logGroup: string,
  aws: Aws,
  region: string,
): Promise<readonly LogFilter[] | undefined> {
  const { paginateDescribeMetricFilters } = await import('@aws-sdk/client-cloudwatch-logs');
  return ask('logs:DescribeMetricFilters', aws, region, async (client) => {
    const found: LogFilter[] = [];
    for await (const { metricFilters = [] } of paginateDescribeMetricFilters({ client }, { logGroupName: logGroup }))
      for (const { filterName: name = '', filterPattern: pattern = '' } of metricFilters) found.push({ name, pattern });
    return found;
  });
}

async function ask<T>(
  action: string,
  aws: Aws,
  region: string,
  work: (client: CloudWatchLogsClient) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work(await aws.logs(region));
  } catch (error) {
    if (readError(error).name === 'ResourceNotFoundException') return undefined;
    throw explainAws(error, { action, region, profile: aws.profile, command: 'deploy' });
  }
}
