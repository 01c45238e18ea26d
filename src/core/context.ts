/** What the settings tell a rule, made once before events are inspected. Pure data and pure questions. */
import type { Origin, TrailEvent } from './event.ts';
import type { NetworkVerdict } from './rule.ts';
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
  /** Is this account the event's own or one that the settings list under `accounts`? */
  isOwnAccount(account: string, event: TrailEvent): boolean;
}
