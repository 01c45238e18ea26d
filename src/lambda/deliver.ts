/** Outbox -> channels: each message once, in order, again later where a channel is in trouble, never forgotten. */
import { PACE } from '../delivery/attempt.ts';
import { type SendResult, send } from '../delivery/send.ts';
import type { Notifier } from './notifier.ts';
import { groupOf, type Parcel } from './outbox.ts';

/** One message as an event source mapping hands it over. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount: string; readonly SentTimestamp: string };
  readonly eventSourceARN: string;
}

/** What tells Lambda which messages are not done. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

interface Letter {
  readonly record: SqsRecord;
  readonly parcel: Parcel;
}

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
/** The queue forgets after fourteen days, so that what still waits is moved before. */
const PATIENCE = 13.5 * DAY;
/** One attempt: waiting is what the queue is for, and costs nothing there. */
const BUDGET = 0;
/** So much time must be left to begin with another one. */
const RESERVE = 30 * SECOND;
/** Seconds. */
const FIRST_DELAY = 5;
/** Someone who mends a channel at night doesn't wait longer than that. */
const LONGEST_DELAY = 1_800;

export async function deliver(
  records: readonly SqsRecord[],
  notifier: Notifier,
  remaining: () => number,
): Promise<BatchResponse> {
  const failures: { itemIdentifier: string }[] = [];
  const groups = new Map<string, Letter[]>();
  for (const record of records) {
    const parcel = readParcel(record.body);
    if (parcel === undefined) {
      await bury(record, 'is no message of this version', notifier);
      continue;
    }
    const group = groupOf(parcel.delivery);
    groups.set(group, [...(groups.get(group) ?? []), { record, parcel }]);
  }
  const deliverGroup = async (letters: readonly Letter[]) => {
    const left = await deliverInOrder(letters, notifier, remaining);
    failures.push(...left.map(({ record }) => ({ itemIdentifier: record.messageId })));
  };
  await Promise.all([...groups.values()].map(deliverGroup));
  return { batchItemFailures: failures };
}

/** Returns what must wait: the one that a channel would not take now, and all behind it. */
async function deliverInOrder(
  letters: readonly Letter[],
  notifier: Notifier,
  remaining: () => number,
): Promise<readonly Letter[]> {
  for (const [position, letter] of letters.entries()) {
    const rest = letters.slice(position);
    if (remaining() < RESERVE) {
      await postpone(rest, 0, notifier);
      return rest;
    }
    if (position > 0) await notifier.world.sleep(PACE);
    const delay = await deliverOne(letter, notifier);
    if (delay === undefined) continue;
    await postpone(rest, delay, notifier);
    return rest;
  }
  return [];
}

/** Seconds to wait before the next attempt, or undefined where the message is done with. */
async function deliverOne({ record, parcel }: Letter, notifier: Notifier): Promise<number | undefined> {
  const { secrets, now } = notifier;
  let result = await sendOnce(parcel, notifier);
  if (result?.verdict.kind === 'refused') {
    // The secret may have been replaced since it was read.
    secrets.forget();
    result = await sendOnce(parcel, notifier);
  }
  if (result === undefined) return FIRST_DELAY;
  const { verdict } = result;
  await report(parcel, result, notifier);
  if (verdict.kind === 'sent') {
    // At once, and not when the batch ends: between sending and this lies the only second in which a crash sends twice.
    await remove(record, notifier);
    notifier.measure({ Deliveries: 1, DelaySeconds: Math.max(0, now() - Date.parse(parcel.happened)) / SECOND });
    return undefined;
  }
  notifier.measure({ DeliveryFailures: 1 });
  const isTooOld = now() - Date.parse(parcel.since) > PATIENCE;
  if (verdict.kind === 'refused' || isTooOld || parcel.test !== undefined) {
    await bury(record, verdict.why, notifier);
    return undefined;
  }
  const received = Number(record.attributes.ApproximateReceiveCount) || 1;
  const grown = Math.min(FIRST_DELAY * 2 ** Math.min(received - 1, 20), LONGEST_DELAY);
  return Math.ceil(Math.max(grown, (verdict.retryAfter ?? 0) / SECOND));
}

async function sendOnce({ delivery }: Parcel, { world }: Notifier): Promise<SendResult | undefined> {
  const [result] = await send([delivery], { ...world, budget: BUDGET });
  return result;
}

async function report(parcel: Parcel, { verdict, ms, status, attempts }: SendResult, notifier: Notifier) {
  const { log, table, now } = notifier;
  const why = verdict.kind === 'sent' ? {} : { why: verdict.why };
  const level = verdict.kind === 'sent' ? 'info' : verdict.kind === 'later' ? 'warn' : 'error';
  log(level, `message ${verdict.kind}`, { to: parcel.delivery.to, ...why, status, attempts, ms });
  if (parcel.test === undefined) return;
  await table.put({
    pk: `test#${parcel.test}`,
    sk: parcel.delivery.to,
    outcome: verdict.kind,
    why: verdict.kind === 'sent' ? '' : verdict.why,
    at: new Date(now()).toISOString(),
    ms,
    expiresAt: Math.floor(now() / SECOND) + 3_600,
  });
}

/** All alike, so that none of them comes back before the one that is first. */
async function postpone(letters: readonly Letter[], seconds: number, { sqs, environment }: Notifier): Promise<void> {
  const { ChangeMessageVisibilityCommand } = await import('@aws-sdk/client-sqs');
  const client = await sqs();
  for (const { record } of letters.toReversed()) {
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: environment.OUTBOX_URL,
        ReceiptHandle: record.receiptHandle,
        VisibilityTimeout: Math.min(seconds, 43_200),
      }),
    );
  }
}

async function remove({ receiptHandle }: SqsRecord, { sqs, environment }: Notifier): Promise<void> {
  const { DeleteMessageCommand } = await import('@aws-sdk/client-sqs');
  await (await sqs()).send(
    new DeleteMessageCommand({ QueueUrl: environment.OUTBOX_URL, ReceiptHandle: receiptHandle }),
  );
}

/** To the dead-letter queue with the reason: an alarm tells of it, and `login-watch redrive` sends it again. */
async function bury(record: SqsRecord, why: string, notifier: Notifier): Promise<void> {
  const { sqs, environment, log } = notifier;
  const parcel = readParcel(record.body);
  const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
  await (await sqs()).send(
    new SendMessageCommand({
      QueueUrl: environment.OUTBOX_DEAD_URL,
      MessageBody: parcel === undefined ? record.body : JSON.stringify({ ...parcel, why }),
      MessageGroupId: parcel === undefined ? 'unknown' : groupOf(parcel.delivery),
      MessageDeduplicationId: record.messageId,
    }),
  );
  await remove(record, notifier);
  log('error', 'message given up', { to: parcel?.delivery.to, why });
}

function readParcel(body: string): Parcel | undefined {
  try {
    const parcel = JSON.parse(body);
    return parcel.version === 1 && typeof parcel.delivery?.kind === 'string' ? parcel : undefined;
  } catch {
    return undefined;
  }
}
