/** The secrets of channels, read with the user's consent. */
import { choosesHost, type NamedSecret, secretsOf } from '../../../channels/secrets-of.ts';
import { EXIT } from '../../../core/exit.ts';
import type { ChannelSettings, SecretReference } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import type { Host } from '../../../host.ts';
import { askConsent, type ConsentOptions, type SettingsInForce, type Use } from './consent.ts';
import { readSecret, type SecretOptions, variableOf } from './read-secret.ts';

/** Throws a `UserError` that holds nothing of the secret. */
export type ReadSecret = (place: SecretReference) => Promise<string>;

interface Options extends ConsentOptions, SecretOptions {}

const NONE: ReadonlyMap<SecretReference, string> = new Map();

/**
 * Asks for consent before anything else happens. A secret that can't be had is an error of its own channel, when it is
 * sent. `given`: values from the command line or a prompt, which need no consent.
 */
export async function secretsFor(
  channels: readonly ChannelSettings[],
  inForce: SettingsInForce,
  options: Options,
  host: Host,
  given: ReadonlyMap<SecretReference, string> = NONE,
): Promise<ReadSecret> {
  const named = channels.flatMap(secretsOf).filter(({ place }) => !given.has(place));
  const read = readerOf(named, options, host);
  await askConsent(await Promise.all(named.map((secret) => useOf(secret, read))), inForce, options, host);
  return async (place) => given.get(place) ?? read(place);
}

/** Consent to the hosts that the deployed functions will send to: they can't ask. `all`: every channel that they use. */
export async function confirmHosts(
  inForce: SettingsInForce,
  all: readonly ChannelSettings[],
  options: Options,
  host: Host,
): Promise<void> {
  const named = all.flatMap(secretsOf).filter(({ place }) => variableOf(place) === undefined);
  const read = readerOf(named, options, host);
  // Whether a parameter that isn't there yet is missed, other checks say; one that AWS won't show could lead anywhere.
  const uses = named.map((secret) => useOf(secret, read, ({ exit }) => exit !== EXIT.refused));
  await askConsent(await Promise.all(uses), inForce, options, host);
}

/** Reads each place once. */
function readerOf(named: readonly NamedSecret[], options: Options, host: Host): ReadSecret {
  const known = new Map<SecretReference, Promise<string>>();
  return (place) => {
    const uses = named.filter((one) => one.place === place);
    const value = known.get(place) ?? readSecret(place, uses, options, host);
    known.set(place, value);
    return value;
  };
}

/** Secrets in AWS are read beforehand only where they choose the host. */
async function useOf(
  secret: NamedSecret,
  read: ReadSecret,
  isTakenAsMissing: (error: UserError) => boolean = () => true,
): Promise<Use> {
  if (variableOf(secret.place) === undefined && !choosesHost(secret)) return { ...secret, value: undefined };
  try {
    return { ...secret, value: (await read(secret.place)).trim() };
  } catch (error) {
    if (error instanceof UserError && isTakenAsMissing(error)) return { ...secret, value: undefined };
    throw error;
  }
}
