/** One read of an audit: an answer, or the call that failed, which stops nothing else. */
import type { Found, Reading } from '../../auditing/snapshot.ts';
import { inEach } from '../../core/words.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { faultOf, readError } from '../fault.ts';

export interface Reader {
  readonly aws: Aws;
  readonly signal: AbortSignal;
  /** Whose permissions errors name. Defaults to `audit`. */
  readonly command?: 'audit --live';
  /** Waits so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Faults that every other read would only repeat. */
const FATAL = new Set(['no-credentials', 'mfa-code', 'expired', 'bad-credentials', 'clock', 'stopped']);

/** `action` as IAM writes it. Throws a `UserError` if no read can succeed: credentials, a wrong clock, a stopped run. */
export function attempt<T>(action: string, region: string, reader: Reader, ask: () => Promise<T>): Promise<Reading<T>> {
  return attemptSteps(action, region, reader, (step) => step(ask));
}

/** One request of several: asked again by itself if AWS throttles it. */
export type Step = <T>(ask: () => Promise<T>) => Promise<T>;

/** As `attempt`, for a read of several requests: what AWS throttles isn't begun anew. */
export async function attemptSteps<T>(
  action: string,
  region: string,
  { aws, sleep, command }: Reader,
  work: (step: Step) => Promise<T>,
): Promise<Reading<T>> {
  try {
    return { kind: 'read', value: await work((ask) => patiently(ask, sleep)) };
  } catch (error) {
    const fault = faultOf(error);
    const explained = explainAws(error, { action, region, profile: aws.profile, command: command ?? 'audit' });
    if (FATAL.has(fault)) throw explained;
    const why = inEach((language) => explained.said(language).replace(/[.。]$/, ''));
    return { kind: 'refused', action, why, isDenied: fault === 'denied' };
  }
}

/** A page of a list, and the token of the next one. */
export type Page<T> = readonly [items: readonly T[], next: string | undefined];

/** All pages of a list. */
export function attemptPages<T>(
  action: string,
  region: string,
  reader: Reader,
  ask: (token: string | undefined) => Promise<Page<T>>,
): Promise<Reading<readonly T[]>> {
  return attemptSteps(action, region, reader, async (step) => {
    const found: T[] = [];
    let token: string | undefined;
    do {
      const [items, next] = await step(() => ask(token));
      found.push(...items);
      token = next === '' ? undefined : next;
    } while (token !== undefined);
    return found;
  });
}

/** Milliseconds before each further try of a throttled read; most clients have tried three times before. */
const PAUSES = [1_000, 2_000, 4_000, 8_000];

async function patiently<T>(ask: () => Promise<T>, sleep: Reader['sleep']): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await ask();
    } catch (error) {
      if (faultOf(error) !== 'throttled') throw error;
    }
    await sleep(pause);
  }
  return ask();
}

/** Names of "there is none", by service: Lambda and others, SNS, KMS, IAM, SQS. */
const GONE = new Set([
  'ResourceNotFoundException',
  'NotFound',
  'NotFoundException',
  'NoSuchEntityException',
  'QueueDoesNotExist',
  'AWS.SimpleQueueService.NonExistentQueue',
]);

/** As `attempt`; null if AWS says that there is no such resource. */
export function attemptToFind<T>(
  action: string,
  region: string,
  reader: Reader,
  ask: () => Promise<T>,
): Promise<Found<T>> {
  return attempt<T | null>(action, region, reader, async () => {
    try {
      return await ask();
    } catch (error) {
      if (GONE.has(readError(error).name)) return null;
      throw error;
    }
  });
}
