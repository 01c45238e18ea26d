/** Leftovers of deleted stacks: the table of sign-ins and the trail's log group. */
import { MINUTE } from '../../core/time.ts';
import type { Host } from '../../host.ts';
import type { Aws } from '../clients.ts';
import { refused } from '../cloudformation/refused.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';

type Waiting = Pick<Host, 'sleep' | 'signal'>;

export async function tableExists(name: string, aws: Aws, signal: AbortSignal): Promise<boolean> {
  const { DescribeTableCommand } = await import('@aws-sdk/client-dynamodb');
  const client = await aws.dynamodb();
  return ask('dynamodb:DescribeTable', aws, async () => {
    await client.send(new DescribeTableCommand({ TableName: name }), { abortSignal: signal });
    return true;
  });
}

/** Deletes the table, and waits until it is gone, so that a deploy right afterwards finds its name free. */
export async function deleteTable(name: string, aws: Aws, { sleep, signal }: Waiting): Promise<void> {
  const { DeleteTableCommand } = await import('@aws-sdk/client-dynamodb');
  const client = await aws.dynamodb();
  const isTold = await ask('dynamodb:DeleteTable', aws, async () => {
    await client.send(new DeleteTableCommand({ TableName: name }), { abortSignal: signal });
    return true;
  });
  if (!isTold) return;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    if (!(await tableExists(name, aws, signal))) return;
    await sleep(BETWEEN_LOOKS, signal);
  }
  throw refused((words) => words.tableNotGone(name, MINUTES));
}

const MINUTES = 5;
const BETWEEN_LOOKS = 2_000;
const MOST_LOOKS = (MINUTES * MINUTE) / BETWEEN_LOOKS;

export async function logGroupExists(name: string, aws: Aws, signal: AbortSignal): Promise<boolean> {
  const { DescribeLogGroupsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const client = await aws.logs();
  return ask('logs:DescribeLogGroups', aws, async () => {
    // In alphabetical order, so the exact name is the first.
    const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }), {
      abortSignal: signal,
    });
    return logGroups.some(({ logGroupName }) => logGroupName === name);
  });
}

export async function deleteLogGroup(name: string, aws: Aws, { signal }: Waiting): Promise<void> {
  const { DeleteLogGroupCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const client = await aws.logs();
  await ask('logs:DeleteLogGroup', aws, async () => {
    await client.send(new DeleteLogGroupCommand({ logGroupName: name }), { abortSignal: signal });
    return true;
  });
}

/** False if there is none. Throws a `UserError`. */
async function ask(action: string, aws: Aws, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (readError(error).name === 'ResourceNotFoundException') return false;
    throw explainAws(error, { action, region: await aws.homeRegion(), profile: aws.profile, command: 'destroy' });
  }
}
