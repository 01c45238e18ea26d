/** A dead-letter queue: its messages are received, deleted after resending, or released. */
import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { REDRIVE_WORDS } from '../../messages/operate/redrive.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';
import type { DeadMessage } from './dead-letter.ts';

export interface DeadQueue {
  /** Approximate numbers of messages, and of those received by others. */
  count(): Promise<{ readonly all: number; readonly hidden: number }>;
  /** At most ten messages, hidden from others for a while. Empty if there are none. */
  receive(): Promise<readonly DeadMessage[]>;
  remove(message: DeadMessage): Promise<void>;
  /** Shows messages to others at once. Never fails: they come back by themselves. */
  release(messages: readonly DeadMessage[]): Promise<void>;
}

/** Seconds: long enough to read a question and answer it. */
export const HIDDEN_SECONDS = 900;
/** A long poll asks all of SQS's servers, so that an empty answer means an empty queue. */
const WAIT_SECONDS = 1;
const MOST_AT_ONCE = 10;

export async function deadQueue(url: string, aws: Aws, signal: AbortSignal): Promise<DeadQueue> {
  const client = await aws.sqs();
  const region = await aws.homeRegion();
  const sqs = await import('@aws-sdk/client-sqs');
  const asked = async <T>(action: string, ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      throw explain(error, { action: `sqs:${action}`, region, url, profile: aws.profile });
    }
  };
  return {
    count: () => asked('GetQueueAttributes', () => countIn(url, client, signal)),
    receive: () =>
      asked('ReceiveMessage', async () => {
        const input = {
          QueueUrl: url,
          MaxNumberOfMessages: MOST_AT_ONCE,
          VisibilityTimeout: HIDDEN_SECONDS,
          WaitTimeSeconds: WAIT_SECONDS,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['SentTimestamp' as const, 'MessageGroupId' as const],
        };
        const { Messages = [] } = await client.send(new sqs.ReceiveMessageCommand(input), { abortSignal: signal });
        return Messages.map(readMessage);
      }),
    remove: ({ receipt }) =>
      asked('DeleteMessage', async () => {
        await client.send(new sqs.DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt }));
      }),
    async release(messages) {
      for (let from = 0; from < messages.length; from += MOST_AT_ONCE) {
        const Entries = messages
          .slice(from, from + MOST_AT_ONCE)
          .map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt, VisibilityTimeout: 0 }));
        const input = { QueueUrl: url, Entries };
        await client.send(new sqs.ChangeMessageVisibilityBatchCommand(input)).catch(() => undefined);
      }
    },
  };
}

async function countIn(url: string, client: SQSClient, signal: AbortSignal) {
  const { GetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const input = { QueueUrl: url, AttributeNames: [...names] };
  const { Attributes } = await client.send(new GetQueueAttributesCommand(input), { abortSignal: signal });
  const [shown = 0, hidden = 0] = names.map((name) => Number(Attributes?.[name] ?? 0));
  return { all: shown + hidden, hidden };
}

function readMessage({ MessageId, ReceiptHandle, Body, Attributes, MessageAttributes = {} }: Message): DeadMessage {
  return {
    id: MessageId ?? '',
    receipt: ReceiptHandle ?? '',
    body: Body ?? '',
    sentAt: Number(Attributes?.SentTimestamp ?? 0),
    group: Attributes?.MessageGroupId,
    attributes: Object.fromEntries(
      Object.entries(MessageAttributes).flatMap(([name, { StringValue }]) =>
        StringValue === undefined ? [] : [[name, StringValue]],
      ),
    ),
  };
}

interface Attempt {
  readonly action: string;
  readonly region: string;
  readonly url: string;
  readonly profile: string | undefined;
}

function explain(error: unknown, { url, ...attempt }: Attempt): UserError {
  if (/QueueDoesNotExist|NonExistentQueue/.test(readError(error).name)) {
    const queue = url.split('/').at(-1) ?? '';
    const { message, hint } = refusalFrom(REDRIVE_WORDS, (words) => words.noQueue(queue, attempt.region));
    return new UserError(message, { hint, cause: error });
  }
  return explainAws(error, { ...attempt, command: 'redrive' });
}
