/** Athena's SQL on a real engine: DuckDB, with the differences of the two dialects in one place. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Json, JsonObject } from '../src/core/event.ts';
import { isObject } from '../src/core/fields.ts';
import type { Columns, ColumnType } from '../src/selection/athena/columns.ts';

/**
 * The differences. `json_extract_scalar` is DuckDB's `json_extract_string`, but null for an object, a list and null, and
 * for text that is no JSON. `strpos`, `lower`, `TRY_CAST`, `LIKE … ESCAPE`, `IN` and quoted names mean the same in both.
 * https://trino.io/docs/current/functions/json.html
 */
const DIFFERENCES = `CREATE MACRO json_extract_scalar(t, p) AS CASE
  WHEN NOT json_valid(t) THEN NULL
  WHEN json_type(t, p) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL
  ELSE json_extract_string(t, p) END`;

export interface AthenaEngine {
  /** Makes a table of the records, as the SerDe reads them. `more`: values of partition columns, for each record. */
  load(name: string, records: readonly JsonObject[], columns: Columns, more?: readonly Row[]): Promise<void>;
  /** Rows of text; undefined is null. */
  ask(sql: string): Promise<readonly (readonly (string | undefined)[])[]>;
}
type Row = Readonly<Record<string, string>>;

export async function athenaEngine(): Promise<AthenaEngine & { readonly close: () => void }> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(DIFFERENCES);
  return {
    load: (...args) => load(connection, ...args),
    async ask(sql) {
      const rows = (await connection.runAndReadAll(sql)).getRowsJson();
      return rows.map((row) => row.map((value) => (value === null ? undefined : String(value))));
    },
    close: () => connection.closeSync(),
  };
}

async function load(
  connection: DuckDBConnection,
  name: string,
  records: readonly JsonObject[],
  columns: Columns,
  more: readonly Row[] = [],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'login-watch-athena-'));
  const file = join(folder, 'rows.ndjson');
  const rows = records.map((record, index) => ({ ...rowOf(record, columns), ...more[index] }));
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const partitions = Object.keys(more[0] ?? {}).map((key) => [key, 'string'] as const);
  const types = [...columns, ...partitions].map(([key, type]) => `'${key}': '${duckType(type)}'`);
  const [database = '', table = ''] = name.split('.');
  await connection.run(`CREATE SCHEMA IF NOT EXISTS "${database}"`);
  const source = `read_json('${file}', format = 'newline_delimited', maximum_object_size = 33554432, columns = {${types.join(', ')}})`;
  await connection.run(`CREATE OR REPLACE TABLE "${database}"."${table}" AS SELECT * FROM ${source}`);
  rmSync(folder, { recursive: true });
}

const duckType = (type: ColumnType): string =>
  typeof type === 'string'
    ? 'VARCHAR'
    : `STRUCT(${[...type].map(([name, of]) => `"${name}" ${duckType(of)}`).join(', ')})`;

/** The SerDe matches names whatever their case, and writes an object in a column of text as JSON. */
function rowOf(record: JsonObject, columns: Columns): JsonObject {
  return Object.fromEntries([...columns].map(([name, type]) => [name, cellOf(memberOf(record, name), type)]));
}

function cellOf(value: Json | undefined, type: ColumnType): Json {
  if (value === undefined || value === null) return null;
  if (typeof type === 'string') return typeof value === 'string' ? value : JSON.stringify(value);
  return isObject(value) ? rowOf(value, type) : null;
}

const memberOf = (record: JsonObject, name: string) =>
  record[Object.keys(record).find((key) => key.toLowerCase() === name) ?? name];
