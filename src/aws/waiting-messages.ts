/** How many messages wait in a queue: those to be had, those somebody has at the moment, and those for later. */
import type { Aws } from './clients.ts';
import { explainAws } from './errors.ts';
import { readError } from './fault.ts';

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** 0 where the queue is gone. Throws a `UserError` where it can't be told. */
export async function waitingMessages(url: string, aws: Aws, signal: AbortSignal): Promise<number> {
  const { GetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
  const client = await aws.sqs();
  try {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...COUNTS] }),
      { abortSignal: signal },
    );
    return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  } catch (error) {
    // The older name is what the query protocol says: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
    if (/^QueueDoesNotExist$|NonExistentQueue$/.test(readError(error).name)) return 0;
    const region = await aws.homeRegion();
    throw explainAws(error, { action: 'sqs:GetQueueAttributes', region, profile: aws.profile, command: 'destroy' });
  }
}
