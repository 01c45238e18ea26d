/** Consent in `init`: what was typed needs none, and what the settings file brought is asked about as anywhere. */
import { allChannels } from '../../channels/secrets-of.ts';
import type { ChannelSettings, SecretReference, Settings } from '../../core/settings.ts';
import type { Host } from '../../host.ts';
import { allow, allowedFor } from '../../settings/consents.ts';
import type { GlobalOptions } from '../shared/command.ts';
import type { SettingsInForce } from '../shared/consent/consent.ts';
import { confirmHosts, type ReadSecret, secretsFor } from '../shared/consent/secrets.ts';
import { settingsFile } from './settings-file.ts';
import type { SecretSource } from './state/answers.ts';
import type { SettingsFile } from './state/context.ts';

/** Options of `init` that are part of the answer. */
export interface ConsentingOptions extends GlobalOptions {
  /** `--yes`: no question is asked. */
  readonly yes: boolean;
  readonly secrets: readonly SecretSource[];
}

export interface InitConsent {
  /** Allows the host of a secret that was typed, if it is a URL. */
  readonly typed: (value: string) => void;
  readonly secretsFor: (channel: ChannelSettings, given: ReadonlyMap<SecretReference, string>) => Promise<ReadSecret>;
  readonly confirmHosts: (settings: Settings) => Promise<void>;
  /** Keeps for the written file what was allowed to the one before it, and typed. */
  readonly keep: (file: SettingsFile, settings: Settings) => Promise<void>;
}

export function initConsent(options: ConsentingOptions, host: Host): InitConsent {
  const hosts = new Set<string>();
  const typedPlaces = options.secrets.map(({ from, name }): SecretReference => `${from}:${name}`);
  const own = () => ({
    ...options,
    allowHost: [...(options.allowHost ?? []), ...hosts],
    typedPlaces,
    asksNothing: options.yes,
  });
  return {
    typed: (value) => void (URL.canParse(value) && hosts.add(new URL(value).host)),
    secretsFor: async (channel, given) => secretsFor([channel], await inForce(options, host), own(), host, given),
    confirmHosts: async (settings) => {
      const { channels } = settings;
      await confirmHosts({ ...(await inForce(options, host)), channels }, allChannels(settings), own(), host);
    },
    async keep({ path, before }, { channels }) {
      const earlier = before && (await allowedFor({ file: path, channels: before.settings.channels }, host.env));
      const after = { env: earlier?.env ?? [], hosts: [...new Set([...(earlier?.hosts ?? []), ...hosts])] };
      if (after.env.length + after.hosts.length > 0) await allow({ file: path, channels }, after, host.env);
    },
  };
}

async function inForce(options: ConsentingOptions, host: Host): Promise<SettingsInForce> {
  const { path, before } = await settingsFile(options, host);
  return before === undefined ? { file: undefined, channels: [] } : { file: path, channels: before.settings.channels };
}
