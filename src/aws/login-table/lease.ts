/** A turn that one invocation has for a while: whoever dies holds up nobody for longer. */
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
    table.put(
      { pk, sk: '-', expiresAt, state: 'pending', owner, lease: now() + lease },
      {
        expression:
          'attribute_not_exists(pk) OR (#state = :pending AND (#owner = :owner OR #lease < :now)) OR #expiresAt <= :seconds',
        names: { '#state': 'state', '#owner': 'owner', '#lease': 'lease', '#expiresAt': 'expiresAt' },
        values: { ':pending': 'pending', ':owner': owner, ':now': now(), ':seconds': Math.floor(now() / 1_000) },
      },
    );
}
