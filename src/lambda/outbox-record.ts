/** A received message of the outbox: deleted, put back for later, or moved to the dead-letter queue. */
import type { Words } from '../core/language.ts';
import type { Notifier } from './notifier.ts';
import { type Parcel, queueText, type Wake } from './outbox.ts';

export type OutboxQueue = Pick<Notifier, 'sqs' | 'environment' | 'log' | 'unremoved'>;

/** One message as an event source mapping hands it over. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: {
    readonly ApproximateReceiveCount: string;
    /** ms since the epoch, as text. */
    readonly SentTimestamp: string;
    readonly MessageGroupId?: string;
  };
  readonly eventSourceARN: string;
}

/**
 * Hides all messages for the same time, so that none comes back before the first. `seconds` is at most 1,800; a queue
 * allows 43,200.
 */
export async function postpone(letters: readonly SqsRecord[], seconds: number, { sqs, environment, log }: OutboxQueue) {
  try {
    const { ChangeMessageVisibilityCommand } = await import('@aws-sdk/client-sqs');
    const client = await sqs();
    for (const { receiptHandle } of letters.toReversed()) {
      await client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: environment.OUTBOX_URL,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    }
  } catch (error) {
    // They come back after the queue's own timeout, none before the first.
    log('warn', 'could not say how long messages are to wait', { error: error instanceof Error ? error.name : '' });
  }
}

/** Deletes a message that is done. If that fails, Lambda tries too, and a message that comes back is not sent again. */
export async function deleteDone(record: SqsRecord, notifier: OutboxQueue): Promise<void> {
  try {
    await remove(record, notifier);
  } catch (error) {
    notifier.unremoved.add(record.messageId);
    notifier.log('warn', 'could not delete what is done', { error: error instanceof Error ? error.name : '' });
  }
}

export async function remove({ receiptHandle }: SqsRecord, { sqs, environment }: OutboxQueue): Promise<void> {
  const { DeleteMessageCommand } = await import('@aws-sdk/client-sqs');
  await (await sqs()).send(
    new DeleteMessageCommand({ QueueUrl: environment.OUTBOX_URL, ReceiptHandle: receiptHandle }),
  );
}

/**
 * Moves the message to the dead-letter queue with the reason in both languages, because nobody knows who will read it; an
 * alarm fires, and `login-watch redrive` sends it again.
 */
export async function moveToDeadLetterQueue(record: SqsRecord, why: Words, notifier: OutboxQueue): Promise<void> {
  const { sqs, environment, log } = notifier;
  const parcel = readParcel(record.body);
  const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
  await (await sqs()).send(
    new SendMessageCommand({
      QueueUrl: environment.OUTBOX_DEAD_URL,
      MessageBody: parcel === undefined ? record.body : queueText({ ...parcel, why: why.en, whyJa: why.ja }),
      MessageGroupId: record.attributes.MessageGroupId ?? 'unknown',
      MessageDeduplicationId: record.messageId,
    }),
  );
  await deleteDone(record, notifier);
  log('error', 'message given up', { to: parcel?.delivery.to, why: why.en });
}

export function readParcel(body: string): Parcel | undefined {
  try {
    const parcel = JSON.parse(body);
    return parcel.version === 1 && typeof parcel.delivery?.to === 'string' ? parcel : undefined;
  } catch {
    return undefined;
  }
}

export function readWake(body: string): Wake | undefined {
  try {
    const message = JSON.parse(body);
    return message.version === 1 && typeof message.later === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}
