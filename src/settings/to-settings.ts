/** What was checked -> the settings that everything else knows: defaults filled in, channels tagged by their kind. */
import { type ChannelSettings, DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import type { RawChannel } from './channel-schema.ts';
import type { RawSettings } from './schema.ts';

/** The one place that asserts: what is parsed here as an event pattern, or refined to hold one key, zod types more widely. */
export function toSettings({ $schema: _, channels = [], ...given }: RawSettings): Settings {
  return { ...DEFAULT_SETTINGS, ...given, channels: channels.map(tagged) } as Settings;
}

function tagged(channel: RawChannel): ChannelSettings {
  const kind = Object.keys(channel)[0];
  return { kind, ...channel } as ChannelSettings;
}
