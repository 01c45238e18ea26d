/** Composes a digest for the settings' channels: routing, language, deliveries. */
import { hasHealthTopic, healthList } from '../core/mail-lists.ts';
import type { Finding } from '../core/rule.ts';
import {
  CHANNEL_KINDS,
  type ChannelKind,
  type ChannelSettings,
  type Settings,
  type SettingsByKind,
} from '../core/settings.ts';
import { countBySeverity, type Digest, type DigestItem, rank } from '../core/stories/digest.ts';
import type { Answer, Channel, ComposeOptions, Delivery, Verdict } from './channel.ts';
import { chatwork } from './chatwork.ts';
import { discord } from './discord.ts';
import { email } from './email.ts';
import { pagerduty } from './pagerduty.ts';
import { retryAfterOf } from './retry-after.ts';
import { fromOf, routingOf, settingsOf } from './secrets-of.ts';
import { slack } from './slack.ts';
import { teams } from './teams.ts';
import { later, refusedFor } from './verdicts.ts';
import { webhook } from './webhook.ts';

const CHANNELS: { readonly [K in ChannelKind]: Channel<SettingsByKind[K]> } = {
  slack,
  chatwork,
  teams,
  discord,
  pagerduty,
  webhook,
  email,
};

/** Composes for one configured channel. Returns no delivery if routing leaves no item. */
export function composeFor(channel: ChannelSettings, digest: Digest, settings: Settings): readonly Delivery[] {
  const routing = routingOf(channel);
  const options: ComposeOptions = {
    language: routing.language ?? settings.language,
    timezone: settings.timezone,
    from: fromOf(channel),
  };
  const routed = digest.sample ? digest : route(digest, channel);
  if (routed.items.length === 0 && routed.notice === undefined) return [];
  return composeAs(channel.kind, channel, routed, options);
}

function composeAs<K extends ChannelKind>(
  kind: K,
  channel: Partial<SettingsByKind>,
  digest: Digest,
  options: ComposeOptions,
): readonly Delivery[] {
  return CHANNELS[kind].compose(digest, settingsOf(kind, channel), options);
}

/** Composes a notice for those who hear that the notifier is unwell; nothing if the settings name none. */
export function composeForHealth(digest: Digest, settings: Settings): readonly Delivery[] {
  if (!hasHealthTopic(settings)) return [];
  const { isGood = false, isHeartbeat = false, about = '' } = digest.notice ?? {};
  const health = { kind: isHeartbeat ? 'heartbeat' : isGood ? 'good' : 'trouble', about } as const;
  const channel: ChannelSettings = { kind: 'email', email: { to: healthList(settings), name: 'health' } };
  return composeFor(channel, digest, settings).map((one) => (one.kind === 'sns' ? { ...one, health } : one));
}

/** No vendor takes a message with a web page. By the body: frameworks call short texts `text/html` too. */
const WEB_PAGE =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|script|div|h\d)\b/i;

/** Request Timeout, Misdirected Request, Too Early: https://www.rfc-editor.org/rfc/rfc9110#section-15.5 and RFC 8470. */
const AGAIN: readonly number[] = [408, 421, 425];
const TOO_LARGE = 413;

/** Judges a vendor's answer. */
export function judge(channel: string, answer: Answer): Verdict {
  const kind = CHANNEL_KINDS.find((one) => one === channel);
  if (kind === undefined) throw new RangeError(`no channel is called ${channel}`);
  const { status, headers, body } = answer;
  if (status >= 200 && status < 300 && WEB_PAGE.test(body)) {
    return refusedFor(({ webPage, vendor }) => webPage(vendor[kind], status));
  }
  if (AGAIN.includes(status)) {
    return later(({ inTrouble, vendor }) => inTrouble(vendor[kind], String(status)), retryAfterOf(headers, body));
  }
  const verdict = CHANNELS[kind].judge(answer);
  return verdict.kind === 'refused' && status === TOO_LARGE ? { ...verdict, final: true } : verdict;
}

/** The findings that a channel gets, by severity and rule. */
export function routeOf(channel: ChannelSettings): (finding: Finding) => boolean {
  const { rules, except = [] } = routingOf(channel);
  const from = fromOf(channel);
  const isFor = (names: readonly string[], { rule }: Finding) => names.includes(rule.id) || names.includes(rule.theme);
  return (finding) =>
    rank(finding.severity) <= rank(from) && (rules === undefined || isFor(rules, finding)) && !isFor(except, finding);
}

/** Leaves out the items, and the findings in them, that are not for this channel. */
function route(digest: Digest, channel: ChannelSettings): Digest {
  const isRouted = routeOf(channel);
  const items = digest.items.flatMap((item): DigestItem[] => {
    const findings = item.findings.filter(isRouted);
    const head = findings[0];
    if (head === undefined) return [];
    const deeds = item.deeds.map((deed) => deed.filter(isRouted)).filter((deed) => deed.length > 0);
    return [{ ...item, head, findings, deeds, severity: head.severity, mark: head.mark }];
  });
  return { ...digest, items, counts: countBySeverity(items.flatMap(({ findings }) => findings)) };
}
