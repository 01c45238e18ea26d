/** One message to one vendor: attempts until it is accepted or refused, or the budget is spent. */
import { createHmac } from 'node:crypto';
import { type HttpDelivery, SECRET, type Verdict } from '../channels/channel.ts';
import { judge } from '../channels/compose.ts';
import { kindCalled, type Problem } from '../channels/kinds.ts';
import { refusedFor } from '../channels/verdicts.ts';
import type { ErrorExit } from '../core/exit.ts';
import { type Exchange, exchange } from './exchange.ts';
import { redactor } from './redact.ts';
import type { SendContext } from './send.ts';
import { checkTarget, retirementOf } from './target.ts';

export interface Attempted {
  readonly verdict: Verdict;
  /** HTTP status of the last answer. */
  readonly status: number | undefined;
  /** The body of the vendor's last answer, clipped, without secrets. */
  readonly answer: string | undefined;
  readonly attempts: number;
  /** A warning about a URL that is still tried: its vendor has retired the host. */
  readonly warning?: Problem;
  /** The exit status if no attempt was possible: 2 for the URL or the settings, 3 if AWS gave no secret. */
  readonly exit?: ErrorExit;
}

/** Milliseconds; Slack takes about one message a second and hook, and the others are not quicker. https://docs.slack.dev/apis/web-api/rate-limits */
export const PACE = 1_000;
const LONGEST_WAIT = 15_000;
/** Milliseconds; after that the queue or the waiting person decides. */
const BUDGET = 45_000;
/** The most characters of an answer that are shown. */
const SHOWN = 200;

export async function attempt(delivery: HttpDelivery, world: SendContext): Promise<Attempted> {
  const start = world.now();
  // A trailing line break comes from copying; it is never a part of a URL or a token.
  const secretOf = async (source: HttpDelivery['secret']) => (source ? (await world.secret(source)).trim() : '');
  const [secret, key] = [await secretOf(delivery.secret), await secretOf(delivery.sign)];
  const filled = (text: string) => text.replace(SECRET, () => secret);
  const url = checkTarget(delivery.channel, filled(delivery.url), delivery.host);
  const warning = retirementOf(delivery.channel, url);
  const headers = Object.fromEntries(Object.entries(delivery.headers).map(([name, text]) => [name, filled(text)]));
  const redact = redactor([secret, key, url.href]);

  const body = bodyOf(delivery, secret);

  for (let attempts = 1; ; attempts += 1) {
    const signed = key === '' ? {} : signatureOf(key, body, world.now());
    const post = { url, headers: { ...headers, ...signed }, body };
    const result = await exchange(post, world.signal, world.patience);
    const attempted = {
      ...judged(delivery.channel, result, redact),
      attempts,
      ...(warning === undefined ? {} : { warning }),
    };
    if (attempted.verdict.kind !== 'later' || (result.kind === 'none' && result.again !== 'soon')) return attempted;
    const wait = waitBefore(attempts, attempted.verdict.retryAfter, world);
    if (world.signal.aborted || world.now() - start + wait > (world.budget ?? BUDGET)) return attempted;
    await world.sleep(wait, world.signal);
  }
}

/** Set as a member, not filled into the text: text from events could hold the secret's mark. */
function bodyOf({ body, secretMember }: HttpDelivery, secret: string): string {
  return secretMember === undefined ? body : JSON.stringify({ [secretMember]: secret, ...JSON.parse(body) });
}

/**
 * The signature by which the receiver of a webhook knows the sender: `t=<seconds>,v1=<hex of HMAC-SHA256 over
 * "<seconds>.<body>">`. The time is signed too, so that old messages can be refused.
 */
function signatureOf(secret: string, body: string, now: number): { 'x-login-watch-signature': string } {
  const seconds = Math.floor(now / 1000);
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return { 'x-login-watch-signature': `t=${seconds},v1=${mac}` };
}

/** Doubles each time, with jitter, and never falls below the vendor's own request. */
function waitBefore(attempts: number, asked: number | undefined, { random }: SendContext): number {
  const backoff = Math.min(PACE * 2 ** (attempts - 1), LONGEST_WAIT);
  return Math.max(asked ?? 0, Math.round(backoff * (1 + random() / 2)));
}

type Judged = Pick<Attempted, 'verdict' | 'status' | 'answer'>;

function judged(channel: string, result: Exchange, redact: (text: string) => string): Judged {
  const kind = kindCalled(channel);
  if (result.kind === 'none') {
    const { reason, again } = result;
    const { why, hint } = refusedFor(({ noAnswer, vendor }) => noAnswer[reason](vendor[kind]));
    const verdict: Verdict = { kind: again === 'never' ? 'refused' : 'later', why, hint };
    return { verdict, status: undefined, answer: undefined };
  }
  const { status, body } = result.answer;
  const isRedirect = status >= 300 && status < 400;
  const verdict = isRedirect
    ? refusedFor(({ redirect, vendor }) => redirect(vendor[kind], status))
    : judge(channel, result.answer);
  return { verdict: redacted(verdict, redact), status, answer: redact(body.trim()).slice(0, SHOWN) };
}

/** A channel may quote the answer, and an answer may repeat the request. */
function redacted(verdict: Verdict, redact: (text: string) => string): Verdict {
  if (verdict.kind === 'sent') return verdict;
  return { ...verdict, why: { en: redact(verdict.why.en), ja: redact(verdict.why.ja) } };
}
