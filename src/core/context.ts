/** The part of the settings that rules need, made once before events are inspected. Pure data and pure questions. */
import type { Ground } from './access-principals.ts';
import { accountIds, accountNames } from './accounts.ts';
import type { Origin, TrailEvent } from './event.ts';
import { matchesGlob } from './glob.ts';
import { parseNetworks } from './network.ts';
import type { NetworkVerdict } from './rule.ts';
import { parseBusinessHours } from './schedule.ts';
import type { Settings } from './settings.ts';

export interface Context {
  readonly settings: Settings;
  /** Whether this origin is inside a trusted network at `epoch` (milliseconds since the epoch). */
  verdict(origin: Origin, epoch: number): NetworkVerdict;
  /** True if this whole CIDR block (or address) is inside one trusted network at that time. */
  isTrustedNetwork(cidr: string, epoch: number): boolean;
  /** True if any trusted network is configured. */
  readonly hasTrusted: boolean;
  /** True if the business hours include this moment (milliseconds since the epoch). */
  isBusinessHours(epoch: number): boolean;
  /** True if this resource (name or ARN) is one of ours, or listed under `watched` in the settings. */
  isWatched(resource: string): boolean;
  /** The accounts that count as one's own: the event's, and those under `accounts` in the settings. */
  groundOf(event: TrailEvent): Ground;
  /** The account's name in the settings, or else in AWS; null if neither has one. */
  accountName(account: string): string | null;
  /** The name of a user of IAM Identity Center, where a record of the input or the settings hold it. */
  personName(userId: string): string | undefined;
  /** True if this user or role (name or ARN) is one of those for emergencies. */
  isBreakGlass(principal: string): boolean;
}

/** Names that the settings don't hold. They make no account one's own. */
export interface FoundNames {
  /** Names of accounts in AWS, by id. */
  readonly accounts?: ReadonlyMap<string, string>;
  /** The name of a user of IAM Identity Center, by id. */
  readonly personName?: (userId: string) => string | undefined;
}

export function makeContext(settings: Settings, found: FoundNames = {}): Context {
  const networks = parseNetworks(settings.trusted, settings.timezone);
  const schedule = settings.businessHours && parseBusinessHours(settings.businessHours, settings.timezone);
  const accounts = accountIds(settings.accounts);
  const names = new Map([...(found.accounts ?? []), ...accountNames(settings.accounts)]);
  return {
    settings,
    verdict: networks.verdict,
    isTrustedNetwork: networks.holds,
    hasTrusted: settings.trusted.length > 0,
    isBusinessHours: (epoch) => schedule?.includes(epoch) ?? false,
    isWatched: (resource) => settings.watched.some((pattern) => isNamed(pattern, resource)),
    groundOf: ({ account }) => ({ account, accounts }),
    accountName: (account) => names.get(account) ?? null,
    personName: (userId) => found.personName?.(userId) ?? settings.people[userId],
    isBreakGlass: (principal) => settings.breakGlass.some((pattern) => isNamed(pattern, principal)),
  };
}

/** A pattern may be a name or an ARN, and so may the resource: a name fits the last part of an ARN. */
function isNamed(pattern: string, resource: string): boolean {
  if (matchesGlob(pattern, resource)) return true;
  const [short, long] = pattern.startsWith('arn:') ? [resource, pattern] : [pattern, resource];
  if (short.startsWith('arn:') || !long.startsWith('arn:')) return false;
  const name = nameOf(long);
  return pattern === short ? matchesGlob(pattern, name) : matchesGlob(name, resource);
}

/** `arn:aws:sns:us-east-1:111122223333:alerts` -> `alerts`; `…:role/path/admin` -> `admin`; `…:function:notify` -> `notify`. */
function nameOf(arn: string): string {
  const resource = arn.split(':').slice(5).join(':');
  return resource.split(/[:/]/).at(-1) ?? resource;
}
