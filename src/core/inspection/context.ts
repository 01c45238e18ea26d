/** The part of the settings that rules need, made once before events are inspected. Pure data and pure questions. */
import type { Ground } from '../access/principals.ts';
import { accountIds, accountNames } from '../accounts.ts';
import type { Origin, TrailEvent } from '../event.ts';
import { parseNetworks } from '../network.ts';
import { matchesGlob } from '../patterns/glob.ts';
import { namesOfResource } from '../record/resource-name.ts';
import type { NetworkVerdict } from '../rule.ts';
import { parseBusinessHours } from '../schedule.ts';
import type { Settings } from '../settings.ts';

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
  /** The name of a group of IAM Identity Center, where AWS was asked for it. */
  groupName(groupId: string): string | undefined;
  /** True if this user or role (name or ARN) is one of those for emergencies. */
  isBreakGlass(principal: string): boolean;
}

/** Names that the settings don't hold. They make no account one's own. */
export interface FoundNames {
  /** Names of accounts in AWS, by id. Read at each question, so that they may change. */
  readonly accounts?: ReadonlyMap<string, string>;
  /** The name of a user, or a group, of IAM Identity Center, by id. */
  readonly personName?: (id: string, isGroup?: boolean) => string | undefined;
}

export function makeContext(settings: Settings, found: FoundNames = {}): Context {
  const networks = parseNetworks(settings.trusted, settings.timezone);
  const schedule = settings.businessHours && parseBusinessHours(settings.businessHours, settings.timezone);
  const accounts = accountIds(settings.accounts);
  const names = accountNames(settings.accounts);
  return {
    settings,
    verdict: networks.verdict,
    isTrustedNetwork: networks.holds,
    hasTrusted: settings.trusted.length > 0,
    isBusinessHours: (epoch) => schedule?.includes(epoch) ?? false,
    isWatched: (resource) => settings.watched.some((pattern) => isNamed(pattern, resource)),
    groundOf: ({ account }) => ({ account, accounts }),
    accountName: (account) => names.get(account) ?? found.accounts?.get(account) ?? null,
    personName: (userId) => found.personName?.(userId) ?? settings.people[userId],
    groupName: (groupId) => found.personName?.(groupId, true),
    isBreakGlass: (principal) => settings.breakGlass.some((pattern) => isNamed(pattern, principal)),
  };
}

/** A pattern may be a name or an ARN, and so may the resource; of two ARNs the account and the region count too. */
function isNamed(pattern: string, resource: string): boolean {
  if (matchesGlob(pattern, resource)) return true;
  const isArn = (text: string) => text.startsWith('arn:');
  if (isArn(pattern) && isArn(resource)) return false;
  const names = namesOfResource(resource).slice(1);
  if (!isArn(pattern)) return names.some((name) => matchesGlob(pattern, name));
  return namesOfResource(pattern).some((named) => [resource, ...names].some((name) => matchesGlob(named, name)));
}
