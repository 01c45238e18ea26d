/** A report -> requests of one channel, and what its answer means. Short forms of `src/channels`: text, and no more. */
import { createHmac } from 'node:crypto';
import { CHATWORK_ROOMS, PAGERDUTY_ENDPOINTS, WEBHOOK_HOSTS } from '../channels/endpoints.ts';
import type { Report } from './report.ts';

/** Where and how reports are sent, from the function's environment. */
export interface Way {
  readonly kind: string;
  /** Chatwork's room. */
  readonly room: string;
  readonly pagerdutyRegion: string;
  /** A host of the user's own that is allowed beside the vendor's. */
  readonly host: string;
}

export interface Secrets {
  /** A URL, a token or a key, by the kind. */
  readonly main: string;
  /** Signs a webhook's body; may be empty. */
  readonly sign: string;
}

export interface Request {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** In the order in which they are sent; none if the kind has no use for such a report. */
export function requestsFor(report: Report, way: Way, secrets: Secrets, now: number): readonly Request[] {
  const text = withoutLinks(report.text);
  const post = (body: object, url = secrets.main): Request => ({ url, headers: JSON_TYPE, body: JSON.stringify(body) });
  switch (way.kind) {
    case 'slack':
      return [post({ text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') })];
    case 'chatwork':
      return [
        {
          url: `${CHATWORK_ROOMS}/${way.room}/messages`,
          headers: { 'x-chatworktoken': secrets.main, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ body: `[info]${withoutMarks(text)}[/info]`, self_unread: '1' }).toString(),
        },
      ];
    case 'teams':
      return [post(card(withoutMarks(text)))];
    case 'discord':
      return [post({ content: text.replaceAll('`', 'ˋ'), allowed_mentions: { parse: [] } })];
    case 'pagerduty':
      return incidents(report, withoutMarks(text), secrets.main).map((body) =>
        post(body, PAGERDUTY_ENDPOINTS[way.pagerdutyRegion === 'eu' ? 'eu' : 'us']),
      );
    default:
      return [signed(post(digest(report)), secrets.sign, now)];
  }
}

/** Breaks addresses, which chats would make links of. */
const withoutLinks = (text: string) => text.replaceAll('://', ':／／');

/** Replaces characters that begin tags, mentions and Markdown by look-alikes. */
const withoutMarks = (text: string) =>
  text
    .replaceAll('[', '［')
    .replaceAll(']', '］')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('*', '∗')
    .replaceAll('_', '＿')
    .replaceAll('`', 'ˋ');

function card(text: string): object {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const body = lines.map((line, index) => ({
    type: 'TextBlock',
    text: line,
    wrap: true,
    ...(index === 0 ? { weight: 'Bolder' } : {}),
  }));
  const content = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body,
  };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
  return { type: 'message', summary: lines[0] ?? '', attachments: [attachment] };
}

/** A heartbeat wakes nobody; a test closes what it opens. */
function incidents({ kind, about }: Report, text: string, key: string): readonly object[] {
  const [summary = '', ...lines] = text.split('\n');
  const event = (action: 'trigger' | 'resolve') => ({
    routing_key: key,
    event_action: action,
    dedup_key: `login-watch-health-${about}`.slice(0, 255),
    payload: {
      summary,
      source: 'login-watch',
      severity: action === 'resolve' ? 'info' : 'error',
      custom_details: { 'login-watch': lines.join('\n') },
    },
  });
  if (kind === 'heartbeat') return [];
  if (kind === 'test') return [event('trigger'), event('resolve')];
  return [event(kind === 'good' ? 'resolve' : 'trigger')];
}

/** The form of docs/webhook.md, without items. */
function digest({ text, kind }: Report): object {
  const [headline = '', ...notice] = text.split('\n').filter((line) => line.trim() !== '');
  return {
    version: 1,
    sample: kind === 'test',
    headline,
    notice,
    part: { number: 1, of: 1 },
    counts: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    muted: 0,
    noTrustedNetwork: false,
    items: [],
  };
}

function signed(request: Request, key: string, now: number): Request {
  if (key === '') return request;
  const seconds = Math.floor(now / 1_000);
  const mac = createHmac('sha256', key).update(`${seconds}.${request.body}`).digest('hex');
  return { ...request, headers: { ...request.headers, 'x-login-watch-signature': `t=${seconds},v1=${mac}` } };
}

/** Loopback is for the sandbox and tests. */
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** True if the secret may be sent to this URL. */
export function isAllowed(text: string, { kind, host }: Way): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (LOOPBACK.test(url.hostname)) return true;
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  const vendors = new Map<string, RegExp>(Object.entries(WEBHOOK_HOSTS)).get(kind);
  return vendors === undefined || vendors.test(url.hostname) || (host !== '' && url.host === host.toLowerCase());
}

/** No vendor takes a message with a web page. */
const WEB_PAGE = /^\s*<(?:!doctype|html|\?xml)/i;

/** True if the channel took the message; some vendors refuse with status 200. */
export function isTaken(kind: string, status: number, answer: string): boolean {
  if (status < 200 || status > 299 || WEB_PAGE.test(answer)) return false;
  switch (kind) {
    case 'slack':
      return answer.trim() === 'ok';
    case 'chatwork':
      return answer.includes('"message_id"');
    case 'teams':
      return status === 202 ? !/error|failed/i.test(answer) : answer.trim() === '1';
    case 'discord':
      return status === 204 || /"id"\s*:/.test(answer);
    case 'pagerduty':
      return status === 202 && /"status"\s*:\s*"success"/.test(answer);
    default:
      return true;
  }
}
