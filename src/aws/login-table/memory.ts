/** The memory that outlasts an invocation: `Memory` over the login table. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { TrailEvent } from '../../core/event.ts';
import { byTime, type Memory, type Remembered } from '../../core/memory.ts';
import type { Item, Table } from './table.ts';

const DAY = 86_400_000;
/** An item may hold 400 kB; a record that is too long is dropped, as a memory may: its event stays. */
const MOST_BYTES = 300_000;
const NO_EXPIRY = 0;

export function tableMemory(table: Table, now: () => number): Memory {
  return {
    async recall(key, entry, from, to) {
      const pk = `window#${key}`;
      // Kept until nothing that may still arrive late can ask for it.
      const expiresAt = seconds(Math.max(now(), to) + (to - from) + DAY);
      await table.put({ pk, sk: sortKey(entry.event), entry: packEntry(entry), expiresAt });
      const items = await table.query(pk, moment(from), `${moment(to)}~`);
      return items.map(unpackEntry).sort((a, b) => byTime(a.event, b.event));
    },
    async claim(id, owner, at, until) {
      const [pk, sk] = [`claim#${id}`, '-'];
      const taken = await table.put(
        { pk, sk, owner, until, expiresAt: seconds(Math.max(now(), until) + DAY) },
        { expression: 'attribute_not_exists(pk) OR #until < :at', names: { '#until': 'until' }, values: { ':at': at } },
      );
      return taken || (await table.get(pk, sk))?.['owner'] === owner;
    },
  };
}

const seconds = (epoch: number) => Math.ceil(epoch / 1_000) || NO_EXPIRY;
/** Sorts as text as it does in time. */
const moment = (epoch: number) => String(Math.max(epoch, 0)).padStart(15, '0');
const sortKey = (event: TrailEvent) => `${moment(event.epoch)}#${event.id}`;

function packEntry(entry: Remembered): Uint8Array {
  const packed = gzipSync(JSON.stringify(entry));
  if (packed.length <= MOST_BYTES) return packed;
  return gzipSync(JSON.stringify({ ...entry, event: { ...entry.event, record: {} } }));
}

function unpackEntry(item: Item): Remembered {
  const { event, value, closing } = JSON.parse(gunzipSync(item['entry'] as Uint8Array).toString('utf8'));
  return { event, value, closing };
}
