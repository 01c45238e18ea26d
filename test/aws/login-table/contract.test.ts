import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Comparison, openTable, type Table } from '../../../src/aws/login-table/table.ts';
import { type Dynamo, startDynamo } from '../../helpers/aws/dynamodb.ts';
import { memoryTable } from '../../helpers/aws/memory-table.ts';

const START = Date.UTC(2026, 10, 19, 9);
const SECONDS = START / 1_000;
let now = START;
let dynamo: Dynamo;
let client: DynamoDBClient;
let tables = 0;

beforeAll(async () => {
  dynamo = await startDynamo();
  client = new DynamoDBClient({ endpoint: dynamo.url });
});
afterAll(async () => {
  client.destroy();
  await dynamo.close();
});

const inDynamo = async () => {
  tables += 1;
  await dynamo.createTable(`logins-${tables}`);
  return openTable(client, `logins-${tables}`, () => now);
};

describe.each<[string, () => Promise<Table>]>([
  ['DynamoDB', inDynamo],
  ['memory', async () => memoryTable(() => now)],
])('a table in %s', (_, open) => {
  let table: Table;
  beforeEach(async () => {
    now = START;
    table = await open();
  });
  const sortKeys = async (...parts: Parameters<Table['query']>) => (await table.query(...parts)).map(({ sk }) => sk);

  test('gives an item back as it was put: texts, numbers and bytes', async () => {
    const item = { pk: 'a', sk: '-', text: 'é', empty: '', number: 1.5, bytes: new Uint8Array([0, 255]) };
    expect(await table.put(item)).toBe(true);
    const found = await table.get('a', '-');
    expect({ ...found, bytes: [...Buffer.from(found?.['bytes'] as Uint8Array)] }).toEqual({ ...item, bytes: [0, 255] });
    expect([await table.get('a', '+'), await table.get('b', '-')]).toEqual([undefined, undefined]);
  });

  test('replaces half a character, which is no text', async () => {
    await table.put({ pk: 'a', sk: 'x\ud800', text: '\udfffy' });
    expect(await table.get('a', 'x\ufffd')).toMatchObject({ text: '\ufffdy' });
  });

  test('replaces an item as a whole, and removes it', async () => {
    await table.put({ pk: 'a', sk: '-', one: 1 });
    await table.put({ pk: 'a', sk: '-', two: 2 });
    expect(await table.get('a', '-')).toEqual({ pk: 'a', sk: '-', two: 2 });
    await table.remove('a', '-');
    await table.remove('a', '-');
    expect(await table.get('a', '-')).toBeUndefined();
  });

  test('puts many, more than a batch holds; of those with the same keys the last one is kept', async () => {
    const items = [...Array(60).keys()].map((index) => ({ pk: 'a', sk: String(index % 50).padStart(2, '0'), index }));
    await table.putAll(items);
    expect((await table.query('a')).map(({ index }) => index)).toEqual([
      ...items.slice(50).map(({ index }) => index),
      ...items.slice(10, 50).map(({ index }) => index),
    ]);
  });

  test('queries in the order of bytes, both ends included, no more than asked', async () => {
    for (const sk of ['b', 'a', 'é', 'B', 'c', '\u{1f512}']) await table.put({ pk: 'a', sk });
    await table.put({ pk: 'other', sk: 'a' });
    expect(await sortKeys('a', 'B', 'c')).toEqual(['B', 'a', 'b', 'c']);
    expect(await sortKeys('a', 'a', 'b~')).toEqual(['a', 'b']);
    expect(await sortKeys('a', undefined, undefined, 2)).toEqual(['B', 'a']);
    expect(await sortKeys('a')).toEqual(['B', 'a', 'b', 'c', 'é']);
    expect(await sortKeys('nothing')).toEqual([]);
  });

  test('treats an item as absent from the second in which it expires', async () => {
    await table.put({ pk: 'a', sk: '1', expiresAt: SECONDS + 1 });
    await table.put({ pk: 'a', sk: '2', expiresAt: SECONDS + 2 });
    now += 999;
    expect(await sortKeys('a')).toEqual(['1', '2']);
    expect(await table.put({ pk: 'a', sk: '1' }, [])).toBe(false);
    now += 1;
    expect(await table.get('a', '1')).toBeUndefined();
    expect(await sortKeys('a', undefined, undefined, 1)).toEqual(['2']);
    expect(await table.put({ pk: 'a', sk: '1' }, [])).toBe(true);
    expect(await sortKeys('a')).toEqual(['1', '2']);
  });

  describe('conditionally', () => {
    const is = (attribute: string, value: string | number): Comparison => ({ attribute, is: '=', value });
    const isLess = (attribute: string, value: number): Comparison => ({ attribute, is: '<', value });
    beforeEach(() => table.put({ pk: 'a', sk: '-', owner: 'one', count: 5 }));
    const put = (...replaceable: readonly (readonly Comparison[])[]) =>
      table.put({ pk: 'a', sk: '-', owner: 'two' }, replaceable);

    test('writes what is not there', async () => {
      expect(await table.put({ pk: 'b', sk: '-' }, [])).toBe(true);
      expect(await table.put({ pk: 'b', sk: '-' }, [])).toBe(false);
    });

    test.each([
      ['no alternative', []],
      ['another value', [[is('owner', 'two')]]],
      ['a number that is equal, not less', [[isLess('count', 5)]]],
      ['an attribute that is not there', [[isLess('missing', 5)], [is('missing', '')]]],
      ['half of an alternative', [[is('owner', 'one'), isLess('count', 5)]]],
    ] as const)('leaves alone what stands there: %s', async (_, replaceable) => {
      expect(await put(...replaceable)).toBe(false);
      expect(await table.get('a', '-')).toMatchObject({ owner: 'one' });
    });

    test.each([
      ['one alternative of two', [[is('owner', 'two')], [isLess('count', 6)]]],
      ['a whole alternative', [[is('owner', 'one'), is('count', 5)]]],
    ] as const)('replaces it: %s', async (_, replaceable) => {
      expect(await put(...replaceable)).toBe(true);
      expect(await table.get('a', '-')).toEqual({ pk: 'a', sk: '-', owner: 'two' });
    });

    test('of many at once exactly one is first', async () => {
      const puts = await Promise.all([...Array(8).keys()].map((index) => table.put({ pk: 'c', sk: '-', index }, [])));
      expect(puts.filter(Boolean)).toHaveLength(1);
    });
  });

  test.each([
    ['a long partition key', { pk: 'k'.repeat(2_049), sk: '-' }],
    ['a long sort key', { pk: 'a', sk: 'k'.repeat(1_025) }],
    ['an empty key', { pk: 'a', sk: '' }],
    ['a big item', { pk: 'a', sk: '-', noise: 'x'.repeat(410_000) }],
  ])('refuses %s', async (_, item) => {
    await expect(table.put(item)).rejects.toThrow();
    await expect(table.putAll([{ pk: 'a', sk: 'beside' }, item])).rejects.toThrow();
    expect(await table.query('a')).toEqual([]);
  });

  test('reads all pages of a query', async () => {
    const noise = Buffer.alloc(300_000);
    for (const sk of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) await table.put({ pk: 'pages', sk, noise });
    expect((await sortKeys('pages')).join('')).toBe('abcdefgh');
  });
});
