/** Slack, by incoming webhook: Block Kit in attachments that carry the severity's colour. */
import type {
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  MessageAttachment,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { eventLink } from '../core/record/event-link.ts';
import type { Severity } from '../core/rule.ts';
import type { Mentions, SlackSettings } from '../core/settings.ts';
import type { Digest, DigestItem } from '../core/stories/digest.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import { aboutItem, firstLineOf, furtherOf, lineOf, stepLine, stepOf } from './about.ts';
import { type Channel, type ComposeOptions, type HttpDelivery, SECRET } from './channel.ts';
import { saidOf } from './digest-text.ts';
import { mentionsFor } from './mentions.ts';
import { pack, shorten } from './packing.ts';
import { judgeSlack } from './slack-answers.ts';

// https://docs.slack.dev/reference/block-kit/blocks
const HEADER_LIMIT = 150;
const SECTION_LIMIT = 3_000;
const FIELD_LIMIT = 2_000;
// A message takes 50 blocks; an item has at most four, and the head of the message three.
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
    return composeAll(digest, messages, { ...options, mention: config.mention }).map(
      ({ items, ...message }): HttpDelivery => {
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
      },
    );
  },
  judge: judgeSlack,
};

interface Message {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly attachments: readonly MessageAttachment[];
  readonly items: readonly DigestItem[];
}

type Options = ComposeOptions & { readonly mention: Mentions | undefined };

function composeAll(digest: Digest, messages: Messages, options: Options): readonly Message[] {
  const packed = pack(digest, (item) => lineOf(item, options.language), messages, {
    detailed: ITEMS_A_MESSAGE,
    limit: MESSAGE_LIMIT,
    mostMessages: MOST_MESSAGES,
    measure,
    cost: (item) => lengthOf(attachment(item, messages, options)),
  });
  const line = firstLineOf(digest, options.language);
  const said = saidOf(digest, messages, options.language);
  const first: Message = {
    text: escapeSlack(shorten(line, FALLBACK_LIMIT, measure)),
    blocks: [...headOf(line), ...mentioning(digest, options), ...(said.length === 0 ? [] : [context(said.join('\n'))])],
    attachments: packed.detailed.map((item, index) => attachment(item, messages, options, index === 0)),
    items: packed.detailed,
  };
  const others = packed.rest.map(({ items, lines, note }): Message => {
    const sections = [...sectionsOf(lines), ...(note === undefined ? [] : [note])];
    const text = escapeSlack(shorten(lines[0] ?? '', FALLBACK_LIMIT, measure));
    return { text, blocks: sections.map((one) => section(one)), attachments: [], items };
  });
  return [first, ...others];
}

/** The only text of ours in which Slack formats: ids of the settings, none from events. */
function mentioning({ items }: Digest, { mention }: Options): readonly KnownBlock[] {
  const text = mentionsFor(mention, items[0]?.severity).map(markup).join(' ');
  return text === '' ? [] : [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }];
}

/** https://docs.slack.dev/messaging/formatting-message-text#mentioning-users */
function markup(mention: string): string {
  if (mention.startsWith('@')) return `<!${mention.slice(1)}>`;
  return mention.startsWith('S') ? `<!subteam^${mention}>` : `<@${mention}>`;
}

/** A header, or a section for a sentence that a header would cut. */
function headOf(line: string): readonly KnownBlock[] {
  return [measure(line) <= HEADER_LIMIT ? header(line) : section(line)];
}

/**
 * Text from events stands in plain text objects only, in which Slack formats, links and pings nothing. The sentence of
 * the first item is the message's own head.
 */
function attachment(item: DigestItem, messages: Messages, options: ComposeOptions, isFirst = false): MessageAttachment {
  const { language } = options;
  const line = shorten(lineOf(item, language), SENTENCE_LIMIT, measure);
  const further = furtherOf(item, language).map((text) => shorten(text, VALUE_LIMIT, measure));
  const fields = aboutItem(item, options).map(
    ({ label, value }) => `${label}\n${shorten(value, VALUE_LIMIT, measure)}`,
  );
  const { step, more, url, session } = stepOf(item, language);
  const link = eventLink(item.event);
  const links = [
    ...(link === undefined ? [] : [`<${link}|${escapeSlack(messages.openEvent)}>`]),
    ...(url === undefined ? [] : [`<${url}|${escapeSlack(messages.allSteps)}>`]),
  ];
  const blocks: KnownBlock[] = [
    ...(isFirst && further.length === 0 ? [] : [section([...(isFirst ? [] : [line]), ...further].join('\n'))]),
    { type: 'section', fields: fields.map((one) => plain(one, FIELD_LIMIT)) },
    ...(links.length === 0 ? [] : [linked(links)]),
    section([...stepLine(step, messages), ...(url === undefined ? [more] : []), ...session].join('\n')),
  ];
  return { color: COLOURS[item.severity], fallback: plain(line, FALLBACK_LIMIT).text, blocks };
}

/** Links of ours only. */
const linked = (links: readonly string[]): ContextBlock => ({
  type: 'context',
  elements: links.map((text) => ({ type: 'mrkdwn', text, verbatim: true })),
});

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
