/** Events of which one sign-in leaves several, so that they are known again when they come by different invocations. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { TrailEvent } from '../../core/event.ts';
import { CHAIN_MINUTES, mayBePart, signInKeys } from '../../core/record/same-sign-in.ts';
import { MINUTE } from '../../core/time.ts';
import { expiryOf, KEPT, KEYS, lastKey, timedKey } from './keys.ts';
import type { Item, Table } from './table.ts';

export interface SignInPart {
  readonly event: TrailEvent;
  /** Grows with the severity of its gravest finding; 0 without one. */
  readonly weight: number;
  /** True if people were alerted to it. */
  readonly isTold: boolean;
}

export interface SignInParts {
  /** Keeps events before they are told. */
  note(parts: readonly Pick<SignInPart, 'event' | 'weight'>[]): Promise<void>;
  tell(events: readonly TrailEvent[]): Promise<void>;
  /** Events that may belong to the same sign-in as this one, without itself. */
  near(event: TrailEvent): Promise<readonly SignInPart[]>;
}

const TOLD = ' told';

export function signInParts(table: Table, now: () => number): SignInParts {
  const itemsOf = (event: TrailEvent, suffix: string, rest: Readonly<Record<string, number | Uint8Array>>): Item[] =>
    signInKeys(event).map((key) => ({
      pk: KEYS.part(key),
      sk: timedKey(event.time, event.id) + suffix,
      ...rest,
      expiresAt: expiryOf(now(), KEPT.part),
    }));
  return {
    async note(parts) {
      await table.putAll(
        parts.flatMap(({ event, weight }) => itemsOf(event, '', { event: gzipSync(JSON.stringify(event)), weight })),
      );
    },
    async tell(events) {
      await table.putAll(events.filter(mayBePart).flatMap((event) => itemsOf(event, TOLD, { isTold: 1 })));
    },
    async near({ id, epoch, ...event }) {
      const second = (moment: number) => new Date(moment).toISOString().slice(0, 19);
      const span = CHAIN_MINUTES * MINUTE;
      const found = new Map<string, SignInPart>();
      for (const key of signInKeys({ ...event, id, epoch })) {
        const items = await table.query(KEYS.part(key), second(epoch - span), lastKey(second(epoch + span)));
        const told = new Set(items.flatMap(({ sk }) => (sk.endsWith(TOLD) ? [sk.slice(0, -TOLD.length)] : [])));
        for (const { sk, event: packed, weight } of items) {
          if (!(packed instanceof Uint8Array)) continue;
          const other = JSON.parse(gunzipSync(packed).toString('utf8'));
          found.set(sk, { event: other, weight: Number(weight), isTold: told.has(sk) });
        }
      }
      return [...found.values()].filter((part) => part.event.id !== id);
    },
  };
}
