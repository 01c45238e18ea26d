/** Owners of the notifiers in a region: the names in the tags of their stacks. */
import { visible } from '../../core/text.ts';
import type { Aws } from '../clients.ts';

/** Sorted; empty if listing all stacks is denied, because deploying needs no right for it. */
export async function ownersIn(region: string, aws: Aws): Promise<readonly string[]> {
  const { paginateDescribeStacks } = await import('@aws-sdk/client-cloudformation');
  const owners = new Set<string>();
  try {
    for await (const { Stacks = [] } of paginateDescribeStacks({ client: await aws.cloudformation(region) }, {})) {
      for (const { StackName = '', StackStatus = '', Tags = [] } of Stacks) {
        const owner = Tags.find(({ Key }) => Key === 'login-watch')?.Value;
        if (owner === undefined || StackName !== `${owner}-notifier` || StackStatus === 'REVIEW_IN_PROGRESS') continue;
        owners.add(visible(owner));
      }
    }
  } catch {
    return [];
  }
  return [...owners].toSorted();
}
