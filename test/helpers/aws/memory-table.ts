/** The login table in memory, as strict as DynamoDB: `test/aws/login-table/contract.test.ts` runs against both. */
import type { Comparison, Item, Table, Value } from '../../../src/aws/login-table/table.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const LONGEST = { pk: 2_048, sk: 1_024, item: 400 * 1_024 };

export function memoryTable(now: () => number): Table {
  const partitions = new Map<string, Map<string, Item>>();
  const isAlive = (item: Item) => Number(item['expiresAt'] ?? Number.POSITIVE_INFINITY) * 1_000 > now();
  const find = (pk: string, sk: string) => {
    const item = partitions.get(pk)?.get(sk);
    return item !== undefined && isAlive(item) ? item : undefined;
  };
  const write = (item: Item) => {
    const kept = keptOf(item);
    const partition = partitions.get(kept.pk) ?? new Map<string, Item>();
    partitions.set(kept.pk, partition.set(kept.sk, kept));
  };
  return {
    async put(item, replaceable) {
      const { pk, sk } = keptOf(item);
      const standing = find(pk, sk);
      const isFree =
        standing === undefined ||
        replaceable === undefined ||
        replaceable.some((comparisons) => comparisons.every((one) => holds(one, standing)));
      if (isFree) write(item);
      return isFree;
    },
    async putAll(items) {
      for (const item of items) keptOf(item);
      for (const item of items) write(item);
    },
    get: async (pk, sk) => find(pk, sk),
    getAll: async (keys) => {
      const unique = new Map(keys.map(({ pk, sk }) => [JSON.stringify([pk, sk]), find(pk, sk)]));
      return [...unique.values()].filter((item) => item !== undefined);
    },
    async query(pk, from = '', to = '\uffff', limit = Number.POSITIVE_INFINITY) {
      const items = [...(partitions.get(pk)?.values() ?? [])].filter(
        (item) => isAlive(item) && inBytes(item.sk, from) >= 0 && inBytes(item.sk, to) <= 0,
      );
      return items.toSorted((a, b) => inBytes(a.sk, b.sk)).slice(0, limit);
    },
    async remove(pk, sk) {
      partitions.get(pk)?.delete(sk);
    },
    async removeAll(keys) {
      for (const { pk, sk } of keys) partitions.get(pk)?.delete(sk);
    },
  };
}

const inBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The item as the table returns it. Throws if DynamoDB would refuse it. */
function keptOf(item: Item): Item {
  const texts = Object.entries(item).map(([name, value]): [string, Value] => [
    name,
    typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\ufffd') : value,
  ]);
  const kept: Item = { pk: '', sk: '', ...Object.fromEntries(texts) };
  const size = texts.reduce((sum, [name, value]) => sum + name.length + sizeOf(value), 0);
  const isKey = (name: 'pk' | 'sk') => kept[name] !== '' && sizeOf(kept[name]) <= LONGEST[name];
  if (!isKey('pk') || !isKey('sk') || size > LONGEST.item) throw new Error('the item is refused: a key or its size');
  return kept;
}

const sizeOf = (value: Value) => (typeof value === 'number' ? 8 : Buffer.from(value).length);

function holds({ attribute, is, value }: Comparison, item: Item): boolean {
  const stands = item[attribute];
  if (stands === undefined) return false;
  return is === '=' ? stands === value : stands < value;
}
