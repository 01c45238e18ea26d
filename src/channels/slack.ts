/** Slack, by incoming webhook: Block Kit in attachments that carry the severity's colour. */
import type { KnownBlock, MessageAttachment, PlainTextElement } from '@slack/types';
import type { Digest, DigestItem } from '../core/digest.ts';
import type { Severity } from '../core/rule.ts';
import type { SlackSettings } from '../core/settings.ts';
import { clip, visible } from '../core/text.ts';
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
// All text of a message together; what Slack calls msg_blocks_too_long was seen at about 13,000 characters.
const MESSAGE_LIMIT = 11_000;
/** After the items told at length, the others get a line each, in at most so many messages. */
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
    const bodies = composeAll(digest, messages, options);
    return bodies.map(
      ({ body, items }): HttpDelivery => ({
        kind: 'http',
        channel: 'slack',
        to: config.name === undefined ? 'slack' : `slack ${config.name}`,
        secret: config.webhook,
        url: SECRET,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        findings: items.flatMap((item) => item.findings.map(({ id }) => id)),
      }),
    );
  },
  judge: judgeSlack,
};

interface Message {
  readonly body: { readonly text: string; readonly blocks: KnownBlock[]; readonly attachments: MessageAttachment[] };
  readonly items: readonly DigestItem[];
}

function composeAll(digest: Digest, messages: Messages, options: ComposeOptions): readonly Message[] {
  const packed = pack(digest, (item) => lineOf(item, options.language), messages, {
    detailed: ITEMS_A_MESSAGE,
    limit: MESSAGE_LIMIT,
    mostMessages: MOST_MESSAGES,
    measure,
  });
  const first: Message = {
    body: {
      text: escapeSlack(fallback(digest, messages, options)),
      blocks: headBlocks(digest, messages),
      attachments: packed.detailed.map((item) => attachment(item, messages, options)),
    },
    items: packed.detailed,
  };
  const others = packed.rest.map(({ items, lines, note }): Message => {
    const sections = [...sectionsOf(lines), ...(note === undefined ? [] : [note])];
    const blocks = sections.map((text): KnownBlock => ({ type: 'section', text: plain(text, SECTION_LIMIT) }));
    return { body: { text: escapeSlack(headlineOf(items, messages)), blocks, attachments: [] }, items };
  });
  return [first, ...others];
}

/** What a phone shows: the worst of it. */
function fallback(digest: Digest, messages: Messages, { language }: ComposeOptions): string {
  const worst = digest.items[0];
  const start = digest.sample ? messages.sample : headlineOf(digest.items, messages);
  return worst === undefined ? start : `${start} ${clip(lineOf(worst, language), SECTION_LIMIT / 4)}`;
}

function headBlocks(digest: Digest, messages: Messages): KnownBlock[] {
  return [
    { type: 'header', text: plain(headlineOf(digest.items, messages), HEADER_LIMIT) },
    {
      type: 'context',
      elements: [plain(saidOf(digest, messages).join('\n'), FIELD_LIMIT)],
    },
  ];
}

/** Text from events stands in plain text objects only: there nothing is formatted, linked or pinged. */
function attachment(item: DigestItem, messages: Messages, { language, timezone }: ComposeOptions): MessageAttachment {
  const title = clip(titleOf(item, messages, language), HEADER_LIMIT);
  const link = eventLink(item.event);
  const others = item.findings.filter(({ rule }) => rule.id !== item.head.rule.id).slice(0, 3);
  const said = [item.head, ...others].map((finding) => clip(visible(finding.message[language]), 400));
  const blocks: KnownBlock[] = [
    { type: 'section', text: plain(title, SECTION_LIMIT) },
    { type: 'section', text: plain([...new Set(said)].join('\n'), SECTION_LIMIT) },
    {
      type: 'section',
      fields: aboutItem(item, messages, timezone).map(({ label, value }) => plain(`${label}\n${value}`, FIELD_LIMIT)),
    },
  ];
  if (link !== undefined) {
    const text = `<${link}|${escapeSlack(messages.openEvent)}>`;
    blocks.push({ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] });
  }
  return { color: COLOURS[item.severity], fallback: escapeSlack(title), blocks };
}

/** Lines into sections, each within its limit as it will be after escaping. */
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
