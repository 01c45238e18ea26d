/** What was checked -> the settings that everything else knows: defaults filled in, channels tagged by their kind. */
import { type ChannelSettings, DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import type { RawChannel } from './channel-schema.ts';
import type { RawSettings } from './schema.ts';

/** The one place that asserts: zod's types say `undefined` where ours say "left out", and a string where it checked a form. */
export function toSettings(raw: RawSettings): Settings {
  const { $schema: _, channels, ...rest } = raw;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== null));
  return { ...DEFAULT_SETTINGS, ...given, channels: (channels ?? []).map(tagged) } as Settings;
}

function tagged(channel: RawChannel): ChannelSettings {
  const kind = Object.keys(channel)[0];
  return { kind, ...channel } as ChannelSettings;
}
