/** SQS's checks of a message for a queue of this type, in its own sentences. */
import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../src/core/event.ts';
import { AwsFault } from '../service.ts';

export interface NewMessage {
  readonly body: string;
  readonly attributes?: JsonObject;
  readonly group?: string | undefined;
  readonly deduplicationId?: string | undefined;
  /** Seconds. */
  readonly delay?: number | undefined;
}

/**
 * The key by which a FIFO queue recognizes a message:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function deduplicationKey(message: NewMessage, settings: ReadonlyMap<string, string>): string {
  const { body, group, deduplicationId, delay } = message;
  if (group === undefined)
    throw new AwsFault('MissingParameter', 'The request must contain the parameter MessageGroupId.');
  if (delay !== undefined) throw notForThisType('DelaySeconds', String(delay));
  if (deduplicationId !== undefined) return deduplicationId;
  if (settings.get('ContentBasedDeduplication') === 'true') return createHash('sha256').update(body).digest('hex');
  throw invalid(
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}

export const invalid = (message: string) =>
  new AwsFault('InvalidParameterValue', message, { queryCode: 'InvalidParameterValue' });
export const notForThisType = (name: string, value: string) =>
  invalid(
    `Value ${value} for parameter ${name} is invalid. Reason: The request include parameter that is not valid for this queue type.`,
  );
export const expired = (receipt: string) =>
  invalid(`Value ${receipt} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`);
