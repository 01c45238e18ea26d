/** Outbox -> channels: each message once, in order, tried again later while a channel is in trouble, never lost. */
import { expiryOf, KEPT, KEYS } from '../aws/login-table/keys.ts';
import { DAY, SECOND } from '../core/time.ts';
import { wordsFrom } from '../core/words.ts';
import { PACE } from '../delivery/attempt.ts';
import { type SendResult, send } from '../delivery/send.ts';
import { REDRIVE_WORDS } from '../messages/operate/redrive.ts';
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

/** The answer by which Lambda knows the messages that are not done. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

type Delivering = OutboxQueue & Waiting & Pick<Notifier, 'secrets' | 'world' | 'table' | 'now' | 'measure' | 'paced'>;

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
const OTHER_VERSION = wordsFrom(REDRIVE_WORDS, ({ why }) => why.otherVersion);
/** Seconds. */
const FIRST_DELAY = 5;
/** Seconds; a repaired channel gets its messages within half an hour. */
const LONGEST_DELAY = 1_800;

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
  { record, parcel }: Letter,
  notifier: Delivering,
): Promise<number | undefined> {
  const { secrets, now } = notifier;
  if (notifier.unremoved.has(record.messageId)) {
    await remove(record, notifier);
    notifier.unremoved.delete(record.messageId);
    return undefined;
  }
  await keepPace(group, notifier);
  let result = await sendOnce(parcel, notifier);
  if (result?.verdict.kind === 'refused') {
    // The secret may have been replaced since it was read.
    secrets.forget();
    result = await sendOnce(parcel, notifier);
  }
  notifier.paced.set(group, now());
  if (result === undefined) return FIRST_DELAY;
  const { verdict } = result;
  if (verdict.kind === 'sent') {
    // At once, and not when the batch ends: between sending and this lies the only second in which a crash sends twice.
    await deleteDone(record, notifier);
    await report(parcel, result, notifier);
    const delay = Math.max(0, now() - Date.parse(parcel.happened)) / SECOND;
    notifier.measure({ Deliveries: 1, ...(Number.isNaN(delay) ? {} : { DelaySeconds: delay }) });
    return undefined;
  }
  await report(parcel, result, notifier);
  notifier.measure({ DeliveryFailures: 1 });
  // By when it was queued, not written: a message that `redrive` sent again has its full time again.
  const isTooOld = now() - Number(record.attributes.SentTimestamp) > PATIENCE;
  if (parcel.test !== undefined && (verdict.kind === 'refused' || now() - Date.parse(parcel.since) > TEST_PATIENCE)) {
    // The test's report has the result; nothing of a test stays in the queue to raise an alarm or be sent again.
    await remove(record, notifier);
    return undefined;
  }
  if (verdict.kind === 'refused' || isTooOld) {
    await moveToDeadLetterQueue(record, verdict.why, notifier);
    return undefined;
  }
  return Math.ceil(Math.max(grownDelay(record), (verdict.retryAfter ?? 0) / SECOND));
}

function grownDelay({ attributes }: SqsRecord): number {
  const received = Number(attributes.ApproximateReceiveCount) || 1;
  return Math.min(FIRST_DELAY * 2 ** Math.min(received - 1, 20), LONGEST_DELAY);
}

/** Keeps the pause between two messages of a group, also from one batch to the next. */
async function keepPace(group: string, { world, now, paced }: Delivering): Promise<void> {
  const since = now() - (paced.get(group) ?? Number.NEGATIVE_INFINITY);
  if (since >= 0 && since < PACE) await world.sleep(PACE - since);
}

async function sendOnce({ delivery }: Parcel, { world }: Delivering): Promise<SendResult | undefined> {
  const [result] = await send([delivery], { ...world, budget: BUDGET });
  return result;
}

async function report(parcel: Parcel, { verdict, ms, status, attempts, warning }: SendResult, notifier: Delivering) {
  const { log, table, now } = notifier;
  const why = verdict.kind === 'sent' ? {} : { why: verdict.why.en };
  const level = verdict.kind === 'sent' ? 'info' : verdict.kind === 'later' ? 'warn' : 'error';
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
