/** A queue, standard or FIFO, on a given clock: order, deduplication, visibility, retention, dead letters. */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../src/core/event.ts';
import { textAt } from '../../../src/core/fields.ts';
import { AwsFault } from '../service.ts';
import { deduplicationKey, expired, invalid, type NewMessage, notForThisType } from './check.ts';
import { checkContents, type Message, sizeOf } from './message.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const DEFAULTS: Readonly<Record<string, string>> = {
  VisibilityTimeout: '30',
  DelaySeconds: '0',
  MessageRetentionPeriod: '345600',
  MaximumMessageSize: '1048576',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
};
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html */
const DEDUPLICATED = 5 * 60_000;

type Sent = Pick<Message, 'id' | 'sequence'>;

export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly isFifo: boolean;
  readonly created: number;
  readonly settings: Map<string, string>;
  readonly now: () => number;
  /** In the order of sending. */
  messages: Message[] = [];
  readonly recent = new Map<string, Sent & { readonly at: number }>();
  sent = 0;

  constructor(arn: string, settings: Readonly<Record<string, string>>, now: () => number) {
    this.arn = arn;
    this.name = arn.split(':').at(-1) ?? '';
    this.isFifo = this.name.endsWith('.fifo');
    this.created = now();
    this.settings = new Map(Object.entries({ ...DEFAULTS, ...settings }));
    this.now = now;
  }

  setting(name: string): number {
    return Number(this.settings.get(name) ?? 0);
  }

  /** The dead-letter queue, and the number of receipts before it. */
  get redrive(): { readonly target: string; readonly after: number } | undefined {
    const policy: JsonObject = JSON.parse(this.settings.get('RedrivePolicy') || '{}');
    const target = textAt(policy, 'deadLetterTargetArn');
    return target === undefined ? undefined : { target, after: Number(policy['maxReceiveCount']) };
  }

  send(message: NewMessage): Sent {
    const { body, attributes = {}, group, deduplicationId, delay } = message;
    checkContents(body);
    const limit = this.setting('MaximumMessageSize');
    if (sizeOf(body, attributes) > limit)
      throw invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`);
    const key = this.isFifo ? deduplicationKey(message, this.settings) : undefined;
    if (key === undefined && deduplicationId !== undefined)
      throw notForThisType('MessageDeduplicationId', deduplicationId);
    const now = this.now();
    const earlier = key === undefined ? undefined : this.recent.get(key);
    if (earlier !== undefined && now - earlier.at < DEDUPLICATED) return earlier;
    this.sent += 1;
    const sequence = this.isFifo ? String(18_850_000_000_000_000_000n + BigInt(this.sent) * 256n) : undefined;
    const id = randomUUID();
    if (key !== undefined) this.recent.set(key, { id, sequence, at: now });
    const delayedUntil = now + (delay ?? this.setting('DelaySeconds')) * 1_000;
    this.messages.push({
      id,
      body,
      attributes,
      group,
      deduplicationId: key,
      sequence,
      sentAt: now,
      delayedUntil,
      ...FRESH,
    });
    return { id, sequence };
  }

  purge(): void {
    this.messages = [];
  }

  /** Drops messages older than the retention period. */
  expire(): void {
    const oldest = this.now() - this.setting('MessageRetentionPeriod') * 1_000;
    this.messages = this.messages.filter(({ sentAt }) => sentAt > oldest);
  }

  /** `moveToDeadLetterQueue` takes messages received too often; without one they stay. */
  receive(
    most: number,
    visibility: number | undefined,
    moveToDeadLetterQueue: ((message: Message) => void) | undefined,
  ): readonly Message[] {
    this.expire();
    const now = this.now();
    const taken: Message[] = [];
    const blocked = new Set(this.messages.filter((one) => this.isInFlight(one)).map(({ group }) => group));
    for (const message of [...this.messages]) {
      if (taken.length >= most) break;
      if (this.isFifo && blocked.has(message.group)) continue;
      if (message.delayedUntil > now || message.hiddenUntil > now) {
        blocked.add(message.group);
        continue;
      }
      if (
        moveToDeadLetterQueue !== undefined &&
        message.receiveCount >= (this.redrive?.after ?? Number.POSITIVE_INFINITY)
      ) {
        this.remove(message);
        moveToDeadLetterQueue(message);
        continue;
      }
      message.receiveCount += 1;
      message.firstReceivedAt ??= now;
      message.hiddenUntil = now + (visibility ?? this.setting('VisibilityTimeout')) * 1_000;
      message.receipt = Buffer.from(JSON.stringify([this.name, message.id, randomUUID()])).toString('base64');
      taken.push(message);
    }
    return taken;
  }

  isInFlight({ hiddenUntil }: Message): boolean {
    return hiddenUntil > this.now();
  }

  /**
   * A handle of an earlier receipt deletes nothing in a standard queue; a FIFO queue refuses it, and refuses the last
   * one too once its visibility timeout is over.
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
   */
  delete(receipt: string): void {
    const message = this.find(receipt);
    const isLast = message?.receipt === receipt;
    if (this.isFifo && message !== undefined && !(isLast && this.isInFlight(message))) throw expired(receipt);
    if (isLast && message !== undefined) this.remove(message);
  }

  /** Seconds from now. */
  changeVisibility(receipt: string, seconds: number): void {
    const message = this.find(receipt);
    if (seconds < 0 || seconds > 43_200)
      throw invalid(
        `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200.`,
      );
    if (message === undefined || !this.isInFlight(message))
      throw new AwsFault('MessageNotInflight', 'The message is not in flight', {
        queryCode: 'AWS.SimpleQueueService.MessageNotInflight',
      });
    if (message.receipt !== receipt) throw expired(receipt);
    message.hiddenUntil = this.now() + seconds * 1_000;
  }

  remove(message: Message): void {
    this.messages = this.messages.filter((one) => one !== message);
  }

  find(receipt: string): Message | undefined {
    this.expire();
    try {
      const [queue, id]: unknown[] = JSON.parse(Buffer.from(receipt, 'base64').toString('utf8'));
      if (queue === this.name) return this.messages.find((message) => message.id === id);
    } catch {
      // Not JSON: refused below.
    }
    throw new AwsFault(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${receipt}" is not a valid receipt handle.`,
    );
  }

  /** Takes another queue's dead letter. Only in a FIFO queue does its age begin anew. */
  adopt(message: Message, from: string): void {
    const sentAt = this.isFifo ? this.now() : message.sentAt;
    this.messages.push({ ...message, ...FRESH, sentAt, delayedUntil: 0, diedIn: from });
  }
}

const FRESH = { hiddenUntil: 0, receipt: undefined, receiveCount: 0, firstReceivedAt: undefined };
