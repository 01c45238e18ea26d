/** One question about deployed resources: refusals become sentences, and missing ones differ from forbidden ones. */
import { UserError } from '../../core/user-error.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';

export interface Asker {
  readonly aws: Aws;
  readonly signal: AbortSignal;
  /** The asking command, for hints. Defaults to `status`. */
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

/** Codes of SQS, SNS, S3, and all others. */
const GONE = new Set([
  'AWS.SimpleQueueService.NonExistentQueue',
  'QueueDoesNotExist',
  'NotFoundException',
  'NoSuchBucket',
  'ResourceNotFoundException',
]);

/** True if AWS answered that there is no such resource (any more). */
export const isGone = (error: unknown): boolean => error instanceof UserError && GONE.has(readError(error.cause).name);
