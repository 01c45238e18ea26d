/** SQS's actions. */
import type { JsonObject } from '../../../src/core/event.ts';
import { listAt, numberAt, objectAt, textAt } from '../../../src/core/fields.ts';
import type { JsonActions } from '../service.ts';
import { batch } from './batch.ts';
import { invalid } from './check.ts';
import { type Message, md5, md5OfAttributes } from './message.ts';
import type { Queue } from './queue.ts';
import { checkSettings, type Sqs } from './sqs.ts';
import { describeMessage, describeQueue } from './tell.ts';

export function sqsActions(sqs: Sqs): JsonActions {
  return {
    CreateQueue: (input, region) => ({
      QueueUrl: sqs.create(textAt(input, 'QueueName') ?? '', settingsOf(input), region),
    }),
    GetQueueUrl: (input, region) => ({
      QueueUrl: sqs.urlOf(sqs.queue(textAt(input, 'QueueName') ?? '', region).name),
    }),
    ListQueues: (input, region) => {
      const prefix = textAt(input, 'QueueNamePrefix') ?? '';
      const names = [...sqs.queuesIn(region).keys()].filter((name) => name.startsWith(prefix));
      return { QueueUrls: names.map((name) => sqs.urlOf(name)) };
    },
    DeleteQueue: (input, region) => {
      sqs.delete(sqs.queue(textAt(input, 'QueueUrl') ?? '', region).name, region);
      return undefined;
    },
    ...queueActions(sqs),
  };
}

/** Actions that name a queue. */
function queueActions(sqs: Sqs): JsonActions {
  const on = (act: (input: JsonObject, queue: Queue) => unknown) => (input: JsonObject, region: string) => {
    const output = act(input, sqs.queue(textAt(input, 'QueueUrl') ?? '', region));
    return typeof output === 'object' && output !== null ? output : undefined;
  };
  const onEach = (act: (input: JsonObject, queue: Queue) => unknown) =>
    on((input, queue) => batch(input, (entry) => act(entry, queue)));
  return {
    PurgeQueue: on((_, queue) => queue.purge()),
    GetQueueAttributes: on((input, queue) => ({
      Attributes: describeQueue(queue, listAt(input, 'AttributeNames')),
    })),
    SetQueueAttributes: on(setAttributes),
    SendMessage: on(send),
    SendMessageBatch: onEach(send),
    ReceiveMessage: on((input, queue) => receive(input, queue, sqs)),
    DeleteMessage: on(remove),
    DeleteMessageBatch: onEach(remove),
    ChangeMessageVisibility: on(changeVisibility),
    ChangeMessageVisibilityBatch: onEach(changeVisibility),
  };
}

function send(input: JsonObject, queue: Queue): object {
  const body = textAt(input, 'MessageBody') ?? '';
  const attributes = objectAt(input, 'MessageAttributes') ?? {};
  const { id, sequence } = queue.send({
    body,
    attributes,
    group: textAt(input, 'MessageGroupId'),
    deduplicationId: textAt(input, 'MessageDeduplicationId'),
    delay: numberAt(input, 'DelaySeconds'),
  });
  return {
    MessageId: id,
    MD5OfMessageBody: md5(body),
    MD5OfMessageAttributes: md5OfAttributes(attributes),
    SequenceNumber: sequence,
  };
}

/** Never waits: on a clock that stands still, no message would come. */
function receive(input: JsonObject, queue: Queue, sqs: Sqs): object {
  const most = numberAt(input, 'MaxNumberOfMessages') ?? 1;
  if (most < 1 || most > 10)
    throw invalid(`Value ${most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10.`);
  const dead = sqs.byArn(queue.redrive?.target ?? '');
  const visibility = numberAt(input, 'VisibilityTimeout');
  const moveToDeadLetterQueue = dead === undefined ? undefined : (message: Message) => dead.adopt(message, queue.arn);
  const taken = queue.receive(most, visibility, moveToDeadLetterQueue);
  return taken.length === 0 ? {} : { Messages: taken.map((message) => describeMessage(message, input)) };
}

function remove(input: JsonObject, queue: Queue): void {
  queue.delete(textAt(input, 'ReceiptHandle') ?? '');
}

function changeVisibility(input: JsonObject, queue: Queue): void {
  queue.changeVisibility(textAt(input, 'ReceiptHandle') ?? '', numberAt(input, 'VisibilityTimeout') ?? -1);
}

function setAttributes(input: JsonObject, queue: Queue): void {
  const settings = settingsOf(input);
  checkSettings(queue.name, { FifoQueue: String(queue.isFifo), ...settings });
  for (const [key, value] of Object.entries(settings)) queue.settings.set(key, value);
}

function settingsOf(input: JsonObject): Readonly<Record<string, string>> {
  const settings = Object.entries(objectAt(input, 'Attributes') ?? {});
  return Object.fromEntries(settings.map(([key, value]) => [key, String(value)]));
}
