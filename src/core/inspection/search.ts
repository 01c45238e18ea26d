/** `--user`, `--account`, `--ip`, `--event`, `--client`: which events and kept sign-ins are meant. */
import type { TrailEvent } from '../event.ts';
import { isNetwork, parseNetworks } from '../network.ts';
import { matchesGlob } from '../patterns/glob.ts';
import { personOf } from '../people/person.ts';

/** Conditions, all of which must be met; undefined means any. All but `ip` are patterns with `*`, whatever the case. */
export interface Search {
  /** The user, the person or the role. */
  readonly user: string | undefined;
  /** The id or the name. */
  readonly account: string | undefined;
  /** An address or a CIDR block. */
  readonly ip: string | undefined;
  /** The event's name: `ConsoleLogin`. */
  readonly event: string | undefined;
  /** `browser`, `aws-cli`, `mcp:claude`. */
  readonly client: string | undefined;
}

/** Facts that a search looks at; empty texts are unknown ones. */
export interface Searched {
  readonly users: readonly string[];
  readonly accounts: readonly string[];
  readonly address: string;
  readonly event: string;
  readonly client: string;
}

export const isSearching = (search: Search): boolean => Object.values(search).some((one) => one !== undefined);

/** The condition; every fact meets an empty search. The address must be one (`isNetwork`). */
export function searchFor({ user, account, ip, event, client }: Search): (facts: Searched) => boolean {
  const network = ip === undefined ? undefined : parseNetworks([{ cidr: ip }], 'UTC');
  return (facts) =>
    isLike(facts.users, user) &&
    isLike(facts.accounts, account) &&
    isLike([facts.event], event) &&
    isLike([facts.client], client) &&
    (network === undefined || (isNetwork(facts.address) && network.holds(facts.address, 0)));
}

/** Names of IAM users differ by more than case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const isLike = (texts: readonly string[], pattern: string | undefined) =>
  pattern === undefined || texts.some((text) => text !== '' && matchesGlob(pattern.toLowerCase(), text.toLowerCase()));

/** The facts of an event; `accountName` as the findings tell it. */
export function searchedIn(event: TrailEvent, accountName: string | null): Searched {
  const { actor, account, origin, name } = event;
  return {
    users: [actor.name, personOf(event) ?? '', actor.role ?? '', actor.session ?? '', actor.arn ?? ''],
    accounts: [account, accountName ?? ''],
    address: origin.address ?? '',
    event: name,
    client: '',
  };
}
