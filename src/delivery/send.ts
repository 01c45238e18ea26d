/** The only sender: fills in the secret at the last moment, retries if that helps, and never shows the secret. */
import type { Delivery, SnsDelivery, Verdict } from '../channels/channel.ts';
import { refusedFor } from '../channels/verdicts.ts';
import { type ErrorExit, EXIT } from '../core/exit.ts';
import type { SecretReference } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { type Attempted, attempt, PACE } from './attempt.ts';
import type { Patience } from './exchange.ts';

export interface SendContext {
  /** Throws a `UserError` if the secret can't be read. */
  readonly secret: (source: SecretReference) => Promise<string>;
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** A number from 0 to 1, for jitter. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Publishes mail; undefined if no topic is deployed. */
  readonly publish?: (delivery: SnsDelivery) => Promise<Verdict>;
  /** Milliseconds for all attempts at one message. */
  readonly budget?: number;
  /** Limits of one exchange. Defaults to five seconds to connect and ten in all. */
  readonly patience?: Patience;
}

export interface SendResult extends Attempted {
  readonly delivery: Delivery;
  /** Milliseconds from the first attempt to the last answer. */
  readonly ms: number;
}

/** Sends in the given order: one after another to the same target, to different targets at once. Never throws. */
export async function send(deliveries: readonly Delivery[], world: SendContext): Promise<readonly SendResult[]> {
  const targets = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const target = targetOf(delivery);
    targets.set(target, [...(targets.get(target) ?? []), delivery]);
  }
  const results = new Map<Delivery, SendResult>();
  await Promise.all([...targets.values()].map((queue) => sendQueue(queue, world, results)));
  return deliveries.flatMap((delivery) => results.get(delivery) ?? []);
}

/** The actual target: two channels may share a webhook, and two channels without names share `to`. */
function targetOf(delivery: Delivery): string {
  return delivery.kind === 'sns' ? `sns ${delivery.to}` : `http ${delivery.url} ${delivery.secret ?? ''}`;
}

/** If one message must wait, those behind it wait too, so that people read them in order. */
async function sendQueue(
  queue: readonly Delivery[],
  world: SendContext,
  results: Map<Delivery, SendResult>,
): Promise<void> {
  let blocked: Verdict | undefined;
  for (const [index, delivery] of queue.entries()) {
    if (blocked !== undefined) {
      results.set(delivery, { delivery, ms: 0, ...untried(blocked) });
      continue;
    }
    if (index > 0) await world.sleep(PACE, world.signal);
    const start = world.now();
    const attempted = await sendOne(delivery, world).catch((error: unknown) => untried(...troubleOf(error)));
    results.set(delivery, { delivery, ms: world.now() - start, ...attempted });
    if (attempted.verdict.kind === 'later') blocked = attempted.verdict;
  }
}

async function sendOne(delivery: Delivery, world: SendContext): Promise<Attempted> {
  if (delivery.kind === 'http') return attempt(delivery, world);
  const verdict =
    world.publish === undefined ? refusedFor(({ mail }) => mail.notDeployed) : await world.publish(delivery);
  return { verdict, status: undefined, answer: undefined, attempts: 1 };
}

const untried = (verdict: Verdict, exit?: ErrorExit): Attempted => ({
  verdict,
  status: undefined,
  answer: undefined,
  attempts: 0,
  ...(exit === undefined ? {} : { exit }),
});

/** Only errors of ours are quoted: any other may hold the request. A refusal of AWS's may end; a mistake stays. */
function troubleOf(error: unknown): [Verdict, ErrorExit?] {
  const { why, hint } = refusedFor(({ notPrepared }) => notPrepared);
  if (!(error instanceof UserError)) return [{ kind: 'refused', why, hint }];
  const said = { en: error.said('en'), ja: error.said('ja') };
  const todo = { en: error.todo('en') ?? hint.en, ja: error.todo('ja') ?? hint.ja };
  return [{ kind: error.exit === EXIT.refused ? 'later' : 'refused', why: said, hint: todo }, error.exit];
}
