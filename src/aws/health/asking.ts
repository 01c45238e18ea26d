/** One question about what is deployed: refusals become sentences, and what is gone can be told from what may not be asked. */
import { UserError } from '../../core/user-error.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';

export interface Asker {
  readonly aws: Aws;
  readonly signal: AbortSignal;
  /** Which command asks, for hints; undefined: `status`. */
  readonly command?: string;
}

/** `action` as IAM writes it. Throws a `UserError`. */
export async function asking<T>(action: string, { aws, command = 'status' }: Asker, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw explainAws(error, { action, region: await aws.homeRegion(), profile: aws.profile, command });
  }
}

/** As SQS, SNS, S3, and all others name it. */
const GONE = new Set([
  'AWS.SimpleQueueService.NonExistentQueue',
  'QueueDoesNotExist',
  'NotFoundException',
  'NoSuchBucket',
  'ResourceNotFoundException',
]);

/** Whether AWS said that there is no such thing (any more). */
export const isGone = (error: unknown): boolean => error instanceof UserError && GONE.has(readError(error.cause).name);
