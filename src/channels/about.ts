/** What every alert tells of an item, as label and value; channels differ only in how they write it. */
import { browserOf } from '../core/browser.ts';
import type { DigestItem } from '../core/digest.ts';
import { clip, visible } from '../core/text.ts';
import { formatTime } from '../core/time.ts';
import type { Messages } from '../messages/messages.ts';

export interface Field {
  readonly label: string;
  readonly value: string;
}

/** A name or a user agent may have any length; a field shows this much. */
const VALUE_LIMIT = 200;

/** Text of an event as it may stand in a field, before a channel's own escapes. */
function fieldText(text: string | undefined): string {
  return text === undefined || text.trim() === '' ? '-' : clip(visible(text), VALUE_LIMIT);
}

/** Who, from where, when, MFA, browser, region and account, rules. */
export function aboutItem(item: DigestItem, messages: Messages, timezone: string): readonly Field[] {
  const { event, head, count, from, to } = item;
  const { label } = messages;
  const time = (iso: string) => formatTime(Date.parse(iso), timezone);
  const network = head.network.name ?? messages.network[head.network.verdict];
  const rules = [...new Set(item.findings.map(({ rule }) => rule.id))].join(', ');
  const isSignIn = event.signIn !== undefined && event.mfa !== 'unknown';
  return [
    { label: label.who, value: fieldText(event.actor.hidden ? '-' : event.actor.name) },
    { label: label.where, value: `${fieldText(event.origin.text)} (${fieldText(network)})` },
    { label: label.when, value: count > 1 ? messages.times(count, time(from), time(to)) : time(event.time) },
    { label: label.account, value: `${fieldText(event.account)}, ${fieldText(event.region)}` },
    ...(isSignIn ? [{ label: label.mfa, value: messages.mfa[event.mfa] }] : []),
    ...(event.userAgent === undefined
      ? []
      : [{ label: label.browser, value: fieldText(browserOf(event.userAgent) ?? event.userAgent) }]),
    { label: label.rule, value: fieldText(rules) },
  ];
}

/** The item's title with how bad it is: `🔴 Console sign-in … (high)`. */
export function titleOf({ head, mark, severity }: DigestItem, messages: Messages, language: 'en' | 'ja'): string {
  return `${mark} ${fieldText(head.title[language])} (${messages.severity[severity]})`;
}

/** One line for an item that is only summed up. */
export function lineOf(item: DigestItem, language: 'en' | 'ja'): string {
  return `${item.mark} ${fieldText(item.head.message[language])}`;
}
