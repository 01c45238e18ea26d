/** The number of messages in a queue. */
import { type Asker, asking } from './asking.ts';

/** Waiting, in flight and delayed together; AWS calls it approximate. Throws a `UserError`. */
export function queueDepth(url: string, asker: Asker): Promise<number> {
  return asking('sqs:GetQueueAttributes', asker, async () => {
    const { GetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
    const client = await asker.aws.sqs();
    const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...COUNTS] });
    const { Attributes = {} } = await client.send(command, { abortSignal: asker.signal });
    return COUNTS.reduce((sum, name) => sum + (Number(Attributes[name]) || 0), 0);
  });
}

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;
