/** Invocations of the function: a pipeline's input, a batch of the outbox, or a schedule's call. */
import { faultOf, readError } from '../aws/fault.ts';
import { isOutbox } from '../core/names.ts';
import { alertMuted } from './alert.ts';
import { type BatchResponse, deliver } from './deliver.ts';
import { callOf, pulse, sendHeartbeat } from './heartbeat.ts';
import { type IntakeOutcome, takeIn } from './intake.ts';
import type { Notifier } from './notifier.ts';
import type { SqsRecord } from './outbox-record.ts';
import { testOf } from './test-mark.ts';

interface LambdaContext {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

type Answer = BatchResponse | IntakeOutcome | { readonly told: readonly string[] };

export function handlerFor(notifier: Notifier): (input: unknown, context: LambdaContext) => Promise<Answer> {
  return async (input, context) => {
    try {
      return await handle(input, context, notifier);
    } catch (error) {
      throw withoutQuotes(error);
    }
  };
}

/**
 * Hides AWS's sentences, which may quote the request (records, say), because Lambda logs an error. A denial quotes
 * none.
 */
function withoutQuotes(error: unknown): unknown {
  const { name, status } = readError(error);
  if (status === undefined || faultOf(error) === 'denied') return error;
  return Object.assign(new Error(`AWS answered ${name} (${status})`), { name });
}

async function handle(input: unknown, context: LambdaContext, notifier: Notifier): Promise<Answer> {
  const parcels = outboxRecords(input);
  if (parcels !== undefined) return deliver(parcels, notifier, () => context.getRemainingTimeInMillis());
  switch (callOf(input)) {
    case 'pulse':
      await pulse(notifier);
      return { told: [] };
    case 'heartbeat':
      return { told: await sendHeartbeat(input, notifier) };
    case 'hours-end':
      return { told: await alertMuted(context.awsRequestId, notifier) };
  }
  const outcome = await takeIn(input, context.awsRequestId, notifier);
  await alertOverdue(input, context.awsRequestId, notifier);
  return outcome;
}

/** Sends muted findings with the next invocation if the schedule that ends business hours was deleted or failed. */
async function alertOverdue(input: unknown, owner: string, notifier: Notifier): Promise<void> {
  const { settings, context, now, muted } = notifier;
  if (settings.businessHours === undefined || testOf(input) !== undefined || context.isBusinessHours(now())) return;
  if (await muted.any()) await alertMuted(owner, notifier);
}

/** Records of the outbox, known by the queue's name; any other queue carries CloudTrail records. */
function outboxRecords(input: unknown): readonly SqsRecord[] | undefined {
  const records: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'Records') : undefined;
  if (!Array.isArray(records)) return undefined;
  const isParcel = (record: Partial<SqsRecord> | null) =>
    typeof record?.eventSourceARN === 'string' && isOutbox(record.eventSourceARN);
  return records.length > 0 && records.every(isParcel) ? records : undefined;
}
