/** A digest through the settings' channels: who is told what, in which language, as deliveries. */
import { countBySeverity, type Digest, type DigestItem, rank } from '../core/digest.ts';
import type { ChannelSettings, Settings } from '../core/settings.ts';
import type { Answer, ComposeOptions, Delivery, Verdict } from './channel.ts';
import { chatwork } from './chatwork.ts';
import { discord } from './discord.ts';
import { email } from './email.ts';
import { slack } from './slack.ts';
import { teams } from './teams.ts';
import { webhook } from './webhook.ts';

/** Composes for one configured channel. Nobody is told nothing: without items left after routing there is no delivery. */
export function composeFor(channel: ChannelSettings, digest: Digest, settings: Settings): readonly Delivery[] {
  const routing = routingOf(channel);
  const options: ComposeOptions = {
    language: routing.language ?? settings.language,
    timezone: settings.timezone,
    from: routing.from ?? 'info',
  };
  const routed = digest.sample ? digest : route(digest, channel);
  if (routed.items.length === 0) return [];
  switch (channel.kind) {
    case 'slack':
      return slack.compose(routed, channel.slack, options);
    case 'chatwork':
      return chatwork.compose(routed, channel.chatwork, options);
    case 'teams':
      return teams.compose(routed, channel.teams, options);
    case 'discord':
      return discord.compose(routed, channel.discord, options);
    case 'webhook':
      return webhook.compose(routed, channel.webhook, options);
    case 'email':
      return email.compose(routed, channel.email, options);
  }
}

const JUDGES: Readonly<Record<string, (answer: Answer) => Verdict>> = Object.fromEntries(
  [slack, chatwork, teams, discord, webhook, email].map(({ id, judge }) => [id, judge]),
);

/** What the vendor's answer means. */
export function judge(channel: string, answer: Answer): Verdict {
  const verdict = JUDGES[channel]?.(answer);
  if (verdict === undefined) throw new RangeError(`no channel is called ${channel}`);
  return verdict;
}

/** What all kinds have in common: severity, rules, language. */
export function routingOf(channel: ChannelSettings) {
  switch (channel.kind) {
    case 'slack':
      return channel.slack;
    case 'chatwork':
      return channel.chatwork;
    case 'teams':
      return channel.teams;
    case 'discord':
      return channel.discord;
    case 'webhook':
      return channel.webhook;
    case 'email':
      return channel.email;
  }
}

/** Leaves out the items, and the findings in them, that this channel is not told. */
function route(digest: Digest, channel: ChannelSettings): Digest {
  const { from = 'info', rules, except = [] } = routingOf(channel);
  const isFor = (names: readonly string[], { rule }: DigestItem['head']) =>
    names.includes(rule.id) || names.includes(rule.theme);
  const items = digest.items.flatMap((item) => {
    const findings = item.findings.filter(
      (finding) =>
        rank(finding.severity) <= rank(from) &&
        (rules === undefined || isFor(rules, finding)) &&
        !isFor(except, finding),
    );
    const head = findings[0];
    return head === undefined ? [] : [{ ...item, head, findings, severity: head.severity, mark: head.mark }];
  });
  return { ...digest, items, counts: countBySeverity(items.flatMap(({ findings }) => findings)) };
}
