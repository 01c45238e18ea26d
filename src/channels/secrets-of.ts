/** One configured channel: its settings, the secrets it needs, and their places. */
import type { Severity } from '../core/rule.ts';
import type {
  ChannelKind,
  ChannelSettings,
  Routing,
  SecretReference,
  Settings,
  SettingsByKind,
} from '../core/settings.ts';
import { FACTS, factsOf, isSecretKind, type KindWithSecret, type SecretKind, WITH_SECRET } from './kinds.ts';

/** The settings under the kind's own key. */
export function settingsOf<K extends ChannelKind>(kind: K, channel: Partial<SettingsByKind>): SettingsByKind[K] {
  const own = channel[kind];
  if (own === undefined) throw new RangeError(`this channel has no settings of ${kind}`);
  return own;
}

/** The settings that all kinds have: severity, rules, language. */
export const routingOf = (channel: ChannelSettings): Routing => settingsOf(channel.kind, channel);

/** The lowest severity that the channel gets. */
export const fromOf = (channel: ChannelSettings): Severity =>
  routingOf(channel).from ?? factsOf(channel.kind).from ?? 'info';

export interface NamedSecret {
  readonly kind: SecretKind;
  readonly place: SecretReference;
  /** The host of one's own at which the URL may be. */
  readonly host: string | undefined;
}

/** All channels that the settings name: where alerts go, and the second channel of the notifier's health. */
export const allChannels = ({ channels, health }: Pick<Settings, 'channels' | 'health'>): readonly ChannelSettings[] =>
  health?.channel === undefined ? channels : [...channels, health.channel];

/** The places of the channel's secrets, the required one first. */
export const secretsOf = (channel: ChannelSettings): readonly NamedSecret[] => secretsUnder(channel.kind, channel);

function secretsUnder<K extends ChannelKind>(kind: K, channel: Partial<SettingsByKind>): readonly NamedSecret[] {
  const own = settingsOf(kind, channel);
  return Object.entries(FACTS[kind].secrets).flatMap(([name, { of }]) => {
    const place = of(own);
    return place === undefined || !isSecretKind(name) ? [] : [{ kind: name, place, host: hostIn(own) }];
  });
}

const hostIn = (own: object): string | undefined =>
  'host' in own && typeof own.host === 'string' ? own.host : undefined;

/** The first host of one's own that a channel of the kind may be at. */
export const hostFor = (kind: ChannelKind, channels: readonly ChannelSettings[]): string | undefined =>
  channels.flatMap(secretsOf).find((secret) => secret.kind === kind && secret.host !== undefined)?.host;

/** True if the value itself, and not the vendor alone, says where messages go. */
export const choosesHost = ({ kind, host }: NamedSecret): boolean => kind === 'webhook' || host !== undefined;

const SSM = 'ssm:';

/** The names of the parameters that hold the channels' secrets, each with a leading slash. */
export const parametersOf = (channels: readonly ChannelSettings[]): readonly string[] =>
  parametersIn(channels.flatMap(secretsOf));

export function parametersIn(secrets: readonly NamedSecret[]): readonly string[] {
  const names = secrets.flatMap(({ place }) => {
    if (!place.startsWith(SSM)) return [];
    const name = place.slice(SSM.length);
    return [name.startsWith('/') ? name : `/${name}`];
  });
  return [...new Set(names)].toSorted();
}

/** The kind's first channel, or a new one, with its main secret at this place and all else as before. */
export function withSecret<K extends KindWithSecret>(
  kind: K,
  channels: readonly ChannelSettings[],
  place: SecretReference,
): ChannelSettings {
  const before: Partial<SettingsByKind> = channels.find((channel) => channel.kind === kind) ?? {};
  return WITH_SECRET[kind].withSecret(before[kind], place);
}

/** The channel with a host of one's own, if its kind may have one. */
export function withHost(channel: ChannelSettings, host: string | undefined): ChannelSettings {
  if (host === undefined) return channel;
  switch (channel.kind) {
    case 'slack':
      return { ...channel, slack: { ...channel.slack, host } };
    case 'teams':
      return { ...channel, teams: { ...channel.teams, host } };
    case 'discord':
      return { ...channel, discord: { ...channel.discord, host } };
    default:
      return channel;
  }
}
