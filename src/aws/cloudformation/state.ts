/** The state of a stack. */
import type { Stack } from '@aws-sdk/client-cloudformation';
import type { Aws } from '../clients.ts';
import { readError } from '../fault.ts';
import { ask, explain, type Target } from './call.ts';
import type { StackState } from './types.ts';

/** Undefined if there is no such stack. Throws a `UserError`. */
export async function describeStack(name: string, region: string, aws: Aws): Promise<StackState | undefined> {
  const target = { stack: name, name, region, aws, command: 'deploy' };
  try {
    return await readState(target);
  } catch (error) {
    throw explain(error, target, 'DescribeStacks');
  }
}

/** Throws the SDK's own error. */
export async function readState(target: Target): Promise<StackState | undefined> {
  try {
    const { Stacks = [] } = await ask(target, (client, { DescribeStacksCommand }) =>
      client.send(new DescribeStacksCommand({ StackName: target.stack })),
    );
    return Stacks[0] === undefined ? undefined : stateOf(Stacks[0], target);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** DescribeStacks has no error of its own for it: "Stack with id NAME does not exist". */
function isMissing(error: unknown): boolean {
  const { name, message } = readError(error);
  return name === 'ValidationError' && /^Stack .*does not exist/.test(message);
}

function stateOf(stack: Stack, { name, region }: Target): StackState {
  const pairs = <T>(list: readonly T[] | undefined, pair: (one: T) => [string | undefined, string | undefined]) =>
    Object.fromEntries((list ?? []).map(pair).map(([key = '', value = '']) => [key, value]));
  return {
    id: stack.StackId ?? name,
    name: stack.StackName ?? name,
    region,
    status: stack.StackStatus ?? '',
    reason: stack.StackStatusReason,
    ...(stack.Description === undefined ? {} : { description: stack.Description }),
    outputs: pairs(stack.Outputs, ({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
    parameters: pairs(stack.Parameters, ({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]),
    tags: pairs(stack.Tags, ({ Key, Value }) => [Key, Value]),
    terminationProtection: stack.EnableTerminationProtection === true,
    created: stack.CreationTime,
    lastUpdated: stack.LastUpdatedTime,
  };
}
