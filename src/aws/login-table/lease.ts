/** Leases: turns of one invocation that expire, so that a dead invocation blocks the others only for a while. */
import { ONLY } from './keys.ts';
import type { Table } from './table.ts';

export interface WantedLease {
  readonly pk: string;
  /** Id of an invocation and its retries, which may acquire the lease again. */
  readonly owner: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/**
 * Acquires a lease of `lease` milliseconds if it is free, already ours or expired; false if another invocation holds it
 * or the work is done.
 */
export function leases(table: Table, now: () => number, lease: number): (wanted: WantedLease) => Promise<boolean> {
  return ({ pk, owner, expiresAt }) =>
    table.put({ pk, sk: ONLY, expiresAt, state: 'pending', owner, lease: now() + lease }, [
      [
        { attribute: 'state', is: '=', value: 'pending' },
        { attribute: 'owner', is: '=', value: owner },
      ],
      [
        { attribute: 'state', is: '=', value: 'pending' },
        { attribute: 'lease', is: '<', value: now() },
      ],
    ]);
}
