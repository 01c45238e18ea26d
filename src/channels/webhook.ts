/** Any HTTPS endpoint: the digest as JSON, signed so that the receiver knows who sent it. docs/webhook.md tells how to check. */
import type { Digest, DigestItem } from '../core/digest.ts';
import { findingJson } from '../core/finding-json.ts';
import type { WebhookSettings } from '../core/settings.ts';
import { escapeJson } from '../core/text.ts';
import { messagesIn } from '../messages/messages.ts';
import { type Answer, type Channel, type HttpDelivery, SECRET, type Verdict } from './channel.ts';
import { headlineOf } from './digest-text.ts';
import { retryAfterOf } from './retry-after.ts';

/** Enough for programs to work with, small enough for any gateway: about 300 kB. */
const ITEMS_A_MESSAGE = 100;

export const webhook: Channel<WebhookSettings> = {
  id: 'webhook',
  compose(digest, config, options) {
    const chunks: (readonly DigestItem[])[] = [];
    for (let start = 0; start === 0 || start < digest.items.length; start += ITEMS_A_MESSAGE) {
      chunks.push(digest.items.slice(start, start + ITEMS_A_MESSAGE));
    }
    return chunks.map(
      (items, index): HttpDelivery => ({
        kind: 'http',
        channel: 'webhook',
        to: config.name === undefined ? 'webhook' : `webhook ${config.name}`,
        secret: config.url,
        url: SECRET,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: escapeJson(JSON.stringify(payload(digest, items, { index, of: chunks.length }, options.language))),
        ...(config.secret === undefined ? {} : { sign: config.secret }),
        findings: items.flatMap((item) => item.findings.map(({ id }) => id)),
      }),
    );
  },
  judge,
};

function payload(
  digest: Digest,
  items: readonly DigestItem[],
  part: { index: number; of: number },
  language: 'en' | 'ja',
) {
  return {
    version: 1,
    sample: digest.sample,
    headline: headlineOf(digest.items, messagesIn(language)),
    part: { number: part.index + 1, of: part.of },
    counts: digest.counts,
    muted: digest.muted,
    noTrustedNetwork: digest.noTrustedNetwork,
    items: items.map((item) => ({
      severity: item.severity,
      mark: item.mark,
      count: item.count,
      from: item.from,
      to: item.to,
      findings: item.findings.map((finding) => findingJson(finding, language)),
    })),
  };
}

/** Any 2xx is a yes: the receiver is somebody's own. */
function judge({ status, headers, body }: Answer): Verdict {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status === 429 || status === 408)
    return { kind: 'later', why: `the webhook asks to wait (${status})`, ...retryAfterOf(headers, body) };
  if (status >= 500) return { kind: 'later', why: `the webhook is in trouble (${status})` };
  return {
    kind: 'refused',
    why: `the webhook answered ${status}`,
    hint:
      status === 401 || status === 403
        ? 'The receiver did not accept the signature: check that both sides hold the same secret.'
        : 'Check the URL, and what the receiver expects.',
  };
}
