/** SQS, one set of queues a region: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html */
import { perRegion } from '../regions.ts';
import { isAllowedBy, type ServiceCaller, serviceAsks } from '../resource-policy.ts';
import { AwsFault, jsonService, type Service } from '../service.ts';
import type { AccountContext } from '../world.ts';
import { sqsActions } from './actions.ts';
import { invalid, type NewMessage } from './check.ts';
import type { Message } from './message.ts';
import { Queue } from './queue.ts';

export class Sqs {
  readonly world: AccountContext;
  readonly service: Service;
  readonly opens: (key: string, region: string, caller: ServiceCaller) => boolean;
  readonly queuesIn = perRegion(() => new Map<string, Queue>());
  /** Since when, by name. */
  readonly deletedIn = perRegion(() => new Map<string, number>());
  /** Milliseconds for which a deleted queue's name isn't free: `LIMITS.queueRest` in AWS. Tests with a clock of their own set it. */
  rest = 0;

  /** `opens`: true if a key of KMS may be used by a service. */
  constructor(world: AccountContext, opens: Sqs['opens'] = () => true) {
    this.world = world;
    this.opens = opens;
    this.service = jsonService(sqsActions(this), '1.0');
  }

  urlOf(name: string): string {
    return `${this.world.endpoint()}/${this.world.account}/${name}`;
  }

  /** By name or URL. */
  queue(name: string, region = this.world.home): Queue {
    const queue = this.queuesIn(region).get(name.split('/').at(-1) ?? '');
    if (queue !== undefined) return queue;
    throw new AwsFault('QueueDoesNotExist', 'The specified queue does not exist.', {
      queryCode: 'AWS.SimpleQueueService.NonExistentQueue',
    });
  }

  /** Undefined if no queue has that ARN. */
  byArn(arn: string): Queue | undefined {
    return this.queuesIn(arn.split(':')[3] ?? '').get(arn.split(':').at(-1) ?? '');
  }

  /** A message from an AWS service; it is lost if the queue's policy or its key shuts the service out. */
  sendFor(caller: ServiceCaller, arn: string, body: string): void {
    const queue = this.byArn(arn);
    const policy = queue?.settings.get('Policy');
    const key = queue?.settings.get('KmsMasterKeyId') ?? '';
    if (key !== '' && !this.opens(key, arn.split(':')[3] ?? '', caller)) return;
    if (isAllowedBy(policy, serviceAsks(caller, 'sqs:SendMessage', arn))) queue?.send({ body });
  }

  delete(name: string, region: string): void {
    if (this.queuesIn(region).delete(name)) this.deletedIn(region).set(name, this.world.now());
  }

  /** Returns the queue's URL. Settings as in CreateQueue, e.g. `{ VisibilityTimeout: '200' }`. */
  create(name: string, settings: Readonly<Record<string, string>> = {}, region = this.world.home): string {
    checkSettings(name, settings);
    const there = this.queuesIn(region).get(name);
    if (there !== undefined && Object.entries(settings).some(([key, value]) => there.settings.get(key) !== value))
      throw new AwsFault('QueueNameExists', 'A queue already exists with the same name and a different value.', {
        queryCode: 'QueueAlreadyExists',
      });
    if (this.world.now() - (this.deletedIn(region).get(name) ?? Number.NEGATIVE_INFINITY) < this.rest)
      throw new AwsFault(
        'QueueDeletedRecently',
        'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
        { queryCode: 'AWS.SimpleQueueService.QueueDeletedRecently' },
      );
    const arn = `arn:aws:sqs:${region}:${this.world.account}:${name}`;
    if (there === undefined) this.queuesIn(region).set(name, new Queue(arn, settings, this.world.now));
    return this.urlOf(name);
  }

  /** Messages in the queue now, in flight or not, in the order of sending. */
  messages(name: string, region?: string): readonly Readonly<Message>[] {
    const queue = this.queue(name, region);
    queue.expire();
    return queue.messages;
  }

  /** As SendMessage. */
  send(name: string, message: NewMessage, region?: string): void {
    this.queue(name, region).send(message);
  }
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  VisibilityTimeout: [0, 43_200],
  DelaySeconds: [0, 900],
  MessageRetentionPeriod: [60, 1_209_600],
  MaximumMessageSize: [1_024, 1_048_576],
  ReceiveMessageWaitTimeSeconds: [0, 20],
};

export function checkSettings(name: string, settings: Readonly<Record<string, string>>): void {
  const isFifo = name.endsWith('.fifo');
  if (!/^[\w-]{1,80}$/.test(name.replace(/\.fifo$/, '')))
    throw invalid('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length');
  if (isFifo !== (settings['FifoQueue'] === 'true'))
    throw invalid('The name of a FIFO queue ends with .fifo, and only such a queue has the attribute FifoQueue.');
  const policy = settings['RedrivePolicy'] ?? '';
  if (policy !== '' && !isRedrivePolicy(policy))
    throw invalid(`Value ${policy} for parameter RedrivePolicy is invalid. Reason: Redrive policy is not valid.`);
  for (const [key, [least, most]] of Object.entries(RANGES)) {
    const value = Number(settings[key] ?? least);
    if (!(value >= least && value <= most))
      throw new AwsFault('InvalidAttributeValue', `Invalid value for the parameter ${key}.`, {
        queryCode: 'InvalidAttributeValue',
      });
  }
}

function isRedrivePolicy(text: string): boolean {
  try {
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text);
    return (
      /^arn:aws:sqs:/.test(deadLetterTargetArn) && Number(maxReceiveCount) >= 1 && Number(maxReceiveCount) <= 1_000
    );
  } catch {
    return false;
  }
}
