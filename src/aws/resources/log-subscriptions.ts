/** The two subscription filters that a log group can have. */
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';

export interface Subscription {
  readonly name: string;
  /** ARN of the destination. */
  readonly destination: string;
}

/** Undefined if there is no such log group. */
export async function readSubscriptions(
  logGroup: string,
  aws: Aws,
  region: string,
): Promise<readonly Subscription[] | undefined> {
  const { DescribeSubscriptionFiltersCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  try {
    const client = await aws.logs(region);
    const { subscriptionFilters = [] } = await client.send(
      new DescribeSubscriptionFiltersCommand({ logGroupName: logGroup }),
    );
    return subscriptionFilters.map(({ filterName = '', destinationArn = '' }) => ({
      name: filterName,
      destination: destinationArn,
    }));
  } catch (error) {
    if (readError(error).name === 'ResourceNotFoundException') return undefined;
    throw explainAws(error, {
      action: 'logs:DescribeSubscriptionFilters',
      region,
      profile: aws.profile,
      command: 'deploy',
    });
  }
}
