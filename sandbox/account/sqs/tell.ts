/** Queues and messages in SQS's form, with the requested attributes only. */
import type { Json, JsonObject } from '../../../src/core/event.ts';
import { listAt } from '../../../src/core/fields.ts';
import { type Message, md5, md5OfAttributes } from './message.ts';
import type { Queue } from './queue.ts';

export function describeMessage(message: Message, input: JsonObject): object {
  const { id, receipt, body } = message;
  const system = chosen(systemOf(message), [
    ...listAt(input, 'AttributeNames'),
    ...listAt(input, 'MessageSystemAttributeNames'),
  ]);
  const own = chosen(message.attributes, listAt(input, 'MessageAttributeNames'));
  return {
    MessageId: id,
    ReceiptHandle: receipt,
    MD5OfBody: md5(body),
    Body: body,
    ...(Object.keys(system).length === 0 ? {} : { Attributes: system }),
    ...(Object.keys(own).length === 0 ? {} : { MessageAttributes: own, MD5OfMessageAttributes: md5OfAttributes(own) }),
  };
}

function systemOf(message: Message): JsonObject {
  return texts({
    SenderId: 'AIDAEXAMPLESENDER',
    SentTimestamp: message.sentAt,
    ApproximateReceiveCount: message.receiveCount,
    ApproximateFirstReceiveTimestamp: message.firstReceivedAt,
    MessageGroupId: message.group,
    MessageDeduplicationId: message.deduplicationId,
    SequenceNumber: message.sequence,
    DeadLetterQueueSourceArn: message.diedIn,
  });
}

export function describeQueue(queue: Queue, names: readonly Json[]): JsonObject {
  queue.expire();
  const now = queue.now();
  const delayed = queue.messages.filter((message) => message.delayedUntil > now).length;
  const hidden = queue.messages.filter((message) => queue.isInFlight(message)).length;
  const all = texts({
    ...Object.fromEntries(queue.settings),
    QueueArn: queue.arn,
    CreatedTimestamp: Math.floor(queue.created / 1_000),
    LastModifiedTimestamp: Math.floor(queue.created / 1_000),
    ApproximateNumberOfMessages: queue.messages.length - delayed - hidden,
    ApproximateNumberOfMessagesNotVisible: hidden,
    ApproximateNumberOfMessagesDelayed: delayed,
  });
  return chosen(all, names);
}

/** `All`, names, and `prefix.*`. */
function chosen(all: JsonObject, names: readonly Json[]): JsonObject {
  const isWanted = (key: string) =>
    names.some(
      (name) =>
        name === 'All' ||
        name === '.*' ||
        name === key ||
        (typeof name === 'string' && name.endsWith('.*') && key.startsWith(name.slice(0, -1))),
    );
  return Object.fromEntries(Object.entries(all).filter(([key]) => isWanted(key)));
}

function texts(values: Readonly<Record<string, string | number | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
}
