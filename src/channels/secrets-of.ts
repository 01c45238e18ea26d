/** Which secrets the channels need, and where they are kept. */
import type { ChannelSettings, SecretReference } from '../core/settings.ts';

const SSM = 'ssm:';

/** Names of the parameters that hold the channels' secrets, each with its leading slash. */
export function parametersOf(channels: readonly ChannelSettings[]): readonly string[] {
  const names = channels.flatMap(secretsOf).flatMap((reference) => {
    if (!reference.startsWith(SSM)) return [];
    const name = reference.slice(SSM.length);
    return [name.startsWith('/') ? name : `/${name}`];
  });
  return [...new Set(names)].toSorted();
}

/** Where the channel's secrets are kept: the one that it can't do without first. */
export function secretsOf(channel: ChannelSettings): readonly SecretReference[] {
  switch (channel.kind) {
    case 'slack':
      return [channel.slack.webhook];
    case 'chatwork':
      return [channel.chatwork.token];
    case 'teams':
      return [channel.teams.webhook];
    case 'discord':
      return [channel.discord.webhook];
    case 'webhook':
      return [channel.webhook.url, ...(channel.webhook.secret === undefined ? [] : [channel.webhook.secret])];
    case 'email':
      return [];
  }
}
