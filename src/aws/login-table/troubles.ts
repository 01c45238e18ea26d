/** Channels that take no messages at the moment: since when, and when they are tried again. */
import type { Words } from '../../core/language.ts';
import { expiryOf, KEPT, KEYS, ONLY } from './keys.ts';
import type { Table } from './table.ts';

export interface Trouble {
  /** The channel's name in reports. */
  readonly to: string;
  /** Milliseconds since the epoch: of the first failed try, and of the next one. */
  readonly since: number;
  readonly nextAt: number;
  /** Failed tries, without one between that succeeded. */
  readonly fails: number;
  /** A hash of the last try's settings, code and secrets: once it differs, the next try is made at once. */
  readonly fingerprint: string;
  /** The other channels were told. */
  readonly isTold: boolean;
  /** The last answer. */
  readonly why: Words;
}

export interface Troubles {
  /** `group`: of the outbox, which is a channel's target. */
  of(group: string): Promise<Trouble | undefined>;
  keep(group: string, trouble: Trouble): Promise<void>;
  forget(group: string): Promise<void>;
}

export function tableTroubles(table: Table, now: () => number): Troubles {
  return {
    async of(group) {
      const item = await table.get(KEYS.channel(group), ONLY);
      if (item === undefined) return undefined;
      const { to, since, nextAt, fails, fingerprint, isTold, why, whyJa } = item;
      return {
        ...{ to: String(to), since: Number(since), nextAt: Number(nextAt), fails: Number(fails) },
        ...{ fingerprint: String(fingerprint), isTold: isTold === 1, why: { en: String(why), ja: String(whyJa) } },
      };
    },
    async keep(group, { isTold, why, ...trouble }) {
      const item = {
        pk: KEYS.channel(group),
        sk: ONLY,
        ...trouble,
        isTold: isTold ? 1 : 0,
        why: why.en,
        whyJa: why.ja,
      };
      await table.put({ ...item, expiresAt: expiryOf(now(), KEPT.channel) });
    },
    forget: (group) => table.remove(KEYS.channel(group), ONLY),
  };
}
