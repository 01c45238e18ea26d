import { expect, test } from 'vitest';
import { keepAccountNames, keepable, keptNames, readAccountNames } from '../../../src/aws/login-table/account-names.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { memoryTable } from '../../helpers/aws/memory-table.ts';

const ID = '111122223333';

test('the function reads the names again after ten minutes', async () => {
  let now = 0;
  const table = memoryTable(() => now);
  const kept = keptNames(table, () => now);
  await kept.refresh();
  expect([...kept.names]).toEqual([]);
  await keepAccountNames(new Map([[ID, 'shop']]), table);
  now += 9 * MINUTE;
  await kept.refresh();
  expect([...kept.names]).toEqual([]);
  now += MINUTE;
  await kept.refresh();
  expect([...kept.names]).toEqual([[ID, 'shop']]);
});

test('names of any characters come back as they were', async () => {
  const table = memoryTable(Date.now);
  const names = new Map([[ID, '決済 "prod"\u202e\n']]);
  await keepAccountNames(names, table);
  expect(await readAccountNames(table)).toEqual(names);
});

test('an organization of any size fits into one item', () => {
  const idOf = (index: number) => String(200_000_000_000 + index);
  const names = (count: number, name: string) =>
    new Map(Array.from({ length: count }, (_, index) => [idOf(index), name] as const));
  expect(keepable(names(5_000, 'a name of fifty characters, as long as AWS lets it')).size).toBe(5_000);
  const most = keepable(names(50_000, '決済'.repeat(40)));
  expect(Buffer.byteLength(JSON.stringify(Object.fromEntries(most)))).toBeLessThan(380_000);
  expect(most.size).toBeGreaterThan(1_000);
  expect(most.get(idOf(0))).toHaveLength(64);
});
