/** PagerDuty, by Events API v2: an incident for each story, which the story's later messages update. */
import { createHash } from 'node:crypto';
import { accountText } from '../core/accounts.ts';
import { HOMEPAGE } from '../core/homepage.ts';
import { eventLink } from '../core/record/event-link.ts';
import type { Severity } from '../core/rule.ts';
import type { PagerDutySettings } from '../core/settings.ts';
import type { Digest, DigestItem, Notice } from '../core/stories/digest.ts';
import { storiesIn } from '../core/stories/open-stories.ts';
import { visible } from '../core/text.ts';
import { messagesIn } from '../messages/messages.ts';
import { aboutItem, firstLineOf, furtherOf, lineOf, stepOf } from './about.ts';
import type { Answer, Channel, ComposeOptions, HttpDelivery, Verdict } from './channel.ts';
import { saidOf } from './digest-text.ts';
import { PAGERDUTY_ENDPOINTS } from './endpoints.ts';
import { pack, shorten } from './packing.ts';
import { retryAfterOf } from './retry-after.ts';
import { later, refused, unsendable } from './verdicts.ts';

// Characters: https://developer.pagerduty.com/docs/send-alert-event
const SUMMARY_LIMIT = 1_024;
const TEXT_LIMIT = 250;
/** An event takes 512 KB; an item's own fields are at most 20. https://developer.pagerduty.com/docs/events-api-v2-overview */
const LINES_BYTES = 300_000;
/** The most incidents of one digest; one more holds the other stories. */
const MOST_INCIDENTS = 12;

const SEVERITIES: Readonly<Record<Severity, 'critical' | 'error' | 'warning' | 'info'>> = {
  critical: 'critical',
  high: 'error',
  medium: 'warning',
  low: 'info',
  info: 'info',
};

export const pagerduty: Channel<PagerDutySettings> = {
  id: 'pagerduty',
  compose(digest, config, options) {
    if (digest.notice !== undefined) return [noticed(digest.notice, config, options)];
    const stories = digest.sample ? [] : storiesIn(digest);
    const own = stories.slice(0, MOST_INCIDENTS);
    const others = digest.sample ? digest.items : stories.slice(MOST_INCIDENTS).map(({ item }) => item);
    const key = keyOf(['others', ...others.flatMap(({ findings }) => findings.map(({ id }) => id))]);
    const triggers = own.map(({ id, item }) => trigger(keyOf(['story', id]), [item], digest, config, options));
    const last = others.length === 0 ? [] : [trigger(key, others, digest, config, options)];
    return [...triggers, ...last, ...(digest.sample && last.length > 0 ? [resolve(key, config)] : [])];
  },
  judge,
};

const keyOf = (parts: readonly string[]) =>
  `login-watch-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`;

function deliver(body: object, to: string, config: PagerDutySettings): Omit<HttpDelivery, 'findings'> {
  return {
    kind: 'http',
    channel: 'pagerduty',
    to,
    secret: config.key,
    url: PAGERDUTY_ENDPOINTS[config.region ?? 'us'],
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    secretMember: 'routing_key',
  };
}

const nameOf = ({ name }: PagerDutySettings) => (name === undefined ? 'pagerduty' : `pagerduty ${name}`);

function trigger(
  key: string,
  items: readonly DigestItem[],
  digest: Digest,
  config: PagerDutySettings,
  options: ComposeOptions,
): HttpDelivery {
  const [first] = items;
  if (first === undefined) throw new RangeError('an event needs an item');
  const { language } = options;
  const { event, findings, severity, accountName } = first;
  const body = {
    event_action: 'trigger',
    dedup_key: key,
    payload: {
      summary: short(firstLineOf({ items, sample: digest.sample }, language), SUMMARY_LIMIT),
      source: short(`AWS ${accountText(event.account, accountName)}`, TEXT_LIMIT),
      severity: SEVERITIES[severity],
      timestamp: event.time,
      component: short(event.source, TEXT_LIMIT),
      group: short(event.account, TEXT_LIMIT),
      class: short([...new Set(findings.map(({ rule }) => rule.id))].join(', '), TEXT_LIMIT),
      custom_details: details(first, items.slice(1), digest, options),
    },
    links: linksOf(first, options),
    client: 'login-watch',
    ...(HOMEPAGE === undefined ? {} : { client_url: HOMEPAGE }),
  };
  const ids = items.flatMap((item) => item.findings.map(({ id }) => id));
  return { ...deliver(body, nameOf(config), config), findings: ids };
}

/** The beginning of a trouble of the notifier's opens an incident, its end closes it. */
function noticed(notice: Notice, config: PagerDutySettings, { language }: ComposeOptions): HttpDelivery {
  const [title, ...lines] = [notice.title, ...notice.lines].map((words) => words[language]);
  const body = {
    event_action: notice.isGood ? 'resolve' : 'trigger',
    dedup_key: keyOf(['notice', notice.about]),
    payload: {
      summary: short(title ?? '', SUMMARY_LIMIT),
      source: 'login-watch',
      severity: notice.isGood ? 'info' : 'error',
      custom_details: { 'login-watch': plain(lines.join('\n')) },
    },
  };
  return { ...deliver(body, nameOf(config), config), findings: [] };
}

/** Closes the incident that the sample has opened. */
function resolve(key: string, config: PagerDutySettings): HttpDelivery {
  const delivery = deliver({ event_action: 'resolve', dedup_key: key }, `${nameOf(config)} (resolve)`, config);
  return { ...delivery, findings: [], resolves: true };
}

function linksOf(item: DigestItem, { language }: ComposeOptions) {
  const messages = messagesIn(language);
  const { url } = stepOf(item, language);
  const link = eventLink(item.event);
  return [
    ...(link === undefined ? [] : [{ href: link, text: messages.openEvent }]),
    ...(url === undefined ? [] : [{ href: url, text: messages.allSteps }]),
  ];
}

/** The first item's fields by their labels, and a line for each of the others. */
function details(item: DigestItem, others: readonly DigestItem[], digest: Digest, options: ComposeOptions) {
  const { language } = options;
  const messages = messagesIn(language);
  const { step = '', more, url, session } = stepOf(item, language);
  const said = saidOf({ ...digest, items: digest.sample ? digest.items : [] }, messages, language);
  const texts: readonly (readonly [label: string, text: string])[] = [
    [messages.label.event, [lineOf(item, language), ...furtherOf(item, language)].join('\n')],
    ...aboutItem(item, options).map(({ label, value }) => [label, value] as const),
    [messages.firstStep, [step, ...(url === undefined ? [more] : []), ...session].filter(Boolean).join('\n')],
    ['login-watch', said.join('\n')],
    [messages.others(others.length).trim(), linesOf(others, digest, options).join('\n')],
  ];
  return Object.fromEntries(texts.flatMap(([label, text]) => (text === '' ? [] : [[label, plain(text)]])));
}

function linesOf(items: readonly DigestItem[], digest: Digest, { language }: ComposeOptions): readonly string[] {
  const packing = { detailed: 0, limit: LINES_BYTES, mostMessages: 2, measure: bytesOf };
  const { rest } = pack({ ...digest, items }, (item) => lineOf(item, language), messagesIn(language), packing);
  return rest.flatMap(({ lines, note }) => [...lines, ...(note === undefined ? [] : [note])]);
}

const bytesOf = (text: string) => Buffer.byteLength(JSON.stringify(plain(text)));
const short = (text: string, limit: number) => plain(shorten(visible(text), limit, (one) => plain(one).length));

/**
 * Breaks `://`, which makes links, and replaces the marks of mentions and tags: chats and mail to which PagerDuty
 * passes an incident on may know them.
 */
const plain = (text: string) => text.replaceAll('://', ':／／').replaceAll('<', '‹').replaceAll('>', '›');

/** https://developer.pagerduty.com/docs/events-api-v2-overview: 202 accepts, 400 is final, 429 and 5xx aren't. */
function judge({ status, headers, body }: Answer): Verdict {
  if (status === 202 && /^\s*\{[\s\S]*"status"\s*:\s*"success"/.test(body)) return { kind: 'sent' };
  if (status === 429)
    return later(({ asksToWait, vendor }) => asksToWait(vendor.pagerduty, status), retryAfterOf(headers, body));
  if (status >= 500) return later(({ inTrouble, vendor }) => inTrouble(vendor.pagerduty, String(status)));
  const explained = explanationOf(status, body);
  return (explained === '400' || explained === 'tooLarge' ? unsendable : refused)(
    ({ answered, vendor }) => answered(vendor.pagerduty, String(status)),
    (words) => words.pagerduty[explained],
  );
}

function explanationOf(status: number, body: string) {
  if (status === 400) return /(?:routing|integration|service)[_ ]?key/i.test(body) ? 'key' : '400';
  if (status === 413) return 'tooLarge';
  return status >= 200 && status < 300 ? '202' : 'other';
}
