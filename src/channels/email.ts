/** E-mail through an SNS topic: plain text, with a subject in the channel's language. */
import type { Digest, DigestItem } from '../core/digest.ts';
import type { Language } from '../core/rule.ts';
import type { EmailSettings } from '../core/settings.ts';
import { clip } from '../core/text.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import { aboutItem, lineOf, titleOf } from './about.ts';
import type { Channel, ComposeOptions, SnsDelivery } from './channel.ts';
import { headlineOf, saidOf } from './digest-text.ts';
import { eventLink } from './event-link.ts';
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
    });
    const first = {
      items: packed.detailed,
      body: [
        [headlineOf(digest.items, messages), ...saidOf(digest, messages)].map(plain).join('\n'),
        ...packed.detailed.map((item) => detailed(item, messages, options)),
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

/** One line with the worst item's title. Text from events isn't in it; the title of a rule of the user's own may be. */
function subjectOf({ items, sample }: Digest, { subject, severity }: Messages, language: Language): string {
  const [worst, ...others] = items;
  const said =
    worst === undefined
      ? subject.nothing
      : subject.worst(severity[worst.severity], worst.head.title[language], others.length);
  const text = `${sample ? `${subject.test} ` : ''}login-watch: ${said}`;
  return clip(text.replace(UNSENDABLE, ' ').trim(), SUBJECT_LIMIT);
}

/** SNS refuses line breaks and control characters in a subject; invisible characters are left out with them. */
const UNSENDABLE = /[\p{C}\p{Zl}\p{Zp}]+/gu;

function detailed(item: DigestItem, messages: Messages, options: ComposeOptions): string {
  const { language } = options;
  const fields = aboutItem(item, options).map(({ label, value }) => `  ${label}: ${value}`);
  const link = eventLink(item.event);
  const text = [titleOf(item, messages, language), `  ${lineOf(item, language)}`, ...fields].map(plain);
  return [...text, ...(link === undefined ? [] : [`  ${messages.openEvent}: ${link}`])].join('\n');
}

/** Breaks `://`, because mail programs link addresses. */
const plain = (text: string) => text.replaceAll('://', ':／／');
