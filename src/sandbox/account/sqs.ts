/** SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html */
import type { JsonObject } from '../../core/event.ts';
import { listAt, numberAt, objectAt, textAt } from '../../core/fields.ts';
import { perRegion } from './regions.ts';
import { AwsFault, jsonService, type Service } from './service.ts';
import { batch } from './sqs-batch.ts';
import { type Message, md5, md5OfAttributes } from './sqs-message.ts';
import { invalid, type NewMessage, Queue } from './sqs-queue.ts';
import { describeMessage, describeQueue } from './sqs-tell.ts';
import type { World } from './world.ts';

export interface Sqs {
  readonly service: Service;
  /** The queue's URL. Settings as in CreateQueue, e.g. `{ VisibilityTimeout: '200' }`. */
  create(name: string, settings?: Readonly<Record<string, string>>, region?: string): string;
  urlOf(name: string): string;
  /** What is in the queue now, in flight or not, in the order of sending. */
  messages(name: string, region?: string): readonly Readonly<Message>[];
  /** As SendMessage. */
  send(name: string, message: NewMessage, region?: string): void;
  /** Undefined where there is no queue of that ARN. */
  byArn(arn: string): Queue | undefined;
}

export function sqs(world: World): Sqs {
  const queuesIn = perRegion(() => new Map<string, Queue>());
  const urlOf = (name: string) => `${world.endpoint()}/${world.account}/${name}`;
  const queueOf = (name: string | undefined, region: string): Queue => {
    const queue = queuesIn(region).get(name?.split('/').at(-1) ?? '');
    if (queue === undefined)
      throw new AwsFault('QueueDoesNotExist', 'The specified queue does not exist.', {
        queryCode: 'AWS.SimpleQueueService.NonExistentQueue',
      });
    return queue;
  };
  const byArn = (arn: string) => queuesIn(arn.split(':')[3] ?? '').get(arn.split(':').at(-1) ?? '');
  const create = (name: string, settings: Readonly<Record<string, string>> = {}, region = world.home) => {
    checkNew(name, settings);
    const there = queuesIn(region).get(name);
    if (there !== undefined && Object.entries(settings).some(([key, value]) => there.settings.get(key) !== value))
      throw new AwsFault('QueueNameExists', 'A queue already exists with the same name and a different value.', {
        queryCode: 'QueueAlreadyExists',
      });
    const arn = `arn:aws:sqs:${region}:${world.account}:${name}`;
    if (there === undefined) queuesIn(region).set(name, new Queue(arn, settings, world.now));
    return urlOf(name);
  };
  const receive = (input: JsonObject, queue: Queue): object => {
    const most = numberAt(input, 'MaxNumberOfMessages') ?? 1;
    if (most < 1 || most > 10)
      throw invalid(
        `Value ${most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
      );
    const dead = byArn(queue.redrive?.target ?? '');
    const taken = queue.receive(most, numberAt(input, 'VisibilityTimeout'), (message) =>
      dead?.adopt(message, queue.arn),
    );
    return taken.length === 0 ? {} : { Messages: taken.map((message) => describeMessage(message, input)) };
  };
  const send = (input: JsonObject, queue: Queue) => {
    const message = readMessage(input);
    const { id, sequence } = queue.send(message);
    return {
      MessageId: id,
      MD5OfMessageBody: md5(message.body),
      MD5OfMessageAttributes: md5OfAttributes(message.attributes ?? {}),
      SequenceNumber: sequence,
    };
  };
  const remove = (input: JsonObject, queue: Queue) => queue.delete(textAt(input, 'ReceiptHandle') ?? '');
  const change = (input: JsonObject, queue: Queue) =>
    queue.changeVisibility(textAt(input, 'ReceiptHandle') ?? '', numberAt(input, 'VisibilityTimeout') ?? -1);
  const set = (input: JsonObject, queue: Queue) => {
    const settings = settingsOf(input);
    checkNew(queue.name, { FifoQueue: String(queue.isFifo), ...settings });
    for (const [key, value] of Object.entries(settings)) queue.settings.set(key, value);
  };
  const onQueue = (act: (input: JsonObject, queue: Queue) => unknown) => (input: JsonObject, region: string) => {
    const output = act(input, queueOf(textAt(input, 'QueueUrl'), region));
    return typeof output === 'object' && output !== null ? output : undefined;
  };
  const service = jsonService(
    {
      CreateQueue: (input, region) => ({
        QueueUrl: create(textAt(input, 'QueueName') ?? '', settingsOf(input), region),
      }),
      GetQueueUrl: (input, region) => ({ QueueUrl: urlOf(queueOf(textAt(input, 'QueueName'), region).name) }),
      ListQueues: (input, region) => ({
        QueueUrls: [...queuesIn(region).keys()]
          .filter((name) => name.startsWith(textAt(input, 'QueueNamePrefix') ?? ''))
          .map(urlOf),
      }),
      DeleteQueue: (input, region) => {
        queuesIn(region).delete(queueOf(textAt(input, 'QueueUrl'), region).name);
        return undefined;
      },
      PurgeQueue: onQueue((_, queue) => {
        queue.messages = [];
      }),
      GetQueueAttributes: onQueue((input, queue) => ({
        Attributes: describeQueue(queue, listAt(input, 'AttributeNames')),
      })),
      SetQueueAttributes: onQueue(set),
      SendMessage: onQueue(send),
      SendMessageBatch: onQueue((input, queue) => batch(input, (entry) => send(entry, queue))),
      ReceiveMessage: onQueue(receive),
      DeleteMessage: onQueue(remove),
      DeleteMessageBatch: onQueue((input, queue) => batch(input, (entry) => remove(entry, queue))),
      ChangeMessageVisibility: onQueue(change),
      ChangeMessageVisibilityBatch: onQueue((input, queue) => batch(input, (entry) => change(entry, queue))),
    },
    '1.0',
  );
  return {
    service,
    create,
    urlOf,
    byArn,
    send: (name, message, region = world.home) => void queueOf(name, region).send(message),
    messages: (name, region = world.home) => {
      const queue = queueOf(name, region);
      queue.expire();
      return queue.messages;
    },
  };
}

function readMessage(input: JsonObject): NewMessage {
  return {
    body: textAt(input, 'MessageBody') ?? '',
    attributes: objectAt(input, 'MessageAttributes') ?? {},
    group: textAt(input, 'MessageGroupId'),
    deduplicationId: textAt(input, 'MessageDeduplicationId'),
    delay: numberAt(input, 'DelaySeconds'),
  };
}

function settingsOf(input: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(objectAt(input, 'Attributes') ?? {}).map(([key, value]) => [key, String(value)]),
  );
}

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  VisibilityTimeout: [0, 43_200],
  DelaySeconds: [0, 900],
  MessageRetentionPeriod: [60, 1_209_600],
  MaximumMessageSize: [1_024, 1_048_576],
  ReceiveMessageWaitTimeSeconds: [0, 20],
};

function checkNew(name: string, settings: Readonly<Record<string, string>>): void {
  const isFifo = name.endsWith('.fifo');
  if (!/^[\w-]{1,80}$/.test(name.replace(/\.fifo$/, '')))
    throw invalid('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length');
  if (isFifo !== (settings['FifoQueue'] === 'true'))
    throw invalid(
      isFifo
        ? 'The queue name may end in .fifo only with the attribute FifoQueue.'
        : 'The name of a FIFO queue can only end with .fifo',
    );
  for (const [key, [least, most]] of Object.entries(RANGES)) {
    const value = Number(settings[key] ?? least);
    if (!(value >= least && value <= most))
      throw new AwsFault('InvalidAttributeValue', `Invalid value for the parameter ${key}.`, {
        queryCode: 'InvalidAttributeValue',
      });
  }
}
