/** Microsoft Teams, by a Workflows webhook: an Adaptive Card. */
import { eventLink } from '../core/record/event-link.ts';
import type { Severity } from '../core/rule.ts';
import type { TeamsSettings } from '../core/settings.ts';
import type { DigestItem } from '../core/stories/digest.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import { aboutItem, firstLineOf, furtherOf, lineOf, stepLine, stepOf } from './about.ts';
import { type Answer, type Channel, type ComposeOptions, type HttpDelivery, SECRET, type Verdict } from './channel.ts';
import { saidOf } from './digest-text.ts';
import { mentionsFor } from './mentions.ts';
import { pack, shorten } from './packing.ts';
import { retryAfterOf } from './retry-after.ts';
import { later, refused, unsendable } from './verdicts.ts';

// A message takes 28 kB: https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
const BYTES = 28_000;
/** A detailed item has about 1.5 kB of JSON, at worst 10 kB. */
const DETAILED = 5;
const LINE_BYTES = 700;
const LINES_LIMIT = 16_000;
const MOST_MESSAGES = 6;

const COLOURS: Readonly<Record<Severity, string>> = {
  critical: 'attention',
  high: 'attention',
  medium: 'warning',
  low: 'accent',
  info: 'good',
};

export const teams: Channel<TeamsSettings> = {
  id: 'teams',
  compose(digest, config, options) {
    const messages = messagesIn(options.language);
    const line = (item: DigestItem) => shorten(lineOf(item, options.language), LINE_BYTES, bytesOf);
    const packed = pack(digest, line, messages, {
      detailed: DETAILED,
      limit: LINES_LIMIT,
      mostMessages: MOST_MESSAGES,
      measure: bytesOf,
      cost: (item) => Buffer.byteLength(JSON.stringify(detailed(item, messages, options, false))),
    });
    const mentions = mentionsFor(config.mention, digest.items[0]?.severity);
    const first = {
      mentions,
      items: packed.detailed,
      body: [
        heading(shorten(firstLineOf(digest, options.language), LINE_BYTES, bytesOf)),
        ...(mentions.length === 0 ? [] : [{ type: 'TextBlock', text: mentions.map(markup).join(' '), wrap: true }]),
        ...saidOf(digest, messages, options.language).map((text) => block(text, { isSubtle: true })),
        ...packed.detailed.flatMap((item, index) => detailed(item, messages, options, index === 0)),
      ],
    };
    const others = packed.rest.map(({ items, lines, note }) => ({
      mentions: [],
      items,
      body: [...lines, ...(note === undefined ? [] : [note])].map((text) => block(text)),
    }));
    return [first, ...others].map((message) => delivery(config, message));
  },
  judge,
};

interface Message {
  readonly body: readonly object[];
  readonly items: readonly DigestItem[];
  readonly mentions: readonly string[];
}

/** Must be the same in the text and in its entity; text from events has no angle brackets. */
const markup = (user: string) => `<at>${user}</at>`;

function delivery(config: TeamsSettings, { body, items, mentions }: Message): HttpDelivery {
  const entities = mentions.map((id) => ({ type: 'mention', text: markup(id), mentioned: { id, name: id } }));
  const content = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    msteams: { width: 'Full', ...(entities.length === 0 ? {} : { entities }) },
    body,
  };
  const message = {
    type: 'message',
    // For notifications, which otherwise only say that there is a card.
    summary: summaryOf(body),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
  return {
    kind: 'http',
    channel: 'teams',
    to: config.name === undefined ? 'teams' : `teams ${config.name}`,
    secret: config.webhook,
    url: SECRET,
    ...(config.host === undefined ? {} : { host: config.host }),
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(message),
    findings: items.flatMap((item) => item.findings.map(({ id }) => id)),
  };
}

const summaryOf = (body: readonly object[]) => {
  const text: unknown = Reflect.get(body[0] ?? {}, 'text');
  return typeof text === 'string' ? text : '';
};

const heading = (text: string) => ({
  type: 'TextBlock',
  text: plain(text),
  size: 'Large',
  weight: 'Bolder',
  wrap: true,
});
const block = (text: string, more: object = {}) => ({ type: 'TextBlock', text: plain(text), wrap: true, ...more });

/** The sentence of the first item is the card's heading. */
function detailed(item: DigestItem, messages: Messages, options: ComposeOptions, isFirst: boolean): readonly object[] {
  const { language } = options;
  const link = eventLink(item.event);
  const short = (text: string) => shorten(text, 300, bytesOf);
  const { step, more, url, session } = stepOf(item, language);
  const actions = [
    ...(link === undefined ? [] : [{ type: 'Action.OpenUrl', title: messages.openEvent, url: link }]),
    ...(url === undefined ? [] : [{ type: 'Action.OpenUrl', title: item.head.rule.id, url }]),
  ];
  const line = block(shorten(lineOf(item, language), LINE_BYTES, bytesOf), {
    weight: 'Bolder',
    color: COLOURS[item.severity],
    separator: true,
  });
  return [
    ...(isFirst ? [] : [line]),
    ...furtherOf(item, language).map((further) => block(short(further))),
    {
      type: 'FactSet',
      facts: aboutItem(item, options).map(({ label, value }) => ({
        title: label,
        value: plain(short(value)),
      })),
    },
    ...(actions.length === 0 ? [] : [{ type: 'ActionSet', actions }]),
    ...stepLine(step, messages).map((text) => block(shorten(text, LINE_BYTES, bytesOf))),
    ...(url === undefined ? [block(short(more))] : []),
    ...session.map((text) => block(text)),
  ];
}

const bytesOf = (text: string) => Buffer.byteLength(JSON.stringify(plain(text)));

/**
 * Replaces the characters that begin Markdown, dates and mentions in cards by look-alikes. https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
 */
function plain(text: string): string {
  return text
    .replaceAll('[', '［')
    .replaceAll(']', '］')
    .replaceAll('*', '∗')
    .replaceAll('_', '＿')
    .replaceAll('`', 'ˋ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('{{', '｛｛')
    .replaceAll('://', ':／／')
    .replace(/^(\s*)([#+-]|\d+\.)(?=\s)/gm, '$1\\$2');
}

/** A request that a workflow can't read; its other answers of 400 are about the workflow, which may be mended. */
const FAULTY = /InvalidRequestContent|RequestEntityTooLarge/;

/** Workflows accept with 202, connectors with 200 and `1`; these refuse with 200 too, and an error in the body. */
function judge({ status, headers, body }: Answer): Verdict {
  const saysNo = /error|failed|HTTP error \d{3}/i.test(body);
  if ((status === 202 && !saysNo) || (status === 200 && body.trim() === '1')) return { kind: 'sent' };
  if (status === 429 || /\b429\b/.test(saysNo ? body : ''))
    return later(({ asksToWait, vendor }) => asksToWait(vendor.teams, 429), retryAfterOf(headers, body));
  if (status >= 500) return later(({ inTrouble, vendor }) => inTrouble(vendor.teams, String(status)));
  return (status === 400 && FAULTY.test(body) ? unsendable : refused)(
    ({ answered, errorInside, vendor }) =>
      saysNo && status < 300 ? errorInside(vendor.teams, status) : answered(vendor.teams, String(status)),
    ({ teams: { tooLarge, notTaken, other } }) =>
      status === 413 ? tooLarge(BYTES) : status < 300 && !saysNo ? notTaken : other,
  );
}
