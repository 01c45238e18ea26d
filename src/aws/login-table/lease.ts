/** A turn that one invocation has for a while: whoever dies holds up nobody for longer. */
import { ONLY } from './keys.ts';
import type { Table } from './table.ts';

export interface Wanted {
  readonly pk: string;
  /** An invocation and its retries: the same may take it again. */
  readonly owner: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/** Takes it where it is nobody's, ours, or older than `lease` ms. False where it is another's, or done with (`told`). */
export function leases(table: Table, now: () => number, lease: number): (wanted: Wanted) => Promise<boolean> {
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
