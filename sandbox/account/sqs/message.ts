/** A queue's message: SQS's checks, and the checksums that the SDK verifies. */
import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../src/core/event.ts';
import { isObject, textAt } from '../../../src/core/fields.ts';
import { AwsFault } from '../service.ts';

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: JsonObject;
  /** FIFO queues only. */
  readonly group: string | undefined;
  readonly deduplicationId: string | undefined;
  /** Twenty digits, in the order of sending. */
  readonly sequence: string | undefined;
  /** Milliseconds since the epoch, as are all times here. */
  readonly sentAt: number;
  readonly delayedUntil: number;
  /** End of the last receipt's visibility timeout. */
  hiddenUntil: number;
  /** The handle of the last receipt. */
  receipt: string | undefined;
  receiveCount: number;
  firstReceivedAt: number | undefined;
  /** The ARN of the queue that dead-lettered it. */
  readonly diedIn?: string;
}

export const md5 = (text: string | Buffer) => createHash('md5').update(text).digest('hex');

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation */
export function md5OfAttributes(attributes: JsonObject): string | undefined {
  const names = Object.keys(attributes).toSorted();
  if (names.length === 0) return undefined;
  const parts = names.flatMap((name) => {
    const [type, value] = contentOf(attributes, name);
    return [
      sized(Buffer.from(name)),
      sized(Buffer.from(type)),
      Buffer.from([type.startsWith('Binary') ? 2 : 1]),
      sized(value),
    ];
  });
  return md5(Buffer.concat(parts));
}

function sized(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function contentOf(attributes: JsonObject, name: string): readonly [type: string, value: Buffer] {
  const attribute = attributes[name];
  const type = isObject(attribute) ? (textAt(attribute, 'DataType') ?? '') : '';
  const value = isObject(attribute)
    ? type.startsWith('Binary')
      ? Buffer.from(textAt(attribute, 'BinaryValue') ?? '', 'base64')
      : Buffer.from(textAt(attribute, 'StringValue') ?? '')
    : Buffer.alloc(0);
  if (!/^(String|Number|Binary)(\.|$)/.test(type) || value.length === 0)
    throw new AwsFault(
      'InvalidParameterValue',
      `The message attribute '${name}' must contain a non-empty value and type.`,
    );
  return [type, value];
}

/** Body and attributes together. */
export function sizeOf(body: string, attributes: JsonObject): number {
  const sizes = Object.keys(attributes).map((name) => {
    const [type, value] = contentOf(attributes, name);
    return Buffer.byteLength(name) + Buffer.byteLength(type) + value.length;
  });
  return sizes.reduce((sum, size) => sum + size, Buffer.byteLength(body));
}

/**
 * Characters that XML can hold:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function checkContents(body: string): void {
  if (body === '') throw new AwsFault('MissingParameter', 'The request must contain the parameter MessageBody.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the check looks for them.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(body))
    throw new AwsFault(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | …',
    );
}
