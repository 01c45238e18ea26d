/** The login table: items of texts, numbers and bytes under two keys, whatever their meaning. */
import { setTimeout as delay } from 'node:timers/promises';
import type { AttributeValue, DynamoDBClient, WriteRequest } from '@aws-sdk/client-dynamodb';
import { mapConcurrent } from '../map-concurrent.ts';

export type Value = string | number | Uint8Array;
export type Item = Readonly<Record<string, Value>> & { readonly pk: string; readonly sk: string };

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
  /** Items of all pages in order of `sk`, both ends inclusive; at most `limit`. Reads consistently. */
  query(pk: string, from?: string, to?: string, limit?: number): Promise<readonly Item[]>;
  remove(pk: string, sk: string): Promise<void>;
}

/** Requests to the table at a time: a file of a bad day has thousands of findings. */
export const AT_ONCE = 20;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const MOST_AT_ONCE = 25;
/** Milliseconds before each try to write items that DynamoDB left unprocessed in a batch. */
const PAUSES = [0, 50, 100, 200, 400, 800, 1_600, 3_200];

/**
 * The table in DynamoDB. Expired items may stay there for days, so they are treated as absent. That reads are
 * consistent can't be tested: dynalite answers consistently whether or not it is asked to.
 */
export function openTable(client: DynamoDBClient, name: string, now: () => number): Table {
  const sdk = () => import('@aws-sdk/client-dynamodb');
  const isAlive = (item: Item) => Number(item['expiresAt'] ?? Number.POSITIVE_INFINITY) * 1_000 > now();
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
    async putAll(items) {
      const { BatchWriteItemCommand } = await sdk();
      const write = async (batch: readonly WriteRequest[]) => {
        let left = batch;
        for (const pause of PAUSES) {
          if (pause > 0) await delay(pause);
          const { UnprocessedItems } = await client.send(
            new BatchWriteItemCommand({ RequestItems: { [name]: [...left] } }),
          );
          left = UnprocessedItems?.[name] ?? [];
          if (left.length === 0) return;
        }
        throw new Error(`DynamoDB left ${left.length} items of a batch unwritten`);
      };
      await mapConcurrent(batchesOf(items), AT_ONCE, write);
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

/** Batches without repeated keys, because DynamoDB refuses those as a whole. */
function batchesOf(items: readonly Item[]): readonly (readonly WriteRequest[])[] {
  const byKey = new Map<string, WriteRequest>();
  for (const item of items.map(marshal))
    byKey.set(JSON.stringify([item['pk'], item['sk']]), { PutRequest: { Item: item } });
  const all = [...byKey.values()];
  const starts = [...Array(Math.ceil(all.length / MOST_AT_ONCE)).keys()].map((index) => index * MOST_AT_ONCE);
  return starts.map((start) => all.slice(start, start + MOST_AT_ONCE));
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
