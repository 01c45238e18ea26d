/** The outbox: messages wait in a FIFO queue, so that none is lost or overtakes another while a channel is down. */
import { createHash } from 'node:crypto';
import type { Delivery } from '../channels/channel.ts';
import { composeFor, composeForHealth } from '../channels/compose.ts';
import type { Finding } from '../core/rule.ts';
import { makeDigest, type Notice, noticeDigest } from '../core/stories/digest.ts';
import type { Notifier } from './notifier.ts';

/** A message in the queue. It holds no secret, because a delivery only names the place of its secret. */
export interface Parcel {
  readonly version: 1;
  readonly delivery: Delivery;
  /** ISO time at which it was first queued; kept when it is sent again from the dead-letter queue. */
  readonly since: string;
  /** ISO time of the first event in it. */
  readonly happened: string;
  /** The same for the same message, however often it is queued; a message of an older version has none. */
  readonly id?: string;
  /** Id of a test that waits for the result. */
  readonly test?: string;
  /** The daily message of the notifier about itself. */
  readonly isHeartbeat?: true;
}

export type Composing = Pick<Notifier, 'settings' | 'context' | 'sqs' | 'environment' | 'now'>;

/** The ids are only for reports, and thousands of them would make a message too long for the queue. */
const MOST_IDS = 500;

/** Composes messages for all channels and puts them into the outbox. Returns their channels. */
export async function enqueue(
  findings: readonly Finding[],
  notifier: Composing,
  test?: string,
): Promise<readonly string[]> {
  const { settings, context, now } = notifier;
  const digest = makeDigest(findings, context, { sample: test !== undefined });
  if (digest.items.length === 0) return [];
  const happened = findings.map(({ event }) => event.time).sort()[0] ?? new Date(now()).toISOString();
  const deliveries = settings.channels.flatMap((channel, position) =>
    composeFor(channel, digest, settings).map((delivery, part) => ({ delivery, key: `${position} ${part}` })),
  );
  for (const { delivery, key } of deliveries) {
    // A retry after a crash sends the same message over the same channel.
    const id = hash([key, delivery.to, delivery.body, ...delivery.findings, test ?? '']);
    await put({ delivery, happened, id, ...(test === undefined ? {} : { test }) }, notifier);
  }
  return deliveries.map(({ delivery }) => delivery.to);
}

/**
 * Puts a notice about the notifier into the outbox, for those who hear of the notifier's health and each
 * channel but the one that it is about. Returns their names.
 * `id`: the same for the same notice.
 */
export async function enqueueNotice(
  notice: Notice,
  id: string,
  notifier: Pick<Composing, 'settings' | 'sqs' | 'environment' | 'now'>,
  isAbout: (delivery: Delivery, group: string) => boolean,
): Promise<readonly string[]> {
  const { settings, now } = notifier;
  const digest = noticeDigest(notice);
  const deliveries = [
    ...settings.channels.flatMap((channel) => composeFor(channel, digest, settings)),
    ...composeForHealth(digest, settings),
  ];
  const others = deliveries.filter((delivery) => !isAbout(delivery, groupOf(delivery)));
  for (const [position, delivery] of others.entries()) {
    const own = hash(['notice', id, String(position), delivery.to]);
    await put({ delivery, happened: new Date(now()).toISOString(), id: own }, notifier);
  }
  return others.map(({ to }) => to);
}

/** Puts the daily notice into the outbox, for those who hear of the notifier's health alone. Returns their names. */
export async function enqueueForHealth(
  notice: Notice,
  id: string,
  notifier: Pick<Composing, 'settings' | 'sqs' | 'environment' | 'now'>,
): Promise<readonly string[]> {
  const deliveries = composeForHealth(noticeDigest(notice), notifier.settings);
  for (const [position, delivery] of deliveries.entries()) {
    const happened = new Date(notifier.now()).toISOString();
    const own = hash(['health', id, String(position)]);
    await put({ delivery, happened, id: own, isHeartbeat: true }, notifier);
  }
  return deliveries.map(({ to }) => to);
}

async function put(
  { delivery, ...rest }: Omit<Parcel, 'version' | 'since'> & { readonly id: string },
  { sqs, environment, now }: Pick<Composing, 'sqs' | 'environment' | 'now'>,
): Promise<void> {
  const shortened = { ...delivery, findings: delivery.findings.slice(0, MOST_IDS) };
  const parcel: Parcel = { version: 1, delivery: shortened, since: new Date(now()).toISOString(), ...rest };
  const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
  await (await sqs()).send(
    new SendMessageCommand({
      QueueUrl: environment.OUTBOX_URL,
      MessageBody: queueText(parcel),
      MessageGroupId: groupOf(delivery),
      // The queue drops a repetition within five minutes; a later one isn't sent because the table knows its id.
      MessageDeduplicationId: rest.id,
    }),
  );
}

/** A message by which the queue calls the function again, to send a group of kept findings. */
export interface Wake {
  readonly version: 1;
  readonly later: string;
}

/**
 * Calls the function at once; it puts the message back until the group is due. Each invocation that keeps a finding
 * sends its own, because an earlier one may be done by then.
 */
export async function wake(group: string, owner: string, notifier: Pick<Composing, 'sqs' | 'environment'>) {
  const { sqs, environment } = notifier;
  const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
  const message: Wake = { version: 1, later: group };
  await (await sqs()).send(
    new SendMessageCommand({
      QueueUrl: environment.OUTBOX_URL,
      MessageBody: queueText(message),
      MessageGroupId: hash(['later', group]),
      MessageDeduplicationId: hash(['later', group, owner]),
    }),
  );
}

/**
 * JSON that a queue accepts: it refuses two characters that XML doesn't have, and an attacker could hold back a message
 * with one.
 */
export function queueText(value: object): string {
  return JSON.stringify(value).replace(/[\ufffe\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`);
}

/** Messages to one target are sent in order, to different targets side by side. */
export function groupOf(delivery: Delivery): string {
  return delivery.kind === 'sns'
    ? hash(['sns', ...(delivery.health === undefined ? [] : ['health']), ...delivery.recipients])
    : hash(['http', delivery.url, delivery.secret ?? '']);
}

const hash = (parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
