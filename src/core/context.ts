/** What the settings tell a rule, made once before events are inspected. Pure data and pure questions. */
import type { Ground } from './access-principals.ts';
import type { Origin, TrailEvent } from './event.ts';
import { matchesGlob } from './glob.ts';
import { parseNetworks } from './network.ts';
import type { NetworkVerdict } from './rule.ts';
import { parseBusinessHours } from './schedule.ts';
import type { Settings } from './settings.ts';

export interface Context {
  readonly settings: Settings;
  /** Is this origin inside a trusted network at that time (ms since the epoch)? */
  verdict(origin: Origin, epoch: number): NetworkVerdict;
  /** Is this whole CIDR block (or address) inside one trusted network at that time? */
  isTrustedNetwork(cidr: string, epoch: number): boolean;
  /** Is any trusted network configured at all? */
  readonly hasTrusted: boolean;
  /** Do the business hours of the settings include this moment (ms since the epoch)? */
  isBusinessHours(epoch: number): boolean;
  /** Is this resource (name or ARN) one of ours, or one that the settings list under `watched`? */
  isWatched(resource: string): boolean;
  /** The accounts that count as one's own: the event's, and those that the settings list under `accounts`. */
  groundOf(event: TrailEvent): Ground;
  /** Is this user or role (name or ARN) one of those for emergencies? */
  isBreakGlass(principal: string): boolean;
}

export function makeContext(settings: Settings): Context {
  const networks = parseNetworks(settings.trusted, settings.timezone);
  const schedule = settings.businessHours && parseBusinessHours(settings.businessHours, settings.timezone);
  return {
    settings,
    verdict: networks.verdict,
    isTrustedNetwork: networks.holds,
    hasTrusted: settings.trusted.length > 0,
    isBusinessHours: (epoch) => schedule?.includes(epoch) ?? false,
    isWatched: (resource) => settings.watched.some((pattern) => isNamed(pattern, resource)),
    groundOf: ({ account }) => ({ account, accounts: settings.accounts }),
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
