/** The last deletion of a queue by a stack that is gone. */
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Aws } from '../clients.ts';

/** Pages of deleted stacks, newest first; AWS lists those of 90 days. */
const MOST_PAGES = 5;
/** Stacks of that name whose events are read. A stack that was only planned has none of queues. */
const MOST_STACKS = 5;

/** Milliseconds since the epoch; undefined if none is known since `since`, or AWS may not be asked. */
export async function lastQueueDeletion(
  name: string,
  region: string,
  aws: Aws,
  since: number,
): Promise<number | undefined> {
  try {
    const client = await aws.cloudformation(region);
    for (const stack of await deletedStacks(name, client, since)) {
      const at = await queueDeletionIn(stack, client, since);
      if (at !== undefined) return at;
    }
  } catch {
    return undefined;
  }
  return undefined;
}

/** ARNs, the newest first. */
async function deletedStacks(name: string, client: CloudFormationClient, since: number): Promise<readonly string[]> {
  const { paginateListStacks } = await import('@aws-sdk/client-cloudformation');
  const found: { readonly id: string; readonly at: number }[] = [];
  let pages = 0;
  for await (const page of paginateListStacks({ client }, { StackStatusFilter: ['DELETE_COMPLETE'] })) {
    for (const { StackName, StackId: id, DeletionTime } of page.StackSummaries ?? []) {
      const at = DeletionTime?.getTime() ?? 0;
      if (StackName === name && id !== undefined && at >= since) found.push({ id, at });
    }
    pages += 1;
    if (pages === MOST_PAGES) break;
  }
  const newest = found.toSorted((a, b) => b.at - a.at);
  return newest.slice(0, MOST_STACKS).map(({ id }) => id);
}

async function queueDeletionIn(stack: string, client: CloudFormationClient, since: number) {
  const { paginateDescribeStackEvents } = await import('@aws-sdk/client-cloudformation');
  // Newest first.
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName: stack })) {
    for (const { ResourceType, ResourceStatus, Timestamp } of StackEvents) {
      const at = Timestamp?.getTime() ?? 0;
      if (at < since) return undefined;
      if (ResourceType === 'AWS::SQS::Queue' && ResourceStatus === 'DELETE_COMPLETE') return at;
    }
  }
  return undefined;
}
