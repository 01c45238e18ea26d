/** The stack or change set of a request. */
import { inputText, type QueryCall } from '../protocol/query-protocol.ts';
import type { ChangeSet } from './change-sets/change-set.ts';
import { CloudFormationFault } from './refusal.ts';
import type { CloudFormationContext, Stack } from './state.ts';

/** By name if not deleted, by ARN always. */
export function findStack(world: CloudFormationContext, { region }: QueryCall, name: string): Stack | undefined {
  return world.stacks.findLast(
    (stack) => stack.region === region && (stack.id === name || (stack.name === name && stack.deleted === undefined)),
  );
}

/** The error for a missing stack differs from action to action. */
export function stackOf(world: CloudFormationContext, call: QueryCall): Stack {
  const name = inputText(call.input, 'StackName') ?? '';
  const stack = findStack(world, call, name);
  if (stack !== undefined) return stack;
  throw new CloudFormationFault(
    call.action === 'DescribeStacks' ? `Stack with id ${name} does not exist` : `Stack [${name}] does not exist`,
  );
}

export function changeSetOf(
  world: CloudFormationContext,
  call: QueryCall,
): { readonly stack: Stack; readonly changeSet: ChangeSet } {
  const name = inputText(call.input, 'ChangeSetName') ?? '';
  const stacks = name.startsWith('arn:')
    ? world.stacks.filter(({ region }) => region === call.region)
    : [stackOf(world, call)];
  for (const stack of stacks) {
    const changeSet = stack.changeSets.find((one) => one.id === name || one.name === name);
    if (changeSet !== undefined) return { stack, changeSet };
  }
  throw new CloudFormationFault(`ChangeSet [${name}] does not exist`, 'ChangeSetNotFound', 404);
}

/** One page of a list; the token is the start of the next. */
export function page<T>(
  all: readonly T[],
  call: QueryCall,
  size: number,
): { readonly some: readonly T[]; readonly next: string | undefined } {
  const from = Number(inputText(call.input, 'NextToken') ?? 0);
  if (!Number.isInteger(from) || from < 0) throw new CloudFormationFault('Token is invalid');
  return { some: all.slice(from, from + size), next: from + size < all.length ? String(from + size) : undefined };
}
