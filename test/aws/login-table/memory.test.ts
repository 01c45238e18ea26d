import { beforeEach, describe, expect, test } from 'vitest';
import { tableMemory } from '../../../src/aws/login-table/memory.ts';
import type { Table } from '../../../src/aws/login-table/table.ts';
import { createMemory, type Memory } from '../../../src/core/counting/memory.ts';
import type { Remembered } from '../../../src/core/counting/tally.ts';
import { memoryTable } from '../../helpers/aws/memory-table.ts';
import { event } from '../../helpers/records/events.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 19, 9);
let now = START;
let table: Table;

beforeEach(() => {
  now = START;
  table = memoryTable(() => now);
});

describe.each<[string, () => Memory]>([
  ['the table', () => tableMemory(table, () => now)],
  ['the map', createMemory],
])('a memory: %s', (_, open) => {
  const entry = (minute: number, value?: string) => ({ event: event({ minute }), value, closing: false });

  test('gives back what lies between the two times, both included, in order of time, each once', async () => {
    const memory = open();
    for (const minute of [7, 3, 5, 3]) await memory.recall('key', entry(minute), 0, 0);
    await memory.recall('other', entry(4), 0, 0);

    const found = await memory.recall('key', entry(6, 'x'), START + 3 * MINUTE, START + 6 * MINUTE);

    expect(found.map(({ event: { epoch } }) => (epoch - START) / MINUTE)).toEqual([3, 5, 6]);
    expect(found.at(-1)).toEqual(entry(6, 'x'));
  });

  test('a claim is held until its end, and who comes meanwhile is told whose it is', async () => {
    const memory = open();
    expect(await memory.claim('id', 'one', 100, 200)).toBe('one');
    expect(await memory.claim('id', 'two', 200, 300)).toBe('one');
    // Claiming again makes it no longer.
    expect(await memory.claim('id', 'one', 150, 900)).toBe('one');
    expect(await memory.claim('id', 'two', 201, 300)).toBe('two');
    expect(await memory.claim('id', 'one', 260, 300)).toBe('two');
  });

  test('a burst that comes late is its own, unless what came before it goes on with it', async () => {
    const memory = open();
    expect(await memory.claim('id', 'evening', 1_000, 1_100)).toBe('evening');
    expect(await memory.claim('id', 'morning', 100, 200)).toBe('morning');
    expect(await memory.claim('id', 'another', 180, 280)).toBe('morning');
    expect(await memory.claim('id', 'just before', 950, 1_050)).toBe('evening');
    expect(await memory.claim('id', 'later', 1_050, 1_150)).toBe('evening');
  });

  test('of many who claim at once, all are told the same one', async () => {
    const memory = open();
    const owners = [...Array(8).keys()].map(String);
    const holders = await Promise.all(owners.map((owner) => memory.claim('id', owner, 0, 100)));
    expect(new Set(holders).size).toBe(1);
  });
});

describe('what people could make as long as they like', () => {
  const LONG = [...Array(100_000).keys()].map((index) => ((index * 2_654_435_761) >>> 0).toString(36)).join('');
  const look = async (entry: Remembered, key = 'key') => {
    const memory = tableMemory(table, () => now);
    await memory.recall(key, entry, 0, START + MINUTE);
    const later = { event: event({ minute: 1 }), value: undefined, closing: false };
    return memory.recall(key, later, 0, START + MINUTE);
  };

  test('the raw record is not kept, nor more of a text than anybody needs', async () => {
    const [found] = await look({
      event: event({ record: { noise: LONG }, userAgent: LONG, error: { code: 'No', message: LONG } }),
      value: 'v',
      closing: false,
    });
    expect(found).toMatchObject({ value: 'v', event: { name: 'ConsoleLogin', record: {}, error: { code: 'No' } } });
    expect(found?.event.userAgent).toHaveLength(1_000);
  });

  test('a key of any length is one', async () => {
    expect(await look({ event: event({}), value: undefined, closing: false }, LONG)).toHaveLength(2);
  });

  test('an entry that no item can hold counts in its own invocation, and does no harm', async () => {
    const big = { event: event({ actor: { name: LONG } }), value: undefined, closing: false };
    const memory = tableMemory(table, () => now);
    expect(await memory.recall('key', big, START, START)).toHaveLength(1);
    expect(await look({ ...big, event: event({}) })).toHaveLength(2);
  });
});

test('of two who remember parts of a burst at once, the later one to read finds it all', async () => {
  const memory = tableMemory(table, () => now);
  const wish = (minute: number) => ({
    key: 'key',
    entry: { event: event({ minute }), value: undefined, closing: false },
    from: START,
    to: START + 9 * MINUTE,
  });
  const parts = [
    [0, 2, 4, 6],
    [1, 3, 5, 7],
  ];
  const found = await Promise.all(
    parts.map(async (minutes) => {
      const near = await (await memory.prefetch(minutes.map(wish))).begin();
      const counts: number[] = [];
      for (const minute of minutes) {
        counts.push((await near.recall('key', wish(minute).entry, START, START + 9 * MINUTE)).length);
      }
      return counts.at(-1) ?? 0;
    }),
  );
  expect(Math.max(...found)).toBe(8);
});

test('what expired is gone, though DynamoDB takes days to remove it', async () => {
  const memory = tableMemory(table, () => now);
  await memory.recall('key', { event: event({}), value: undefined, closing: false }, START, START + MINUTE);
  now = START + 3 * 86_400_000;
  const later = { event: event({ minute: 1 }), value: undefined, closing: false };
  expect(await memory.recall('key', later, START, START + MINUTE)).toHaveLength(1);
});
