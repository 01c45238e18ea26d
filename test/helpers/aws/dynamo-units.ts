/** Capacity that requests to DynamoDB consume, counted from the requests themselves. */
import type { Call } from '../../../sandbox/account/router.ts';
import type { JsonObject } from '../../../src/core/event.ts';

/** Bytes of a write unit. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html */
const WRITE_UNIT = 1_024;

export interface DynamoUse {
  readonly requests: number;
  /** Write units; a transaction's count twice. */
  readonly writeUnits: number;
  /** Requests and write units by action and kind of key, such as `PutItem finding`. */
  readonly by: ReadonlyMap<string, { readonly requests: number; readonly writeUnits: number }>;
}

/** Conditional writes that fail consume units too, and so does removing an item, by its size. */
export function dynamoUse(calls: readonly Call[]): DynamoUse {
  const sizes = new Map<string, number>();
  const by = new Map<string, { requests: number; writeUnits: number }>();
  const total = { requests: 0, writeUnits: 0 };
  const add = (name: string, requests: number, writeUnits: number) => {
    const known = by.get(name) ?? { requests: 0, writeUnits: 0 };
    by.set(name, { requests: known.requests + requests, writeUnits: known.writeUnits + writeUnits });
    total.requests += requests;
    total.writeUnits += writeUnits;
  };
  const written = (item: unknown): number => {
    const size = sizeOf(item);
    const units = Math.ceil(Math.max(size, sizes.get(keyOf(item)) ?? 0) / WRITE_UNIT);
    sizes.set(keyOf(item), size);
    return units;
  };
  const removed = (key: unknown): number => {
    const units = Math.max(1, Math.ceil((sizes.get(keyOf(key)) ?? 0) / WRITE_UNIT));
    sizes.delete(keyOf(key));
    return units;
  };
  for (const { service, action, input } of calls) {
    if (service !== 'dynamodb') continue;
    if (action === 'PutItem') add(`${action} ${kindOf(input['Item'])}`, 1, written(input['Item']));
    else if (action === 'DeleteItem') add(`${action} ${kindOf(input['Key'])}`, 1, removed(input['Key']));
    else if (action === 'BatchWriteItem') {
      const lists = Object.values(objectOf(input['RequestItems'])) as JsonObject[][];
      add(action, 1, 0);
      for (const request of lists.flat()) {
        const put = objectOf(request['PutRequest'])['Item'];
        const key = objectOf(request['DeleteRequest'])['Key'];
        if (put !== undefined) add(`${action} ${kindOf(put)}`, 0, written(put));
        else add(`${action} ${kindOf(key)} removed`, 0, removed(key));
      }
    } else add(`${action} ${kindOf(input['Key'] ?? input['ExpressionAttributeValues'])}`.trim(), 1, 0);
  }
  return { ...total, by };
}

const objectOf = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

const textIn = (item: unknown, name: string): string => String(objectOf(objectOf(item)[name])['S'] ?? '');
const keyOf = (item: unknown) => JSON.stringify([textIn(item, 'pk'), textIn(item, 'sk')]);
const kindOf = (item: unknown) => (textIn(item, 'pk') || textIn(item, ':pk')).split('#')[0] ?? '';

/** Names and values in bytes; numbers take a byte for two digits and one more. */
function sizeOf(item: unknown): number {
  return Object.entries(objectOf(item)).reduce((sum, [name, value]) => {
    const { S, N, B } = objectOf(value);
    if (typeof S === 'string') return sum + Buffer.byteLength(name) + Buffer.byteLength(S);
    if (typeof N === 'string') return sum + Buffer.byteLength(name) + Math.ceil(N.length / 2) + 1;
    return sum + Buffer.byteLength(name) + (typeof B === 'string' ? Buffer.from(B, 'base64').length : 0);
  }, 0);
}
