/** E-mail through an SNS topic: plain text, with a subject in the channel's language. */
import { eventLink } from '../core/record/event-link.ts';
import type { Language } from '../core/rule.ts';
import type { EmailSettings } from '../core/settings.ts';
import type { Digest, DigestItem } from '../core/stories/digest.ts';
import { clip } from '../core/text.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import { aboutItem, bareLineOf, firstLineOf, furtherOf, lineOf, stepLine, stepOf } from './about.ts';
import type { Channel, ComposeOptions, SnsDelivery } from './channel.ts';
import { saidOf } from './digest-text.ts';
import { pack } from './packing.ts';
import { later } from './verdicts.ts';

// https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: fewer than 100 characters; 262,144 bytes, of which a
// Japanese character takes three.
const SUBJECT_LIMIT = 99;
const BODY_BYTES = 200_000;
const DETAILED = 50;
const MOST_MESSAGES = 3;

export const email: Channel<EmailSettings> = {
  id: 'email',
  compose(digest, config, options) {
    const messages = messagesIn(options.language);
    const line = (item: DigestItem) => plain(lineOf(item, options.language));
    const packed = pack(digest, line, messages, {
      detailed: DETAILED,
      limit: BODY_BYTES,
      mostMessages: MOST_MESSAGES,
      measure: (text) => Buffer.byteLength(text),
      cost: (item) => Buffer.byteLength(detailed(item, messages, options, false)),
    });
    const first = {
      items: packed.detailed,
      body: [
        [firstLineOf(digest, options.language), ...saidOf(digest, messages, options.language)].map(plain).join('\n'),
        ...packed.detailed.map((item, index) => detailed(item, messages, options, index === 0)),
      ].join('\n\n'),
    };
    const others = packed.rest.map(({ items, lines, note }) => ({
      items,
      body: [...lines, ...(note === undefined ? [] : [note])].join('\n'),
    }));
    const subject = subjectOf(digest, messages, options.language);
    return [first, ...others].map(
      ({ items, body }): SnsDelivery => ({
        kind: 'sns',
        channel: 'email',
        to: config.name === undefined ? `email ${config.to.join(', ')}` : `email ${config.name}`,
        recipients: config.to,
        subject,
        body,
        findings: items.flatMap((item) => item.findings.map(({ id }) => id)),
      }),
    );
  },
  // SNS answers through the SDK; no HTTP answer of its reaches this.
  judge: ({ status }) =>
    status === 200 ? { kind: 'sent' } : later(({ answered, vendor }) => answered(vendor.email, String(status))),
};

/** The severity and the gravest sentence, which a phone shows. Of a long sentence the end is cut, not the count behind it. */
function subjectOf({ items, sample, notice }: Digest, messages: Messages, language: Language): string {
  const [worst, ...others] = items;
  const start = `${sample ? `${messages.test} ` : ''}${worst === undefined ? '' : `${messages.severity[worst.severity]}: `}`;
  const end = others.length > 0 ? messages.others(others.length) : '';
  const line =
    worst === undefined ? bareLineOf(notice, language) : lineOf(worst, language).slice(worst.mark.length + 1);
  const sentence = plain(line).replace(UNSENDABLE, ' ').trim();
  return `${start}${clip(sentence, SUBJECT_LIMIT - start.length - end.length)}${end}`;
}

/** SNS refuses line breaks and control characters in a subject; invisible characters are left out with them. */
const UNSENDABLE = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/** The sentence of the first item is the mail's first line. */
function detailed(item: DigestItem, messages: Messages, options: ComposeOptions, isFirst: boolean): string {
  const { language } = options;
  const fields = aboutItem(item, options).map(({ label, value }) => `  ${label}: ${value}`);
  const link = eventLink(item.event);
  const further = furtherOf(item, language).map((text) => `  ${text}`);
  const { step, more, url, session } = stepOf(item, language);
  return [
    ...[...(isFirst ? [] : [lineOf(item, language)]), ...further, ...fields].map(plain),
    ...(link === undefined ? [] : [`  ${messages.openEvent}: ${link}`]),
    ...stepLine(step, messages).map((text) => `  ${plain(text)}`),
    `  ${url === undefined ? plain(more) : more}`,
    ...session.map((line) => `  ${line}`),
  ].join('\n');
}

/** Breaks `://`, because mail programs link addresses. */
const plain = (text: string) => text.replaceAll('://', ':／／');
