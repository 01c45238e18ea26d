/** Slack, by incoming webhook: Block Kit in attachments that carry the severity's colour. */
import type {
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  MessageAttachment,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import type { Digest, DigestItem } from '../core/digest.ts';
import type { Severity } from '../core/rule.ts';
import type { SlackSettings } from '../core/settings.ts';
import { visible } from '../core/text.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import { aboutItem, lineOf, titleOf } from './about.ts';
import { type Channel, type ComposeOptions, type HttpDelivery, SECRET } from './channel.ts';
import { headlineOf, saidOf } from './digest-text.ts';
import { eventLink } from './event-link.ts';
import { pack, shorten } from './packing.ts';
import { judgeSlack } from './slack-answers.ts';

// https://docs.slack.dev/reference/block-kit/blocks
const HEADER_LIMIT = 150;
const SECTION_LIMIT = 3_000;
const FIELD_LIMIT = 2_000;
// A message takes 50 blocks; an item has four, and the head of the message two.
const ITEMS_A_MESSAGE = 10;
// All text of a message together; Slack answered msg_blocks_too_long at about 13,000 characters. The rest is
// for the message's head. An attacker who could make a message too long could suppress the alert.
const MESSAGE_LIMIT = 10_000;
const VALUE_LIMIT = 300;
const SENTENCE_LIMIT = 600;
const FALLBACK_LIMIT = 700;
/** After the items in detail the others get a line each, in at most this many messages. */
const MOST_MESSAGES = 8;

const COLOURS: Readonly<Record<Severity, string>> = {
  critical: '#8b0000',
  high: '#d93025',
  medium: '#e8830c',
  low: '#1a73e8',
  info: '#188038',
};

export const slack: Channel<SlackSettings> = {
  id: 'slack',
  compose(digest, config, options) {
    const messages = messagesIn(options.language);
    return composeAll(digest, messages, options).map(({ items, ...message }): HttpDelivery => {
      // Slack then previews no link and reads no `*` in the text as bold.
      const body = { ...message, mrkdwn: false, unfurl_links: false, unfurl_media: false };
      return {
        kind: 'http',
        channel: 'slack',
        to: config.name === undefined ? 'slack' : `slack ${config.name}`,
        secret: config.webhook,
        url: SECRET,
        ...(config.host === undefined ? {} : { host: config.host }),
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        findings: items.flatMap((item) => item.findings.map(({ id }) => id)),
      };
    });
  },
  judge: judgeSlack,
};

interface Message {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly attachments: readonly MessageAttachment[];
  readonly items: readonly DigestItem[];
}

function composeAll(digest: Digest, messages: Messages, options: ComposeOptions): readonly Message[] {
  const packed = pack(digest, (item) => lineOf(item, options.language), messages, {
    detailed: ITEMS_A_MESSAGE,
    limit: MESSAGE_LIMIT,
    mostMessages: MOST_MESSAGES,
    measure,
    cost: (item) => lengthOf(attachment(item, messages, options)),
  });
  const first: Message = {
    text: fallback(digest, messages, options),
    blocks: [header(headlineOf(digest.items, messages)), context(saidOf(digest, messages).join('\n'))],
    attachments: packed.detailed.map((item) => attachment(item, messages, options)),
    items: packed.detailed,
  };
  const others = packed.rest.map(({ items, lines, note }): Message => {
    const headline = headlineOf(items, messages);
    const sections = [...sectionsOf(lines), ...(note === undefined ? [] : [note])];
    const blocks = [context(headline), ...sections.map((text) => section(text))];
    return { text: headline, blocks, attachments: [], items };
  });
  return [first, ...others];
}

/** The worst item, for a phone's notification. */
function fallback(digest: Digest, messages: Messages, { language }: ComposeOptions): string {
  const worst = digest.items[0];
  const start = digest.sample ? messages.sample : headlineOf(digest.items, messages);
  const text = worst === undefined ? start : `${start} ${lineOf(worst, language)}`;
  return escapeSlack(shorten(text, FALLBACK_LIMIT, measure));
}

/** Text from events stands in plain text objects only, in which Slack formats, links and pings nothing. */
function attachment(item: DigestItem, messages: Messages, options: ComposeOptions): MessageAttachment {
  const { language } = options;
  const title = header(titleOf(item, messages, language));
  const link = eventLink(item.event);
  const others = item.findings.filter(({ rule }) => rule.id !== item.head.rule.id).slice(0, 3);
  const said = [item.head, ...others].map(({ message }) =>
    shorten(visible(message[language]), SENTENCE_LIMIT, measure),
  );
  const fields = aboutItem(item, options).map(
    ({ label, value }) => `${label}\n${shorten(value, VALUE_LIMIT, measure)}`,
  );
  const blocks: KnownBlock[] = [
    title,
    section([...new Set(said)].join('\n')),
    { type: 'section', fields: fields.map((field) => plain(field, FIELD_LIMIT)) },
  ];
  if (link !== undefined) {
    const text = `<${link}|${escapeSlack(messages.openEvent)}>`;
    blocks.push({ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] });
  }
  return { color: COLOURS[item.severity], fallback: title.text.text, blocks };
}

const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, HEADER_LIMIT) });
const section = (text: string): SectionBlock => ({ type: 'section', text: plain(text, SECTION_LIMIT) });
const context = (text: string): ContextBlock => ({ type: 'context', elements: [plain(text, FIELD_LIMIT)] });

/** The length of all text in a part, as Slack counts it. */
function lengthOf(part: unknown): number {
  if (typeof part === 'string') return part.length;
  if (typeof part !== 'object' || part === null) return 0;
  return Object.values(part).reduce((sum: number, inner) => sum + lengthOf(inner), 0);
}

/** Joins lines to sections, each within its limit after escaping. */
function sectionsOf(lines: readonly string[]): readonly string[] {
  const sections: string[] = [];
  for (const line of lines) {
    const open = sections.at(-1);
    if (open === undefined || measure(open) + measure(line) + 1 > SECTION_LIMIT) sections.push(line);
    else sections[sections.length - 1] = `${open}\n${line}`;
  }
  return sections;
}

/** `emoji: false`, so that `:skull:` in a user name stays those letters. */
function plain(text: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: escapeSlack(shorten(text, limit, measure)), emoji: false };
}

/** Slack's three characters: https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const measure = (text: string) => escapeSlack(text).length;
