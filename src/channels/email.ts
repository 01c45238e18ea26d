/** E-mail, by an SNS topic: plain text, a subject that every mail program takes. */
import type { DigestItem } from '../core/digest.ts';
import type { EmailSettings } from '../core/settings.ts';
import { clip } from '../core/text.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import { aboutItem, lineOf, titleOf } from './about.ts';
import type { Channel, ComposeOptions, SnsDelivery } from './channel.ts';
import { headlineOf, saidOf } from './digest-text.ts';
import { eventLink } from './event-link.ts';
import { pack } from './packing.ts';

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
    const worst = digest.items[0];
    const subject = subjectOf(worst === undefined ? undefined : worst, digest.items.length, digest.sample);
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
  // SNS answers by the SDK, not by HTTP that is judged here.
  judge: ({ status }) => (status === 200 ? { kind: 'sent' } : { kind: 'later', why: `SNS answered ${status}` }),
};

/** ASCII, one line, in English: that is all SNS takes for certain. Text from events is not in it. */
function subjectOf(worst: DigestItem | undefined, count: number, sample: boolean): string {
  const start = sample ? '[test] login-watch' : 'login-watch';
  const text =
    worst === undefined
      ? `${start}: nothing found`
      : `${start}: ${worst.severity}: ${worst.head.title.en}${count > 1 ? ` (+${count - 1} more)` : ''}`;
  return clip(text.replace(/[^\x20-\x7e]+/g, ' ').trim(), SUBJECT_LIMIT).replace(/…$/, '.');
}

function detailed(item: DigestItem, messages: Messages, options: ComposeOptions): string {
  const { language } = options;
  const fields = aboutItem(item, options).map(({ label, value }) => `  ${label}: ${value}`);
  const link = eventLink(item.event);
  const text = [titleOf(item, messages, language), `  ${lineOf(item, language)}`, ...fields].map(plain);
  return [...text, ...(link === undefined ? [] : [`  ${messages.openEvent}: ${link}`])].join('\n');
}

/** Mail programs link whatever looks like an address. */
const plain = (text: string) => text.replaceAll('://', ':／／');
