/** The fields of an item in every alert, as label and value; channels differ only in their layout. */
import { accountText } from '../core/accounts.ts';
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

type Look = Pick<ComposeOptions, 'language' | 'timezone'>;

/** The most characters of a field; a name or a user agent may have any length. */
const VALUE_LIMIT = 200;

/** Text of an event for a field, before a channel's own escapes. */
function fieldText(text: string | undefined): string {
  return text === undefined || text.trim() === '' ? '-' : clip(visible(text), VALUE_LIMIT);
}

/** At most eight fields: principal, action, origin, time, account and region, MFA, browser, rules. */
export function aboutItem(item: DigestItem, { language, timezone }: Look): readonly Field[] {
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
    {
      label: label.account,
      value: `${fieldText(accountText(event.account, item.accountName))}, ${fieldText(event.region)}`,
    },
    // AWS doesn't know it for sign-ins through another identity provider; the field then says so.
    ...(event.signIn === undefined ? [] : [{ label: label.mfa, value: messages.mfa[event.mfa] }]),
    ...(event.userAgent === undefined
      ? []
      : [{ label: label.browser, value: fieldText(browserOf(event.userAgent) ?? event.userAgent) }]),
    { label: label.rule, value: fieldText(rules) },
  ];
}

/** The network's name or verdict; undefined for a service, which has no address. */
function networkOf({ name, verdict }: NetworkVerdict, messages: Messages): string | undefined {
  return name ?? (verdict === 'not-an-address' ? undefined : messages.network[verdict]);
}

/** The item's title with its severity: `🔴 Console sign-in … (high)`. */
export function titleOf({ head, mark, severity }: DigestItem, messages: Messages, language: 'en' | 'ja'): string {
  return `${mark} ${fieldText(head.title[language])} (${messages.severity[severity]})`;
}

/** One line for an item without details. */
export function lineOf(item: DigestItem, language: 'en' | 'ja'): string {
  return `${item.mark} ${fieldText(item.head.message[language])}`;
}
