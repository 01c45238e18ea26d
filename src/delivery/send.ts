/** The only sender: puts the secret in at the last moment, tries again where that helps, and never tells the secret. */
import type { Delivery, HttpDelivery, SnsDelivery, Verdict } from '../channels/channel.ts';
import { SECRET } from '../channels/channel.ts';
import { judge } from '../channels/compose.ts';
import type { SecretReference } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { exchange, type Patience } from './exchange.ts';
import { redactor } from './redact.ts';
import { signatureOf } from './sign.ts';
import { checkTarget } from './target.ts';

export interface World {
  /** Throws a `UserError` where the secret is not to be had. */
  readonly secret: (source: SecretReference) => Promise<string>;
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** How long one exchange may take; left out, five seconds to connect and ten in all. */
  readonly patience?: Patience;
  /** How e-mail leaves; absent where it can't. */
  readonly publish?: (delivery: SnsDelivery) => Promise<Verdict>;
}

export interface SendResult {
  readonly delivery: Delivery;
  readonly verdict: Verdict;
  /** HTTP status of the last answer. */
  readonly status: number | undefined;
  /** The vendor's last words, clipped, without secrets. */
  readonly answer: string | undefined;
  readonly attempts: number;
  /** From the first attempt to the last answer. */
  readonly ms: number;
}

/** Slack takes about one message a second and hook; the others are not quicker. https://docs.slack.dev/apis/web-api/rate-limits */
const PACE = 1_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
/** All attempts at one message together. After that it is for the queue, or for the person who waits. */
const BUDGET = 45_000;

/** Sends in the order given: one after another to the same target, different targets at once. Never throws. */
export async function send(deliveries: readonly Delivery[], world: World): Promise<readonly SendResult[]> {
  const targets = new Map<string, Delivery[]>();
  for (const delivery of deliveries) targets.set(delivery.to, [...(targets.get(delivery.to) ?? []), delivery]);
  const results = new Map<Delivery, SendResult>();
  await Promise.all([...targets.values()].map((queue) => sendQueue(queue, world, results)));
  return deliveries.flatMap((delivery) => results.get(delivery) ?? []);
}

/** Once one must wait, those behind it wait too: people read in order. */
async function sendQueue(queue: readonly Delivery[], world: World, results: Map<Delivery, SendResult>): Promise<void> {
  let blocked: Verdict | undefined;
  for (const [index, delivery] of queue.entries()) {
    if (blocked !== undefined) {
      results.set(delivery, { delivery, verdict: blocked, status: undefined, answer: undefined, attempts: 0, ms: 0 });
      continue;
    }
    if (index > 0) await world.sleep(PACE, world.signal);
    const result = await sendOne(delivery, world);
    results.set(delivery, result);
    if (result.verdict.kind === 'later') blocked = result.verdict;
  }
}

async function sendOne(delivery: Delivery, world: World): Promise<SendResult> {
  const start = world.now();
  const done = (result: Omit<SendResult, 'delivery' | 'ms'>): SendResult => ({
    delivery,
    ms: world.now() - start,
    ...result,
  });
  if (delivery.kind === 'sns') {
    const verdict = world.publish === undefined ? NO_MAIL : await world.publish(delivery);
    return done({ verdict, status: undefined, answer: undefined, attempts: 1 });
  }
  try {
    return done(await attempt(delivery, world, start));
  } catch (error) {
    // Only what is ours to say: any other error may hold the request.
    const isOurs = error instanceof UserError;
    const verdict: Verdict = {
      kind: 'refused',
      why: isOurs ? error.message : 'the message could not be prepared',
      hint: (isOurs ? error.hint : undefined) ?? 'Please report this with the output of `--dry-run`.',
    };
    return done({ verdict, status: undefined, answer: undefined, attempts: 0 });
  }
}

const NO_MAIL: Verdict = {
  kind: 'refused',
  why: 'e-mail goes through an SNS topic, and none is deployed',
  hint: 'Deploy first; until then `--dry-run` shows what would be sent.',
};

async function attempt(
  delivery: HttpDelivery,
  world: World,
  start: number,
): Promise<Omit<SendResult, 'delivery' | 'ms'>> {
  const secret = delivery.secret === undefined ? '' : await world.secret(delivery.secret);
  const key = delivery.sign === undefined ? undefined : await world.secret(delivery.sign);
  const redact = redactor([secret, key ?? ''].filter((text) => text !== ''));
  const url = checkTarget(
    delivery.channel,
    delivery.url.replace(SECRET, () => secret),
  );
  const headers = Object.entries(delivery.headers).map(([name, value]) => [name, value.replace(SECRET, () => secret)]);
  for (let attempts = 1; ; attempts += 1) {
    const signed = key === undefined ? {} : signatureOf(key, delivery.body, world.now());
    const post = { url, headers: { ...Object.fromEntries(headers), ...signed }, body: delivery.body };
    const { verdict, status, answer } = verdictOf(delivery, await exchange(post, world.signal, world.patience), redact);
    const wait = verdict.kind === 'later' ? waitBefore(attempts, verdict.retryAfter, world) : 0;
    const isOver = world.now() - start + wait > BUDGET || world.signal.aborted;
    if (verdict.kind !== 'later' || isOver) return { verdict, status, answer, attempts };
    await world.sleep(wait, world.signal);
  }
}

function waitBefore(attempts: number, asked: number | undefined, { random }: World): number {
  const backoff = Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT);
  return Math.max(asked ?? 0, Math.round(backoff * (0.5 + random() / 2)));
}

function verdictOf(
  delivery: HttpDelivery,
  result: Awaited<ReturnType<typeof exchange>>,
  redact: (text: string) => string,
) {
  if (result.kind === 'none') {
    const why = `${delivery.channel}: ${result.why}`;
    const hint = 'Check the URL, the network and the proxy (HTTPS_PROXY, NO_PROXY).';
    const verdict: Verdict = result.isFinal ? { kind: 'refused', why, hint } : { kind: 'later', why };
    return { verdict, status: undefined, answer: undefined };
  }
  const { status, body } = result.answer;
  const isRedirect = status >= 300 && status < 400;
  const verdict: Verdict = isRedirect
    ? {
        kind: 'refused',
        why: `${delivery.channel} answered ${status}, a redirect`,
        hint: 'The URL leads elsewhere now: make a new webhook.',
      }
    : redacted(judge(delivery.channel, result.answer), redact);
  return { verdict, status, answer: redact(body.trim()).slice(0, 200) };
}

/** A channel's judgement may quote the vendor, and a vendor may quote the request. */
function redacted(verdict: Verdict, redact: (text: string) => string): Verdict {
  return verdict.kind === 'sent' ? verdict : { ...verdict, why: redact(verdict.why) };
}
