/** Chatwork: one message in an info box, details in code, for a room. */
import { eventLink } from '../core/record/event-link.ts';
import type { ChatworkSettings } from '../core/settings.ts';
import type { DigestItem } from '../core/stories/digest.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import { aboutItem, firstLineOf, furtherOf, lineOf, stepLine, stepOf } from './about.ts';
import { type Answer, type Channel, type ComposeOptions, type HttpDelivery, SECRET, type Verdict } from './channel.ts';
import { saidOf } from './digest-text.ts';
import { CHATWORK_ROOMS } from './endpoints.ts';
import { pack } from './packing.ts';
import { retryAfterOf } from './retry-after.ts';
import { later, refused, unsendable } from './verdicts.ts';

// No limit is documented; Chatwork accepted 40,000 characters and refused 80,000.
const BODY_LIMIT = 30_000;
const DETAILED = 10;
const MOST_MESSAGES = 5;

export const chatwork: Channel<ChatworkSettings> = {
  id: 'chatwork',
  compose(digest, config, options) {
    const messages = messagesIn(options.language);
    const line = (item: DigestItem) => plain(lineOf(item, options.language));
    const packed = pack(digest, line, messages, {
      detailed: DETAILED,
      limit: BODY_LIMIT,
      mostMessages: MOST_MESSAGES,
      measure: (text) => text.length,
    });
    const head = [...(config.to ?? []).map((id) => `[To:${id}]`), ...(config.to?.length ? ['\n'] : [])].join('');
    const intro = saidOf(digest, messages, options.language).map(plain);
    const boxes = packed.detailed.map((item, index) => box(item, messages, options, index === 0));
    const first = {
      items: packed.detailed,
      body: `${head}${info(firstLineOf(digest, options.language), [...intro, ...boxes].join('\n'))}`,
    };
    const others = packed.rest.map(({ items, lines: [title = '', ...lines], note }) => ({
      items,
      body: info(title, [...lines, ...(note === undefined ? [] : [note])].join('\n')),
    }));
    return [first, ...others].map(({ items, body }) => delivery(config, body, items));
  },
  judge,
};

function delivery(config: ChatworkSettings, body: string, items: readonly DigestItem[]): HttpDelivery {
  return {
    kind: 'http',
    channel: 'chatwork',
    to: config.name === undefined ? `chatwork room ${config.room}` : `chatwork ${config.name}`,
    secret: config.token,
    url: `${CHATWORK_ROOMS}/${config.room}/messages`,
    headers: { 'x-chatworktoken': SECRET, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ body, self_unread: '1' }).toString(),
    findings: items.flatMap((item) => item.findings.map(({ id }) => id)),
  };
}

const info = (title: string, body: string) => `[info][title]${plain(title)}[/title]${body}[/info]`;

/** The sentence of the first item is the message's title. */
function box(item: DigestItem, messages: Messages, options: ComposeOptions, isFirst: boolean): string {
  const { language } = options;
  const fields = aboutItem(item, options).map(({ label, value }) => `${label}: ${value}`);
  const link = eventLink(item.event);
  const { step, more, url, session } = stepOf(item, language);
  return [
    ...(isFirst ? [] : ['[hr]', plain(lineOf(item, language))]),
    ...furtherOf(item, language).map(plain),
    `[code]${plain(fields.join('\n'))}[/code]`,
    ...(link === undefined ? [] : [`${messages.openEvent}: ${link}`]),
    ...stepLine(step, messages).map(plain),
    url === undefined ? plain(more) : more,
    ...session,
  ].join('\n');
}

/**
 * Replaces square brackets, which make tags, by full-width ones, and breaks `://`, which makes links. Chatwork has no
 * escape.
 */
function plain(text: string): string {
  return text.replaceAll('[', '［').replaceAll(']', '］').replaceAll('://', ':／／');
}

/** https://developer.chatwork.com/docs/endpoints and the API's own words. */
function judge({ status, headers, body }: Answer): Verdict {
  if (status === 200 && /^\s*\{\s*"message_id"\s*:\s*"?\d+"?\s*\}\s*$/.test(body)) return { kind: 'sent' };
  if (status === 429) {
    const wait = { retryAfter: ROOM_PAUSE, ...retryAfterOf(headers, body) };
    return later(({ asksToWait, vendor }) => asksToWait(vendor.chatwork, status), wait);
  }
  if (status >= 500) return later(({ inTrouble, vendor }) => inTrouble(vendor.chatwork, String(status)));
  const explained = ([200, 400, 401, 403, 404] as const).find((one) => one === status) ?? 'other';
  return (status === 400 ? unsendable : refused)(
    ({ answered, vendor }) => answered(vendor.chatwork, String(status)),
    (words) => words.chatwork[explained],
  );
}

/** Milliseconds; ten posts in ten seconds is a room's limit, whose answer names no moment. */
const ROOM_PAUSE = 10_000;
