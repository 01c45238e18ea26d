/** Outbox -> channels: each message once, in order, tried again later while a channel is in trouble, never lost. */
import { expiryOf, KEPT, KEYS } from '../aws/login-table/keys.ts';
import type { Trouble } from '../aws/login-table/troubles.ts';
import type { Verdict } from '../channels/channel.ts';
import { readdressed } from '../channels/readdress.ts';
import { DAY, SECOND } from '../core/time.ts';
import { PACE } from '../delivery/attempt.ts';
import { type SendResult, send } from '../delivery/send.ts';
import { OTHER_VERSION } from '../messages/sending/other-version.ts';
import type { Notifier } from './notifier.ts';
import type { Parcel } from './outbox.ts';
import {
  deleteDone,
  moveToDeadLetterQueue,
  type OutboxQueue,
  postpone,
  readParcel,
  readWake,
  remove,
  type SqsRecord,
} from './outbox-record.ts';
import { sendLater, type Waiting } from './send-later.ts';
import { delayAfter, isDue, lookAfter, noteFailure, noteSuccess, type Troubled, tellDead } from './trouble.ts';

/** The answer by which Lambda knows the messages that are not done. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

type Delivering = OutboxQueue &
  Waiting &
  Troubled &
  Pick<Notifier, 'world' | 'table' | 'now' | 'measure' | 'paced' | 'sent'>;

interface Letter {
  readonly record: SqsRecord;
  readonly parcel: Parcel;
}

/** Milliseconds after which a waiting message is moved: the queue drops it after fourteen days. */
const PATIENCE = 13.5 * DAY;
/** Milliseconds that a test waits at most (`src/proving/prove.ts`). */
const TEST_PATIENCE = 60 * SECOND;
/** One attempt: waiting is what the queue is for, and costs nothing there. */
const BUDGET = 0;
/** Milliseconds that must be left of the invocation to begin with another message. */
const RESERVE = 30 * SECOND;
/** Seconds. */
const FIRST_DELAY = 5;

export async function deliver(
  records: readonly SqsRecord[],
  notifier: Delivering,
  remaining: () => number,
): Promise<BatchResponse> {
  const failures: { itemIdentifier: string }[] = [];
  const groups = new Map<string, SqsRecord[]>();
  for (const record of records) {
    const group = record.attributes.MessageGroupId ?? 'unknown';
    groups.set(group, [...(groups.get(group) ?? []), record]);
  }
  const deliverGroup = async ([group, letters]: [string, readonly SqsRecord[]]) => {
    const left = await deliverInOrder(group, letters, notifier, remaining);
    failures.push(...left.map(({ messageId }) => ({ itemIdentifier: messageId })));
  };
  await Promise.all([...groups].map(deliverGroup));
  return { batchItemFailures: failures };
}

/** Returns the messages that must wait: the first that a channel would not take now, and all behind it. */
async function deliverInOrder(
  group: string,
  letters: readonly SqsRecord[],
  notifier: Delivering,
  remaining: () => number,
): Promise<readonly SqsRecord[]> {
  for (const [position, letter] of letters.entries()) {
    const rest = letters.slice(position);
    if (remaining() < RESERVE) {
      await postpone(rest, 0, notifier);
      return rest;
    }
    const delay = await handle(group, letter, notifier);
    if (delay === undefined) continue;
    await postpone(rest, delay, notifier);
    return rest;
  }
  return [];
}

/**
 * Returns the seconds to wait before the next attempt, or undefined if the message is done. Never throws: a group's
 * trouble doesn't concern the others.
 */
async function handle(group: string, record: SqsRecord, notifier: Delivering): Promise<number | undefined> {
  try {
    const call = readWake(record.body);
    if (call !== undefined) return await sendLater(call.later, record.messageId, notifier);
    const parcel = readParcel(record.body);
    if (parcel !== undefined) return await deliverOne(group, { record, parcel }, notifier);
    await moveToDeadLetterQueue(record, OTHER_VERSION, notifier);
    return undefined;
  } catch (error) {
    const name = error instanceof Error ? error.name : 'Error';
    notifier.log('error', 'a message could not be handled', { id: record.messageId, error: name });
    return grownDelay(record);
  }
}

async function deliverOne(
  group: string,
  { record, parcel: queued }: Letter,
  notifier: Delivering,
): Promise<number | undefined> {
  const { test } = queued;
  const delivery = test === undefined ? readdressed(queued.delivery, notifier.settings) : queued.delivery;
  const parcel = { ...queued, delivery };
  const id = parcel.id ?? record.messageId;
  const { wasSent, trouble } = await recall(group, id, notifier);
  if (wasSent || notifier.unremoved.has(record.messageId)) {
    await noteSuccess(group, trouble, notifier);
    await remove(record, notifier);
    notifier.unremoved.delete(record.messageId);
    notifier.log('info', 'message was sent before', { to: delivery.to });
    return undefined;
  }
  if (trouble !== undefined && test === undefined && !(await isDue(trouble, delivery, notifier))) {
    await tellDead(group, trouble, notifier);
    return delayUntil(trouble, record, notifier);
  }
  await keepPace(group, notifier);
  const result = await sendOnce(parcel, notifier);
  notifier.paced.set(group, notifier.now());
  if (result === undefined) return FIRST_DELAY;
  if (result.verdict.kind === 'sent') {
    await noteSent(id, notifier);
    await noteSuccess(group, trouble, notifier).catch(notWritten(notifier));
    await deleteDone(record, notifier);
  }
  await report(parcel, result, notifier);
  return result.verdict.kind === 'sent'
    ? undefined
    : await afterFailure(group, { record, parcel }, result.verdict, trouble, notifier);
}

/** Returns the seconds to wait before the next look, or undefined if the message is done with. */
async function afterFailure(
  group: string,
  { record, parcel }: Letter,
  verdict: Exclude<Verdict, { readonly kind: 'sent' }>,
  before: Trouble | undefined,
  notifier: Delivering,
): Promise<number | undefined> {
  const { now } = notifier;
  if (parcel.test !== undefined) {
    notifier.measure({ DeliveryFailures: 1 });
    if (verdict.kind === 'later' && now() - Date.parse(parcel.since) <= TEST_PATIENCE) return grownDelay(record);
    // The test's report has the result; nothing of a test stays in the queue to raise an alarm or be sent again.
    await remove(record, notifier);
    return undefined;
  }
  // By when it was queued, not written: a message that `redrive` sent again has its full time again.
  const isTooOld = now() - Number(record.attributes.SentTimestamp) > PATIENCE;
  if (isTooOld || (verdict.kind === 'refused' && verdict.final)) {
    notifier.measure({ DeliveryFailures: 1 });
    await moveToDeadLetterQueue(record, verdict.why, notifier);
    return undefined;
  }
  const retryAfter = verdict.kind === 'later' ? (verdict.retryAfter ?? 0) : 0;
  const failed = { group, delivery: parcel.delivery, why: verdict.why, retryAfter };
  const trouble = await noteFailure(before, failed, notifier).catch(notWritten(notifier));
  // Without the table nobody knows how often it was tried but the queue.
  if (trouble === undefined) return Math.max(grownDelay(record), retryAfter / SECOND);
  // Once for each trouble: an alarm for each try would be a mail every half an hour.
  if (trouble.fails === 1) notifier.measure({ DeliveryFailures: 1 });
  await tellDead(group, trouble, notifier);
  return delayUntil(trouble, record, notifier);
}

/** Reads the table's notes on a message and its channel. If it fails, the message is sent: rather twice than never. */
async function recall(group: string, id: string, notifier: Delivering) {
  const [wasSent = false, trouble] = await Promise.all([
    notifier.sent.has(id).catch(notWritten(notifier)),
    notifier.troubles.of(group).catch(notWritten(notifier)),
  ]);
  return { wasSent, trouble };
}

/** At once, and not when the batch ends: a crash between the channel's answer and this sends the message twice. */
async function noteSent(id: string, notifier: Delivering): Promise<void> {
  await notifier.sent.mark(id).catch(notWritten(notifier));
}

const notWritten =
  ({ log }: Delivering) =>
  (error: unknown): undefined => {
    log('warn', 'the table took no note of a message', { error: error instanceof Error ? error.name : 'Error' });
  };

/** Seconds until the next try, or until the next look whether the channel was repaired. */
function delayUntil({ nextAt }: Trouble, { attributes }: SqsRecord, { now }: Delivering): number {
  const age = now() - Number(attributes.SentTimestamp);
  return Math.ceil(Math.max(SECOND, Math.min(nextAt - now(), lookAfter(age))) / SECOND);
}

/** Seconds, by how often the queue handed this message over. */
function grownDelay({ attributes }: SqsRecord): number {
  return delayAfter(Number(attributes.ApproximateReceiveCount) || 1) / SECOND;
}

/** Keeps the pause between two messages of a group, also from one batch to the next. */
async function keepPace(group: string, { world, now, paced }: Delivering): Promise<void> {
  const since = now() - (paced.get(group) ?? Number.NEGATIVE_INFINITY);
  if (since >= 0 && since < PACE) await world.sleep(PACE - since);
}

/** One try, and a second one if the secret may have been replaced since it was read. */
async function sendOnce({ delivery }: Parcel, { world, secrets }: Delivering): Promise<SendResult | undefined> {
  const [result] = await send([delivery], { ...world, budget: BUDGET });
  if (result?.verdict.kind !== 'refused' || result.verdict.final) return result;
  secrets.forget();
  const [again] = await send([delivery], { ...world, budget: BUDGET });
  return again;
}

function measureDelivery({ happened, test, isHeartbeat }: Parcel, { now, measure }: Delivering): void {
  const delay = Math.max(0, now() - Date.parse(happened)) / SECOND;
  measure({
    Deliveries: 1,
    ...(test === undefined ? {} : { Proofs: 1 }),
    ...(isHeartbeat === undefined ? {} : { Heartbeats: 1 }),
    ...(Number.isNaN(delay) ? {} : { DelaySeconds: delay }),
  });
}

async function report(parcel: Parcel, { verdict, ms, status, attempts, warning }: SendResult, notifier: Delivering) {
  const { log, table, now } = notifier;
  const why = verdict.kind === 'sent' ? {} : { why: verdict.why.en };
  const level = verdict.kind === 'sent' ? 'info' : verdict.kind === 'later' ? 'warn' : 'error';
  if (verdict.kind === 'sent') measureDelivery(parcel, notifier);
  log(level, `message ${verdict.kind}`, { to: parcel.delivery.to, ...why, status, attempts, ms });
  if (warning !== undefined) log('warn', warning.message.en, { to: parcel.delivery.to, todo: warning.hint.en });
  if (parcel.test === undefined) return;
  const item = {
    pk: KEYS.test(parcel.test),
    sk: parcel.delivery.to,
    outcome: verdict.kind,
    why: verdict.kind === 'sent' ? '' : verdict.why.en,
    whyJa: verdict.kind === 'sent' ? '' : verdict.why.ja,
    at: new Date(now()).toISOString(),
    ms,
    expiresAt: expiryOf(now(), KEPT.test),
  };
  // A failed report must not cause a second sending.
  await table.put(item).catch(() => log('warn', 'could not keep the result of a test', { test: parcel.test }));
}
