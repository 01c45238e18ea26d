/** Converts between the file's plain data and the settings of all other code. */
import { isDeepStrictEqual } from 'node:util';
import { type ChannelSettings, DEFAULT_SETTINGS, type HealthSettings, type Settings } from '../core/settings.ts';
import type { RawChannel } from './channel-schema.ts';
import type { RawSettings } from './schema.ts';

export type Section = keyof Settings;

/** In the order in which people read them. */
const ORDER = {
  name: true,
  language: true,
  timezone: true,
  trusted: true,
  pipelines: true,
  trail: true,
  channels: true,
  health: true,
  table: true,
  businessHours: true,
  rules: true,
  own: true,
  watched: true,
  accounts: true,
  people: true,
  names: true,
  breakGlass: true,
  mailDomains: true,
  schedulerRole: true,
} as const satisfies Record<Section, true>;

const isSection = (key: string): key is Section => Object.hasOwn(ORDER, key);
export const SECTIONS: readonly Section[] = Object.keys(ORDER).filter(isSection);

/** Plain data, as YAML holds it. */
export type Raw = Readonly<Record<string, unknown>>;

/** Settings that differ from the defaults, and those chosen although they don't. */
export function toRaw(settings: Settings, chosen: readonly Section[] = []): Raw {
  const told = SECTIONS.filter((key) => {
    const value: unknown = settings[key];
    if (value === undefined) return false;
    const standard: unknown = Reflect.get(DEFAULT_SETTINGS, key);
    return chosen.includes(key) || !isDeepStrictEqual(value, standard);
  });
  return Object.fromEntries(told.map((key) => [key, rawSection(key, settings[key])]));
}

/** Channels lose the tag of their kind; all else stands as it is. */
function rawSection(key: Section, value: Settings[Section]): unknown {
  if (key === 'channels' && Array.isArray(value)) return value.map(rawChannel);
  return key === 'health' ? rawHealth(Object(value)) : value;
}

const rawHealth = ({ channel, ...health }: HealthSettings): Raw =>
  channel === undefined ? health : { ...health, channel: rawChannel(channel) };

export function rawChannel({ kind: _, ...channel }: ChannelSettings): Raw {
  return channel;
}

/**
 * Checked data as settings: defaults filled in, channels tagged by their kind. The only casts are here: data parsed as
 * an
 * event pattern, or refined to hold one key, has wider types in zod.
 */
export function toSettings({ $schema: _, channels = [], health, ...given }: RawSettings): Settings {
  const { channel, ...others } = health ?? {};
  const ofHealth = health && { health: { ...others, ...(channel === undefined ? {} : { channel: tagged(channel) }) } };
  return { ...DEFAULT_SETTINGS, ...given, ...ofHealth, channels: channels.map(tagged) } as Settings;
}

function tagged(channel: RawChannel): ChannelSettings {
  const kind = Object.keys(channel)[0];
  return { kind, ...channel } as ChannelSettings;
}
