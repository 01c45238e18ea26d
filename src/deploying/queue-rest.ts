/** The wait until SQS frees the names of deleted queues: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
import type { Aws } from '../aws/clients.ts';
import { lastQueueDeletion, type StackPlan } from '../aws/cloudformation/stacks.ts';
import { isStack } from '../core/names.ts';

/** SQS says 60 seconds, counted from when it noticed. Milliseconds. */
export const QUEUE_REST = 65_000;

/** When the queues' names are free, if the stack that has them was deleted just now; milliseconds since the epoch. */
export async function queuesFreeAt(
  plans: readonly StackPlan[],
  aws: Aws,
  now: () => number,
): Promise<number | undefined> {
  const plan = plans.find(({ spec, kind }) => isStack(spec.name, 'notifier') && kind === 'create');
  if (plan === undefined) return undefined;
  const { name, region } = plan.spec;
  const deleted = await lastQueueDeletion(name, region, aws, now() - QUEUE_REST);
  // A clock that is behind makes no longer wait than SQS does.
  return deleted === undefined ? undefined : Math.min(deleted, now()) + QUEUE_REST;
}
