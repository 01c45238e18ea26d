/** Destinations of a log group's events. */
import { type Asker, asking, isGone } from './asking.ts';

/** ARNs of destinations, one for each filter; undefined if there is no such log group. Throws a `UserError`. */
export async function subscriptionTargets(logGroup: string, asker: Asker): Promise<readonly string[] | undefined> {
  try {
    return await asking('logs:DescribeSubscriptionFilters', asker, async () => {
      const { DescribeSubscriptionFiltersCommand } = await import('@aws-sdk/client-cloudwatch-logs');
      const client = await asker.aws.logs();
      const command = new DescribeSubscriptionFiltersCommand({ logGroupName: logGroup });
      const { subscriptionFilters = [] } = await client.send(command, { abortSignal: asker.signal });
      return subscriptionFilters.map(({ destinationArn = '' }) => destinationArn);
    });
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
