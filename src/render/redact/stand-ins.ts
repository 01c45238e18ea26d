/** Stand-ins for names, the same for the same name in one report: `person-1`, `address-2`, `account-1`. */
import type { HopKind } from '../../messages/audit/hops.ts';

export type StandInKind =
  | HopKind
  | 'person'
  | 'role'
  | 'address'
  | 'account'
  | 'network'
  | 'region'
  | 'event'
  | 'call'
  | 'service'
  | 'user-agent'
  | 'source'
  | 'object'
  | 'own-rule';

export class StandIns {
  readonly #known = new Map<StandInKind, Map<string, string>>();

  /** Numbered by first use, from 1. */
  of(kind: StandInKind, original: string): string {
    const known = this.#known.get(kind) ?? new Map<string, string>();
    this.#known.set(kind, known);
    const standIn = known.get(original) ?? `${kind}-${known.size + 1}`;
    known.set(original, standIn);
    return standIn;
  }
}
