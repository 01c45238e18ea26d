/** Rules, a table and a period -> one query, and its rows -> records. */
import type { Json, JsonObject } from '../../core/event.ts';
import { isObject } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { type Columns, FIELDS, type Field, isKept } from './columns.ts';
import { identifier, literal } from './text.ts';
import { textOf, whereOf } from './where.ts';

export interface AthenaTable {
  readonly database: string;
  readonly name: string;
  readonly columns: Columns;
  /** Names of the partition columns, where the table has them. */
  readonly partitions: {
    readonly account?: string | undefined;
    readonly region?: string | undefined;
    /** Its values are `2026/11/20`. */
    readonly day?: string | undefined;
  };
}

/** The part of the table that is read. */
export interface Part {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** `2026/11/20`, the first and the last. */
  readonly days: readonly [string, string];
  /** Milliseconds since the epoch, both inclusive. */
  readonly from: number;
  readonly to: number;
}

export interface Query {
  readonly sql: string;
  /** The fields of each row, in order. */
  readonly fields: readonly Field[];
  /** Fields that the table doesn't keep, with the ids of the rules that read them. */
  readonly lacking: ReadonlyMap<string, readonly string[]>;
  /** Fields of a record in AWS's own table that this one lacks, whatever the rules read. */
  readonly without: readonly string[];
}

/** "The maximum allowed query string length is 262144 bytes": https://docs.aws.amazon.com/athena/latest/ug/service-limits.html */
const MOST_BYTES = 262_144;

/** Rules with so many values that the query would be too long are left to the engine: then every row is asked for. */
export function queryOf(rules: readonly Rule[], table: AthenaTable, part: Part): Query {
  const fields = FIELDS.filter((field) => isKept(field, table.columns));
  const { condition, lacking } = whereOf(rules, table.columns);
  const select = fields.map((field, index) => `${textOf(field)} AS c${index}`).join(', ');
  const from = `${identifier(table.database)}.${identifier(table.name)}`;
  const within = partOf(table, part);
  const sql = (conditions: readonly (string | undefined)[]) => {
    const known = conditions.filter((one) => one !== undefined);
    return `SELECT ${select} FROM ${from}${known.length > 0 ? ` WHERE ${known.join(' AND ')}` : ''}`;
  };
  const whole = sql([...within, condition]);
  return {
    sql: Buffer.byteLength(whole) <= MOST_BYTES ? whole : sql(within),
    fields,
    lacking,
    without: FIELDS.filter((field) => field.isExtra !== true && !isKept(field, table.columns)).map(({ path }) => path),
  };
}

function partOf({ partitions, columns }: AthenaTable, { accounts, regions, days, from, to }: Part): readonly string[] {
  const isOneOf = (column: string | undefined, values: readonly string[]) =>
    column === undefined ? [] : [`${identifier(column)} IN (${values.map((value) => literal(value)).join(', ')})`];
  const [first, last] = days.map((day) => literal(day));
  const day = partitions.day === undefined ? undefined : identifier(partitions.day);
  const time = FIELDS.find(({ path }) => path === 'eventTime');
  const isTimed = time !== undefined && isKept(time, columns);
  return [
    ...isOneOf(partitions.account, accounts),
    ...isOneOf(partitions.region, regions),
    ...(day === undefined ? [] : [`${day} >= ${first}`, `${day} <= ${last}`]),
    // Texts, compared without the zone at their end: the parts of a second don't count.
    ...(isTimed ? [`${textOf(time)} >= '${secondOf(from)}'`, `${textOf(time)} < '${secondOf(to + 1000)}'`] : []),
  ];
}

const secondOf = (epoch: number) => new Date(epoch).toISOString().slice(0, 19);

/** The record of a row, as a trail's file has it: a null may also be a field that isn't there. */
export function recordOf(row: readonly (string | undefined)[], fields: readonly Field[]): JsonObject {
  const record: Record<string, Json> = { requestParameters: null, responseElements: null };
  for (const [index, { path, kind }] of fields.entries()) {
    const text = row[index];
    if (text !== undefined) put(record, path.split('.'), kind === 'text' ? text : parsed(text));
  }
  return record;
}

function put(record: Record<string, Json>, [name = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) {
    record[name] = value;
    return;
  }
  const below = record[name];
  const here: Record<string, Json> = isObject(below) ? { ...below } : {};
  record[name] = here;
  put(here, rest, value);
}

/** Text that isn't JSON stays text. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
