/** Slack, by incoming webhook: Block Kit in attachments that carry the severity's colour. */
import type { KnownBlock, MessageAttachment, PlainTextElement } from '@slack/types';
import type { Digest, DigestItem } from '../core/digest.ts';
import type { Severity } from '../core/rule.ts';
import type { SlackSettings } from '../core/settings.ts';
import { clip, visible } from '../core/text.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import { aboutItem, lineOf, titleOf } from './about.ts';
import { type Channel, type ComposeOptions, type HttpDelivery, SECRET } from './channel.ts';
import { eventLink } from './event-link.ts';
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
  const long = digest.items.slice(0, ITEMS_A_MESSAGE);
  const first: Message = {
    body: {
      text: escapeSlack(fallback(digest, messages, options)),
      blocks: headBlocks(digest, messages),
      attachments: long.map((item) => attachment(item, messages, options)),
    },
    items: long,
  };
  return [first, ...summedUp(digest.items.slice(ITEMS_A_MESSAGE), messages, options)];
}

/** What a phone shows: the worst of it. */
function fallback(digest: Digest, messages: Messages, { language }: ComposeOptions): string {
  const worst = digest.items[0];
  const start = digest.sample ? messages.sample : messages.headline(digest.items.length);
  return worst === undefined ? start : `${start} ${clip(lineOf(worst, language), SECTION_LIMIT / 4)}`;
}

function headBlocks(digest: Digest, messages: Messages): KnownBlock[] {
  const { sample, counts, muted, noTrustedNetwork } = digest;
  const lines = [
    messages.counts(counts),
    ...(sample ? [messages.sample] : []),
    ...(muted > 0 ? [messages.muted(muted)] : []),
    ...(noTrustedNetwork ? [messages.noTrustedNetwork] : []),
  ];
  return [
    { type: 'header', text: plain(messages.headline(digest.items.length), HEADER_LIMIT) },
    {
      type: 'context',
      elements: [plain(lines.filter((line) => line !== '').join('\n') || messages.noFindings, FIELD_LIMIT)],
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

/** The rest in lines, worst first, as many to a message as fit; what is beyond the last message is counted. */
function summedUp(items: readonly DigestItem[], messages: Messages, { language }: ComposeOptions): readonly Message[] {
  const made: Message[] = [];
  let rest = items;
  while (rest.length > 0) {
    const isLast = made.length + 2 >= MOST_MESSAGES;
    const { taken, sections } = fill(rest, language);
    const left = rest.slice(taken.length);
    const note = isLast && left.length > 0 ? [messages.andMore(left.length)] : [];
    const blocks: KnownBlock[] = [...sections, ...note].map((text) => ({
      type: 'section',
      text: plain(text, SECTION_LIMIT),
    }));
    const told = isLast ? rest : taken;
    made.push({ body: { text: escapeSlack(messages.headline(told.length)), blocks, attachments: [] }, items: told });
    rest = isLast ? [] : left;
  }
  return made;
}

/** Lines into sections into a message, each within its limit, counted as they will be after escaping. */
function fill(items: readonly DigestItem[], language: 'en' | 'ja'): { taken: DigestItem[]; sections: string[] } {
  const taken: DigestItem[] = [];
  const sections: string[] = [''];
  let total = 0;
  for (const item of items) {
    const line = lineOf(item, language);
    const length = escapeSlack(line).length + 1;
    if (total + length > MESSAGE_LIMIT && taken.length > 0) break;
    const open = sections.at(-1) ?? '';
    const isFull = escapeSlack(open).length + length > SECTION_LIMIT;
    if (isFull) sections.push(line);
    else sections[sections.length - 1] = open === '' ? line : `${open}\n${line}`;
    total += length;
    taken.push(item);
  }
  return { taken, sections };
}

/** `emoji: false`, so that `:skull:` in a user name stays those letters. */
function plain(text: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: fitEscaped(text, limit), emoji: false };
}

/** Slack's three characters: https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Clips the text so that it fits after escaping: never in the middle of an escape. */
function fitEscaped(text: string, limit: number): string {
  let size = limit;
  let escaped = escapeSlack(clip(text, size));
  while (escaped.length > limit && size > 1) {
    size -= Math.max(1, Math.ceil((escaped.length - limit) / 5));
    escaped = escapeSlack(clip(text, size));
  }
  return escaped;
}
