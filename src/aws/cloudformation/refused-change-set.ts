/** A change set that AWS couldn't make: the reasons, by resource if AWS names them. */
import type { UserError } from '../../core/user-error.ts';
import { ask, sentenceOf, type Target } from './call.ts';
import { refused } from './refused.ts';

/** AWS has no status for it: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets-create.html */
export const isWithoutChanges = (reason: string): boolean =>
  /didn't contain changes|No updates are to be performed/i.test(reason);

export async function refusedChangeSet(target: Target, changeSet: string, reason: string): Promise<UserError> {
  const { name, region } = target;
  const details = await validationsOf(target, changeSet);
  const why = details.length > 0 ? details.join('; ') : sentenceOf(reason);
  return refused((words) => ({
    message: words.refusedChanges(name, region, why),
    hint: /already exist/.test(why) ? words.nameExists : words.mendReason,
  }));
}

/**
 * The reasons of checks that AWS makes before it changes anything: the change set itself only says to look here.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
 */
async function validationsOf(target: Target, changeSet: string): Promise<readonly string[]> {
  try {
    const { OperationEvents = [] } = await ask(target, (client, { DescribeEventsCommand }) =>
      client.send(new DescribeEventsCommand({ ChangeSetName: changeSet, Filters: { FailedEvents: true } })),
    );
    return OperationEvents.flatMap(({ LogicalResourceId: id, ResourceType: type, ValidationStatusReason: reason }) =>
      reason === undefined ? [] : [`${id} (${type}): ${sentenceOf(reason)}`],
    );
  } catch {
    // Without that permission the change set's own reason must do.
    return [];
  }
}
