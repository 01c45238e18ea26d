/** The login table: items of texts, numbers and bytes under two keys, whatever their meaning. */
import { setTimeout as delay } from 'node:timers/promises';
import type { AttributeValue, DynamoDBClient, KeysAndAttributes, WriteRequest } from '@aws-sdk/client-dynamodb';
import { slicesOf } from '../../core/lists.ts';
import { mapConcurrent } from '../map-concurrent.ts';

export type Value = string | number | Uint8Array;
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}
export type Item = Readonly<Record<string, Value>> & ItemKey;

/** A comparison of one attribute of the stored item. */
export interface Comparison {
  readonly attribute: string;
  readonly is: '=' | '<';
  readonly value: Value;
}

/** Alternatives: each holds if all of its comparisons do. */
export type Replaceable = readonly (readonly Comparison[])[];

export interface Table {
  /**
   * Writes the item. With `replaceable`, only if no item has its keys, or the stored one expired, or an alternative
   * holds for it; returns false if not.
   */
  put(item: Item, replaceable?: Replaceable): Promise<boolean>;
  /** Writes many items unconditionally, in any order. Of items with the same keys the last one is kept. */
  putAll(items: readonly Item[]): Promise<void>;
  get(pk: string, sk: string): Promise<Item | undefined>;
  /** Items of these keys, in any order. Reads consistently. */
  getAll(keys: readonly ItemKey[]): Promise<readonly Item[]>;
  /** Items of all pages in order of `sk`, both ends inclusive; at most `limit`. Reads consistently. */
  query(pk: string, from?: string, to?: string, limit?: number): Promise<readonly Item[]>;
  remove(pk: string, sk: string): Promise<void>;
  removeAll(keys: readonly ItemKey[]): Promise<void>;
}

/** Requests to the table at a time: a file of a bad day has thousands of findings. */
export const AT_ONCE = 20;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const MOST_WRITTEN = 25;
/** Batches written at a time: a partition takes 1,000 units a second, and a month's sign-ins are in one. */
const WRITES_AT_ONCE = 8;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MOST_READ = 100;
/** Milliseconds before each try of what DynamoDB left unprocessed in a batch: it throttles a key for seconds. */
const PAUSES = [0, 50, 100, 200, 400, 800, 1_600, 3_200, 3_200, 3_200];

/**
 * The table in DynamoDB. Expired items may stay there for days, so they are treated as absent. That reads are
 * consistent can't be tested: dynalite answers consistently whether or not it is asked to.
 */
export function openTable(client: DynamoDBClient, name: string, now: () => number): Table {
  const sdk = () => import('@aws-sdk/client-dynamodb');
  const isAlive = (item: Item) => Number(item['expiresAt'] ?? Number.POSITIVE_INFINITY) * 1_000 > now();
  const writeAll = async (requests: readonly WriteRequest[]) => {
    const { BatchWriteItemCommand } = await sdk();
    await mapConcurrent(slicesOf(withoutRepeats(requests), MOST_WRITTEN), WRITES_AT_ONCE, (batch) =>
      untilDone<readonly WriteRequest[]>(batch, async (asked) => {
        const { UnprocessedItems } = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [name]: [...asked] } }),
        );
        const left = UnprocessedItems?.[name] ?? [];
        return left.length === 0 ? undefined : left;
      }),
    );
  };
  return {
    async put(item, replaceable) {
      const { PutItemCommand } = await sdk();
      const condition = replaceable === undefined ? {} : conditionOf(replaceable, now());
      try {
        await client.send(new PutItemCommand({ TableName: name, Item: marshal(item), ...condition }));
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
        throw error;
      }
    },
    putAll: (items) => writeAll(items.map((item) => ({ PutRequest: { Item: marshal(item) } }))),
    removeAll: (keys) => writeAll(keys.map(({ pk, sk }) => ({ DeleteRequest: { Key: marshal({ pk, sk }) } }))),
    async getAll(keys) {
      const { BatchGetItemCommand } = await sdk();
      const unique = [...new Map(keys.map(({ pk, sk }) => [JSON.stringify([pk, sk]), marshal({ pk, sk })])).values()];
      const read = async (batch: readonly Record<string, AttributeValue>[]) => {
        const found: Record<string, AttributeValue>[] = [];
        await untilDone<KeysAndAttributes>({ Keys: [...batch], ConsistentRead: true }, async (asked) => {
          const { Responses, UnprocessedKeys } = await client.send(
            new BatchGetItemCommand({ RequestItems: { [name]: asked } }),
          );
          found.push(...(Responses?.[name] ?? []));
          const left = UnprocessedKeys?.[name];
          return left?.Keys?.length ? left : undefined;
        });
        return found;
      };
      const found = await mapConcurrent(slicesOf(unique, MOST_READ), AT_ONCE, read);
      return found.flat().map(unmarshal).filter(isAlive);
    },
    async get(pk, sk) {
      const { GetItemCommand } = await sdk();
      const { Item: found } = await client.send(
        new GetItemCommand({ TableName: name, Key: marshal({ pk, sk }), ConsistentRead: true }),
      );
      const item = found === undefined ? undefined : unmarshal(found);
      return item !== undefined && isAlive(item) ? item : undefined;
    },
    async query(pk, from = '', to = '\uffff', limit = Number.POSITIVE_INFINITY) {
      const { QueryCommand } = await sdk();
      const found: Item[] = [];
      let start: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: name,
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
            // A key can't be empty.
            ExpressionAttributeValues: marshal({ ':pk': pk, ':from': from === '' ? ' ' : from, ':to': to }),
            ...(Number.isFinite(limit) ? { Limit: limit } : {}),
            ...(start === undefined ? {} : { ExclusiveStartKey: start }),
          }),
        );
        found.push(...(page.Items ?? []).map(unmarshal).filter(isAlive));
        start = page.LastEvaluatedKey;
      } while (start !== undefined && found.length < limit);
      return found.slice(0, limit);
    },
    async remove(pk, sk) {
      const { DeleteItemCommand } = await sdk();
      await client.send(new DeleteItemCommand({ TableName: name, Key: marshal({ pk, sk }) }));
    },
  };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html */
function conditionOf(replaceable: Replaceable, now: number) {
  const [names, values]: [Record<string, string>, Record<string, Value>] = [{}, {}];
  const textOf = ({ attribute, is, value }: Comparison, place: string) => {
    names[`#${attribute}`] = attribute;
    values[`:${place}`] = value;
    return `#${attribute} ${is} :${place}`;
  };
  const alternatives = [
    [{ attribute: 'expiresAt', is: '<', value: Math.floor(now / 1_000) + 1 } as const],
    ...replaceable,
  ];
  const texts = alternatives.map(
    (comparisons, index) => `(${comparisons.map((one, place) => textOf(one, `v${index}_${place}`)).join(' AND ')})`,
  );
  return {
    ConditionExpression: ['attribute_not_exists(pk)', ...texts].join(' OR '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: marshal(values),
  };
}

/** Sends a batch, and again what was left of it, with growing pauses. `send` returns what is left. */
async function untilDone<Batch>(batch: Batch, send: (batch: Batch) => Promise<Batch | undefined>): Promise<void> {
  let left = batch;
  for (const pause of PAUSES) {
    if (pause > 0) await delay(pause);
    const rest = await send(left);
    if (rest === undefined) return;
    left = rest;
  }
  throw new Error('DynamoDB left a batch undone');
}

/** Leaves of writes to the same item the last one, because DynamoDB refuses a batch that has two. */
function withoutRepeats(requests: readonly WriteRequest[]): readonly WriteRequest[] {
  const byKey = new Map<string, WriteRequest>();
  for (const request of requests) {
    const { pk, sk } = request.PutRequest?.Item ?? request.DeleteRequest?.Key ?? {};
    byKey.set(JSON.stringify([pk, sk]), request);
  }
  return [...byKey.values()];
}

function marshal(values: Readonly<Record<string, Value>>): Record<string, AttributeValue> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]): [string, AttributeValue] => {
      if (typeof value === 'number') return [key, { N: String(value) }];
      // DynamoDB refuses a text with half a surrogate pair.
      return [key, typeof value === 'string' ? { S: value.replace(/\p{Cs}/gu, '\ufffd') } : { B: value }];
    }),
  );
}

function unmarshal(item: Record<string, AttributeValue>): Item {
  const values = Object.entries(item).flatMap(([key, value]): [string, Value][] => {
    if (value.S !== undefined) return [[key, value.S]];
    if (value.N !== undefined) return [[key, Number(value.N)]];
    return value.B === undefined ? [] : [[key, value.B]];
  });
  return { pk: '', sk: '', ...Object.fromEntries(values) };
}
