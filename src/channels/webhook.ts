/** Any HTTPS endpoint: the digest as JSON with a signature that the receiver can check (docs/webhook.md). */
import { findingJson } from '../core/finding-json.ts';
import type { WebhookSettings } from '../core/settings.ts';
import type { Digest, DigestItem } from '../core/stories/digest.ts';
import { clip, escapeJson } from '../core/text.ts';
import { firstLineOf, lineOf, stepOf } from './about.ts';
import { type Answer, type Channel, type HttpDelivery, SECRET, type Verdict } from './channel.ts';
import { retryAfterOf } from './retry-after.ts';
import { later, refused, unsendable } from './verdicts.ts';

/** The most items in one request. */
const ITEMS_A_MESSAGE = 100;
/**
 * Bytes of one body; further requests take the rest. The deployed notifier keeps a message in a queue, which takes 1 MiB:
 * there each quote and backslash is two bytes, and the delivery's other fields take less than 100 kB.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
const MOST_BYTES = 400_000;
/** Bytes of a body without items, and of an item without findings and texts. */
const FRAME_BYTES = 4_000;
const ITEM_BYTES = 200;
/** Characters of each text in a finding that is too long for a request of its own. */
const MOST_TEXT = 1_000;
/** Bytes of a UTF-16 unit that is escaped. */
const MOST_BYTES_A_UNIT = 6;

export const webhook: Channel<WebhookSettings> = {
  id: 'webhook',
  compose(digest, config, options) {
    const requests = divide(digest.items, options.language);
    return requests.map(
      (parts, index): HttpDelivery => ({
        kind: 'http',
        channel: 'webhook',
        to: config.name === undefined ? 'webhook' : `webhook ${config.name}`,
        secret: config.url,
        url: SECRET,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: written(payload(digest, parts, { index, of: requests.length }, options.language)),
        ...(config.secret === undefined ? {} : { sign: config.secret }),
        findings: parts.flatMap(({ findings }) => findings.map(({ id }) => id)),
      }),
    );
  },
  judge,
};

/** An item, or the findings of it that fit into a request. */
interface Part {
  readonly item: DigestItem;
  readonly findings: FindingJson[];
  /** The previous request holds the item's first findings. */
  readonly continued: boolean;
}
type FindingJson = ReturnType<typeof findingJson>;

const written = (value: object) => escapeJson(JSON.stringify(value));

/** Divides items into at least one request, in order, each within its size. */
function divide(items: readonly DigestItem[], language: 'en' | 'ja'): readonly (readonly Part[])[] {
  let request: Part[] = [];
  let bytes = FRAME_BYTES;
  const requests = [request];
  const begin = () => {
    request = [];
    requests.push(request);
    bytes = FRAME_BYTES;
  };
  for (const item of items) {
    if (request.length === ITEMS_A_MESSAGE) begin();
    let part: Part | undefined;
    const said = Buffer.byteLength(written(textsOf(item, language)));
    for (const finding of item.findings) {
      const json = bounded(findingJson(finding, language));
      const size = Buffer.byteLength(written(json)) + ITEM_BYTES;
      if (request.length > 0 && bytes + size + said > MOST_BYTES) begin();
      if (part === undefined || request.length === 0) {
        part = { item, findings: [], continued: part !== undefined };
        request.push(part);
        bytes += said;
      }
      part.findings.push(json);
      bytes += size;
    }
  }
  return requests;
}

/** Returns the finding, with clipped texts if no request could hold it. */
function bounded(json: FindingJson): FindingJson {
  if (JSON.stringify(json).length * MOST_BYTES_A_UNIT < MOST_BYTES - FRAME_BYTES) return json;
  return JSON.parse(JSON.stringify(json), (_, value) => (typeof value === 'string' ? clip(value, MOST_TEXT) : value));
}

function payload(digest: Digest, parts: readonly Part[], part: { index: number; of: number }, language: 'en' | 'ja') {
  const items = parts.map(({ item }) => item);
  return {
    version: 1,
    sample: digest.sample,
    headline: firstLineOf({ ...digest, items }, language),
    ...(digest.notice === undefined ? {} : { notice: digest.notice.lines.map((line) => line[language]) }),
    part: { number: part.index + 1, of: part.of },
    counts: digest.counts,
    muted: digest.muted,
    noTrustedNetwork: digest.noTrustedNetwork,
    items: parts.map(({ item, findings, continued }) => ({
      severity: item.severity,
      mark: item.mark,
      count: item.count,
      from: item.from,
      to: item.to,
      findings,
      ...textsOf(item, language),
      ...(continued ? { continued } : {}),
    })),
  };
}

function textsOf(item: DigestItem, language: 'en' | 'ja') {
  const { step, more, session } = stepOf(item, language);
  return { sentence: lineOf(item, language), step: step ?? null, more, session: session[0] ?? null };
}

/** Any 2xx accepts: the receiver is one of the user's own. */
function judge({ status, headers, body }: Answer): Verdict {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status === 429)
    return later(({ asksToWait, vendor }) => asksToWait(vendor.webhook, status), retryAfterOf(headers, body));
  if (status >= 500) return later(({ inTrouble, vendor }) => inTrouble(vendor.webhook, String(status)));
  const explained = status === 401 || status === 403 ? 'signature' : 'other';
  return (status === 400 || status === 422 ? unsendable : refused)(
    ({ answered, vendor }) => answered(vendor.webhook, String(status)),
    (words) => words.webhook[explained],
  );
}
