/** The outbox: what is to be sent waits in a FIFO queue, so that nothing is lost or overtakes while a channel is down. */
import { createHash } from 'node:crypto';
import type { Delivery } from '../channels/channel.ts';
import { composeFor } from '../channels/compose.ts';
import { makeDigest } from '../core/digest.ts';
import type { Finding } from '../core/rule.ts';
import type { Notifier } from './notifier.ts';

/** What stands in the queue. It holds no secret: a delivery only says where its secret is kept. */
export interface Parcel {
  readonly version: 1;
  readonly delivery: Delivery;
  /** ISO time at which it was put there first: a parcel that is sent again from the dead-letter queue keeps it. */
  readonly since: string;
  /** ISO time of the first event that it tells of. */
  readonly happened: string;
  /** Id of a test that waits for the result. */
  readonly test?: string;
}

/** The ids are only for reports, and thousands of them would make a message too long for the queue. */
const MOST_IDS = 500;

/** Composes for all channels and puts it into the outbox. Returns how many messages that are, and to whom. */
export async function enqueue(
  findings: readonly Finding[],
  notifier: Notifier,
  test?: string,
): Promise<readonly string[]> {
  const { settings, context, sqs, environment, now } = notifier;
  const digest = makeDigest(findings, context, { sample: test !== undefined });
  if (digest.items.length === 0) return [];
  const happened = findings.map(({ event }) => event.time).sort()[0] ?? new Date(now()).toISOString();
  const deliveries = settings.channels.flatMap((channel, position) =>
    composeFor(channel, digest, settings).map((delivery, part) => ({ delivery, key: `${position} ${part}` })),
  );
  const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
  const client = await sqs();
  for (const { delivery, key } of deliveries) {
    const shortened = { ...delivery, findings: delivery.findings.slice(0, MOST_IDS) };
    const parcel: Parcel = {
      version: 1,
      delivery: shortened,
      since: new Date(now()).toISOString(),
      happened,
      ...(test === undefined ? {} : { test }),
    };
    await client.send(
      new SendMessageCommand({
        QueueUrl: environment.OUTBOX_URL,
        MessageBody: queueText(parcel),
        MessageGroupId: groupOf(delivery),
        // The same message over the same channel within five minutes: a retry after a crash.
        MessageDeduplicationId: hash([key, delivery.to, delivery.body, ...delivery.findings, test ?? '']),
      }),
    );
  }
  return deliveries.map(({ delivery }) => delivery.to);
}

/** As JSON that a queue takes: XML doesn't have these two characters, and who could put one in could keep a message back. */
export function queueText(value: object): string {
  return JSON.stringify(value).replace(/[\ufffe\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`);
}

/** In order to one target, side by side to others. */
function groupOf(delivery: Delivery): string {
  return delivery.kind === 'sns'
    ? hash(['sns', ...delivery.recipients])
    : hash(['http', delivery.url, delivery.secret ?? '']);
}

const hash = (parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
