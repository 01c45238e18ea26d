/** Messages that a channel took: each is sent once, whichever invocation finds it in the queue again. */
import { expiryOf, KEPT, KEYS, ONLY } from './keys.ts';
import type { Table } from './table.ts';

export interface SentMessages {
  has(id: string): Promise<boolean>;
  mark(id: string): Promise<void>;
}

export function sentMessages(table: Table, now: () => number): SentMessages {
  return {
    has: async (id) => (await table.get(KEYS.sent(id), ONLY)) !== undefined,
    mark: async (id) => void (await table.put({ pk: KEYS.sent(id), sk: ONLY, expiresAt: expiryOf(now(), KEPT.sent) })),
  };
}
