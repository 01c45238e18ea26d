/** Discord, by webhook: embeds that carry the severity's colour. */
import { eventLink } from '../core/record/event-link.ts';
import type { Severity } from '../core/rule.ts';
import type { DiscordSettings } from '../core/settings.ts';
import type { DigestItem } from '../core/stories/digest.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import { aboutItem, firstLineOf, furtherOf, lineOf, stepOf } from './about.ts';
import { type Answer, type Channel, type ComposeOptions, type HttpDelivery, SECRET, type Verdict } from './channel.ts';
import { saidOf } from './digest-text.ts';
import { mentionsFor } from './mentions.ts';
import { pack, shorten } from './packing.ts';
import { retryAfterOf } from './retry-after.ts';
import { later, refused, unsendable } from './verdicts.ts';

// https://discord.com/developers/docs/resources/message#embed-object-embed-limits
const CONTENT_LIMIT = 2_000;
const TITLE_LIMIT = 256;
const DESCRIPTION_LIMIT = 4_096;
const FIELD_NAME_LIMIT = 256;
/** All text of a message's embeds together is 6,000 characters; an item has at most 4,500 here. */
const DETAILED = 4;
const ITEM_TEXT = 300;
const DEEDS_TEXT = 1_500;
const VALUE_TEXT = 150;
const MOST_MESSAGES = 8;

const COLOURS: Readonly<Record<Severity, number>> = {
  critical: 0x8b0000,
  high: 0xd93025,
  medium: 0xe8830c,
  low: 0x1a73e8,
  info: 0x188038,
};

export const discord: Channel<DiscordSettings> = {
  id: 'discord',
  compose(digest, config, options) {
    const messages = messagesIn(options.language);
    const line = (item: DigestItem) => lineOf(item, options.language);
    const packed = pack(digest, line, messages, {
      detailed: DETAILED,
      limit: DESCRIPTION_LIMIT - 200,
      mostMessages: MOST_MESSAGES,
      measure,
      cost: (item) => lengthOf(embed(item, messages, options, false)),
    });
    const intro = [firstLineOf(digest, options.language), ...saidOf(digest, messages, options.language)].join('\n');
    const mentions = mentionsFor(config.mention, digest.items[0]?.severity);
    const first = {
      items: packed.detailed,
      payload: {
        content: withMentions(intro, mentions),
        allowed_mentions: allowed(mentions),
        embeds: packed.detailed.map((item, index) => embed(item, messages, options, index === 0)),
      },
    };
    const others = packed.rest.map(({ items, lines, note }) => ({
      items,
      payload: {
        allowed_mentions: allowed([]),
        embeds: [{ description: plain([...lines, ...(note === undefined ? [] : [note])].join('\n')) }],
      },
    }));
    return [first, ...others].map(({ items, payload }) => delivery(config, payload, items));
  },
  judge,
};

function delivery(config: DiscordSettings, payload: object, items: readonly DigestItem[]): HttpDelivery {
  return {
    kind: 'http',
    channel: 'discord',
    to: config.name === undefined ? 'discord' : `discord ${config.name}`,
    secret: config.webhook,
    url: SECRET,
    ...(config.host === undefined ? {} : { host: config.host }),
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(payload),
    findings: items.flatMap((item) => item.findings.map(({ id }) => id)),
  };
}

/** Discord then parses no other mention: https://discord.com/developers/docs/resources/message#allowed-mentions-object */
function allowed(mentions: readonly string[]) {
  const ids = (start: RegExp) => mentions.filter((one) => start.test(one)).map((one) => one.replace('&', ''));
  const [users, roles] = [ids(/^\d/), ids(/^&/)];
  return {
    parse: mentions.some(isForAll) ? ['everyone'] : [],
    ...(users.length === 0 ? {} : { users }),
    ...(roles.length === 0 ? {} : { roles }),
  };
}

const isForAll = (mention: string) => mention.startsWith('@');

/**
 * The mentions stand behind the text. If they allow `@here`, the text's own @ is replaced: until March 2026 a backslash
 * before `@everyone` didn't keep Discord from pinging. https://discord.com/blog/discord-patch-notes-march-6-2026
 */
function withMentions(text: string, mentions: readonly string[]): string {
  const tail = mentions.map((one) => `\n${isForAll(one) ? one : `<@${one}>`}`).join('');
  const said = mentions.some(isForAll) ? text.replaceAll('@', '＠') : text;
  return `${short(said, CONTENT_LIMIT - tail.length)}${tail}`;
}

/** The sentence of the first item is the message's own text. */
function embed(item: DigestItem, messages: Messages, options: ComposeOptions, isFirst: boolean): object {
  const { language } = options;
  const link = eventLink(item.event);
  const further = furtherOf(item, language).join('\n');
  const { step = '', more, url, session } = stepOf(item, language);
  return {
    ...(isFirst ? titled(link, messages) : { title: short(lineOf(item, language), TITLE_LIMIT) }),
    ...(further === '' ? {} : { description: short(further, DEEDS_TEXT) }),
    color: COLOURS[item.severity],
    timestamp: item.event.time,
    ...(link === undefined ? {} : { url: link }),
    fields: [
      ...aboutItem(item, options).map(({ label, value }) => ({
        name: short(label, FIELD_NAME_LIMIT),
        value: short(value, VALUE_TEXT),
        inline: true,
      })),
      {
        name: messages.firstStep,
        value: [short(step, ITEM_TEXT), url ?? short(more, VALUE_TEXT), ...session]
          .filter((one) => one !== '')
          .join('\n'),
        inline: false,
      },
    ],
  };
}

/** A title of ours is the link to the event. */
const titled = (link: string | undefined, messages: Messages) =>
  link === undefined ? {} : { title: messages.openEvent };

/** The length of all text in an embed: https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
function lengthOf(part: unknown): number {
  if (typeof part === 'string') return part.length;
  if (typeof part !== 'object' || part === null) return 0;
  return Object.values(part).reduce((sum: number, inner) => sum + lengthOf(inner), 0);
}

const measure = (text: string) => plain(text).length;
const short = (text: string, limit: number) => plain(shorten(text, limit, measure));

/** Escapes every character of Markdown, and breaks `://`, because Discord links bare addresses too. */
function plain(text: string): string {
  return text.replace(/[\\*_~`|>#<@[\]()-]/g, (character) => `\\${character}`).replaceAll('://', ':／／');
}

/** https://discord.com/developers/docs/resources/webhook#execute-webhook: 204, or 200 with the message where it was waited for. */
function judge({ status, headers, body }: Answer): Verdict {
  const isMessage = status === 200 && /^\s*\{[\s\S]*"id"\s*:/.test(body) && !/"code"\s*:\s*\d/.test(body);
  if (status === 204 || isMessage) return { kind: 'sent' };
  if (status === 429)
    return later(({ asksToWait, vendor }) => asksToWait(vendor.discord, status), retryAfterOf(headers, body));
  if (status >= 500) return later(({ inTrouble, vendor }) => inTrouble(vendor.discord, String(status)));
  const explained = ([200, 400, 401, 404] as const).find((one) => one === status) ?? 'other';
  return (status === 400 && FAULTY.test(body) ? unsendable : refused)(
    ({ answered, vendor }) => answered(vendor.discord, String(status)),
    (words) => words.discord[explained],
  );
}

/**
 * Codes for what is wrong with the message itself: entity too large, empty, invalid form body, invalid JSON.
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
const FAULTY = /"code"\s*:\s*(?:40005|50006|50035|50109)\b/;
