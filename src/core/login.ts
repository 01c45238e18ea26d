/** A sign-in as the login table keeps it. */
import { parseAddress, parseNetworks } from './network.ts';
import type { NetworkVerdict } from './rule.ts';
import type { TrustedNetwork } from './settings.ts';

/** All fields are texts; unknown ones are empty. */
export interface Login {
  /** ISO 8601, UTC. */
  readonly time: string;
  /** The same on the clock of that day's settings. */
  readonly localTime: string;
  readonly account: string;
  /** Empty if it isn't known. */
  readonly accountName: string;
  readonly region: string;
  readonly user: string;
  readonly userKind: string;
  /** The human behind the user, if the name is known. */
  readonly person: string;
  /** The id of the person in the identity store of Identity Center. */
  readonly personId: string;
  /** The id of that identity store. */
  readonly personStore: string;
  /** `permission-set Admin > session taro` */
  readonly via: string;
  readonly address: string;
  /** `trusted`, `trusted: Tokyo office`, `untrusted`, `not-judged`, `not-an-address` */
  readonly network: string;
  readonly event: string;
  readonly outcome: string;
  readonly mfa: string;
  readonly agent: string;
  /** `browser`, `aws-cli`, `mcp:claude`. */
  readonly client: string;
  readonly eventId: string;
}

/** The text of a verdict that the table keeps. */
export const networkText = ({ verdict, name }: NetworkVerdict): string =>
  name === null ? verdict : `${verdict}: ${name}`;

/**
 * Judges kept sign-ins with networks that are trusted besides those of their day. A network that was trusted that day
 * stays trusted; where none was set, an address outside these is untrusted now.
 */
export function judgeLogins(logins: readonly Login[], trusted: readonly TrustedNetwork[]): readonly Login[] {
  if (trusted.length === 0) return logins;
  const networks = parseNetworks(trusted, 'UTC');
  return logins.map((login) => {
    const address = parseAddress(login.address);
    if (address === undefined || /^trusted(?:$|:)/.test(login.network)) return login;
    const origin = { kind: 'address', address, text: login.address } as const;
    return { ...login, network: networkText(networks.verdict(origin, 0)) };
  });
}
