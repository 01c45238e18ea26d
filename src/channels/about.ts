/** What every alert tells of an item, as label and value; channels differ only in how they write it. */
import { browserOf } from '../core/browser.ts';
import type { DigestItem } from '../core/digest.ts';
import type { NetworkVerdict } from '../core/rule.ts';
import { whom } from '../core/say.ts';
import { clip, visible } from '../core/text.ts';
import { formatTime } from '../core/time.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import type { ComposeOptions } from './channel.ts';

export interface Field {
  readonly label: string;
  readonly value: string;
}

type Told = Pick<ComposeOptions, 'language' | 'timezone'>;

/** A name or a user agent may have any length; a field shows this much. */
const VALUE_LIMIT = 200;

/** Text of an event as it may stand in a field, before a channel's own escapes. */
function fieldText(text: string | undefined): string {
  return text === undefined || text.trim() === '' ? '-' : clip(visible(text), VALUE_LIMIT);
}

/** Who, what, from where, when, region and account, MFA, browser, rules: at most eight. */
export function aboutItem(item: DigestItem, { language, timezone }: Told): readonly Field[] {
  const { event, head, count, from, to } = item;
  const messages = messagesIn(language);
  const { label } = messages;
  const time = (iso: string) => formatTime(Date.parse(iso), timezone);
  const where = fieldText(event.origin.text);
  const network = networkOf(head.network, messages);
  const rules = [...new Set(item.findings.map(({ rule }) => rule.id))].join(', ');
  return [
    { label: label.who, value: whom[language](event) },
    { label: label.what, value: `${fieldText(event.name)} (${fieldText(event.source)})` },
    { label: label.where, value: network === undefined ? where : `${where} (${fieldText(network)})` },
    { label: label.when, value: count > 1 ? messages.times(count, time(from), time(to)) : time(event.time) },
    { label: label.account, value: `${fieldText(event.account)}, ${fieldText(event.region)}` },
    // Of sign-ins through another identity provider AWS doesn't know it; then that is what is told.
    ...(event.signIn === undefined ? [] : [{ label: label.mfa, value: messages.mfa[event.mfa] }]),
    ...(event.userAgent === undefined
      ? []
      : [{ label: label.browser, value: fieldText(browserOf(event.userAgent) ?? event.userAgent) }]),
    { label: label.rule, value: fieldText(rules) },
  ];
}

/** Of a service there is no network to tell. */
function networkOf({ name, verdict }: NetworkVerdict, messages: Messages): string | undefined {
  return name ?? (verdict === 'not-an-address' ? undefined : messages.network[verdict]);
}

/** The item's title with how bad it is: `🔴 Console sign-in … (high)`. */
export function titleOf({ head, mark, severity }: DigestItem, messages: Messages, language: 'en' | 'ja'): string {
  return `${mark} ${fieldText(head.title[language])} (${messages.severity[severity]})`;
}

/** One line for an item that is only summed up. */
export function lineOf(item: DigestItem, language: 'en' | 'ja'): string {
  return `${item.mark} ${fieldText(item.head.message[language])}`;
}
