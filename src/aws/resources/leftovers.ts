/** Leftovers of deleted stacks: the table of sign-ins and the trail's log group. */
import { MINUTE } from '../../core/time.ts';
import type { Host } from '../../host.ts';
import type { Aws } from '../clients.ts';
import { refused } from '../cloudformation/refused.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';

type Waiting = Pick<Host, 'sleep' | 'signal'>;

export interface LeftTable {
  readonly name: string;
  /** It can't be deleted before its deletion protection is off. */
  readonly isProtected: boolean;
}

/** Undefined if there is none. Throws a `UserError`. */
export async function findTable(name: string, aws: Aws, signal: AbortSignal): Promise<LeftTable | undefined> {
  const table = await describeTable(name, aws, signal);
  return table === undefined ? undefined : { name, isProtected: table.DeletionProtectionEnabled === true };
}

async function describeTable(name: string, aws: Aws, signal: AbortSignal) {
  const { DescribeTableCommand } = await import('@aws-sdk/client-dynamodb');
  const client = await aws.dynamodb();
  return ask('dynamodb:DescribeTable', aws, async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }), { abortSignal: signal });
    return Table;
  });
}

/**
 * Deletes the table, its deletion protection first, and waits until it is gone, so that a deploy right afterwards finds its
 * name free.
 */
export async function deleteTable({ name, isProtected }: LeftTable, aws: Aws, waiting: Waiting): Promise<void> {
  const { DeleteTableCommand } = await import('@aws-sdk/client-dynamodb');
  if (isProtected && !(await unprotectTable(name, aws, waiting))) return;
  const { sleep, signal } = waiting;
  const client = await aws.dynamodb();
  const isTold = await ask('dynamodb:DeleteTable', aws, async () => {
    await client.send(new DeleteTableCommand({ TableName: name }), { abortSignal: signal });
    return true;
  });
  if (isTold === undefined) return;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    if ((await describeTable(name, aws, signal)) === undefined) return;
    await sleep(BETWEEN_LOOKS, signal);
  }
  throw refused((words) => words.tableNotGone(name, MINUTES));
}

/** Waits for the change: meanwhile AWS refuses to delete it. False if the table is gone. */
async function unprotectTable(name: string, aws: Aws, { sleep, signal }: Waiting): Promise<boolean> {
  const { UpdateTableCommand } = await import('@aws-sdk/client-dynamodb');
  const client = await aws.dynamodb();
  const isThere = await ask('dynamodb:UpdateTable', aws, async () => {
    const command = new UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: false });
    await client.send(command, { abortSignal: signal });
    return true;
  });
  if (isThere === undefined) return false;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const table = await describeTable(name, aws, signal);
    if (table === undefined) return false;
    if (table.TableStatus === 'ACTIVE' && table.DeletionProtectionEnabled !== true) return true;
    await sleep(BETWEEN_LOOKS, signal);
  }
  throw refused((words) => words.tableStillProtected(name, MINUTES));
}

const MINUTES = 5;
const BETWEEN_LOOKS = 2_000;
const MOST_LOOKS = (MINUTES * MINUTE) / BETWEEN_LOOKS;

export async function logGroupExists(name: string, aws: Aws, signal: AbortSignal): Promise<boolean> {
  const { DescribeLogGroupsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const client = await aws.logs();
  const isThere = await ask('logs:DescribeLogGroups', aws, async () => {
    // In alphabetical order, so the exact name is the first.
    const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }), {
      abortSignal: signal,
    });
    return logGroups.some(({ logGroupName }) => logGroupName === name);
  });
  return isThere === true;
}

export async function deleteLogGroup(name: string, aws: Aws, { signal }: Waiting): Promise<void> {
  const { DeleteLogGroupCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const client = await aws.logs();
  await ask('logs:DeleteLogGroup', aws, async () => {
    await client.send(new DeleteLogGroupCommand({ logGroupName: name }), { abortSignal: signal });
    return true;
  });
}

/** Undefined if there is none. Throws a `UserError`. */
async function ask<T>(action: string, aws: Aws, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (readError(error).name === 'ResourceNotFoundException') return undefined;
    throw explainAws(error, { action, region: await aws.homeRegion(), profile: aws.profile, command: 'destroy' });
  }
}
