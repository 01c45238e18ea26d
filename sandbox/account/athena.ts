/** Athena over the account's S3: its queries run, word by word, on DuckDB. */
import { gunzipSync } from 'node:zlib';
import type { JsonObject } from '../../src/core/event.ts';
import { numberAt, textAt } from '../../src/core/fields.ts';
import { ALL_COLUMNS, type ColumnType, glueType, parseGlueType } from '../../src/selection/athena/columns.ts';
import { type AthenaEngine, athenaEngine } from '../athena-engine.ts';
import type { ResourceMaker } from '../cloudformation/cloudformation.ts';
import type { S3 } from './s3/s3.ts';
import { AwsFault, jsonService, type Service } from './service.ts';

interface Table {
  readonly columns: readonly (readonly [string, string])[];
  readonly keys: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
}

interface Execution {
  readonly id: string;
  readonly sql: string;
  state: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  reason: string;
  scanned: number;
  rows: readonly (readonly (string | undefined)[])[];
  /** Answers until it is over. */
  left: number;
}

export class Athena {
  readonly service: Service;
  /** By `database.table`. */
  readonly tables = new Map<string, Table>();
  /** Bytes at which each stops a query. */
  readonly workgroups = new Map<string, number | undefined>();
  readonly executions: Execution[] = [];
  /** Athena's sentence about each query, in place of rows. */
  failure: string | undefined;
  /** Answers of a query before it is over. */
  patience = 1;
  readonly #s3: () => S3;
  #engine: Promise<AthenaEngine & { readonly close: () => void }> | undefined;

  constructor(s3: () => S3) {
    this.#s3 = s3;
    this.service = jsonService({
      GetTableMetadata: (input) => this.#metadata(input),
      GetWorkGroup: (input) => this.#workgroup(input),
      StartQueryExecution: (input) => this.#start(input),
      GetQueryExecution: (input) => this.#look(input),
      GetQueryResults: (input) => this.#results(input),
      StopQueryExecution: (input) => {
        this.#find(input).state = 'CANCELLED';
        return {};
      },
    });
  }

  /** The table that `athena setup` makes. */
  addTable(name: string, location: string, change: Partial<Table> = {}): void {
    this.tables.set(name, {
      columns: [...ALL_COLUMNS].map(([column, type]) => [column, glueType(type)] as const),
      keys: ['account', 'region', 'day'],
      parameters: {
        location,
        'projection.enabled': 'true',
        'projection.account.type': 'injected',
        'projection.region.type': 'injected',
        'projection.day.type': 'date',
        'projection.day.format': 'yyyy/MM/dd',
        'projection.day.range': '2013/11/01,NOW+1DAYS',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Glue's placeholders
        'storage.location.template': `${location}${'${account}/CloudTrail/${region}/${day}'}`,
      },
      ...change,
    });
  }

  /** Tables and workgroups of stacks. */
  makers(): Readonly<Record<string, ResourceMaker>> {
    return {
      'AWS::Glue::Database': {
        create: (properties, _, made) => ({ ...made, physicalId: textAt(properties, 'DatabaseInput.Name') ?? '' }),
      },
      'AWS::Glue::Table': {
        create: (properties, _, made) => {
          const name = textAt(properties, 'TableInput.Name') ?? '';
          this.tables.set(`${textAt(properties, 'DatabaseName')}.${name}`, tableOf(properties));
          return { ...made, physicalId: name };
        },
      },
      'AWS::Athena::WorkGroup': {
        create: (properties, _, made) => {
          const name = textAt(properties, 'Name') ?? '';
          this.workgroups.set(name, numberAt(properties, 'WorkGroupConfiguration.BytesScannedCutoffPerQuery'));
          return { ...made, physicalId: name };
        },
        update: (properties, _, earlier) => {
          const cutoff = numberAt(properties, 'WorkGroupConfiguration.BytesScannedCutoffPerQuery');
          this.workgroups.set(textAt(properties, 'Name') ?? '', cutoff);
          return earlier;
        },
      },
    };
  }

  async close(): Promise<void> {
    (await this.#engine)?.close();
  }

  #metadata(input: JsonObject): object {
    const table = this.tables.get(`${textAt(input, 'DatabaseName')}.${textAt(input, 'TableName')}`);
    if (table === undefined)
      throw new AwsFault(
        'MetadataException',
        `EntityNotFoundException: Table ${textAt(input, 'TableName')} not found.`,
      );
    return {
      TableMetadata: {
        Name: textAt(input, 'TableName'),
        Columns: table.columns.map(([Name, Type]) => ({ Name, Type })),
        PartitionKeys: table.keys.map((Name) => ({ Name, Type: 'string' })),
        Parameters: table.parameters,
      },
    };
  }

  #workgroup(input: JsonObject): object {
    const name = textAt(input, 'WorkGroup') ?? '';
    if (!this.workgroups.has(name)) throw new AwsFault('InvalidRequestException', `WorkGroup ${name} is not found.`);
    const cutoff = this.workgroups.get(name);
    return {
      WorkGroup: {
        Name: name,
        Configuration: { ...(cutoff === undefined ? {} : { BytesScannedCutoffPerQuery: cutoff }) },
      },
    };
  }

  #start(input: JsonObject): object {
    this.#workgroup(input);
    const execution: Execution = {
      ...{
        id: `query-${this.executions.length + 1}`,
        sql: textAt(input, 'QueryString') ?? '',
        state: 'RUNNING' as const,
      },
      ...{ reason: '', scanned: 0, rows: [], left: this.patience },
    };
    this.executions.push(execution);
    return { QueryExecutionId: execution.id };
  }

  async #look(input: JsonObject): Promise<object> {
    const execution = this.#find(input);
    if (execution.state === 'RUNNING') {
      execution.left -= 1;
      if (execution.left < 0) await this.#run(execution);
    }
    const { id, state, reason, scanned } = execution;
    return {
      QueryExecution: {
        QueryExecutionId: id,
        Status: { State: state, ...(reason === '' ? {} : { StateChangeReason: reason }) },
        Statistics: { DataScannedInBytes: scanned },
      },
    };
  }

  async #run(execution: Execution): Promise<void> {
    const fail = (reason: string, state: 'FAILED' | 'CANCELLED' = 'FAILED') =>
      void Object.assign(execution, { state, reason });
    if (this.failure !== undefined) return fail(this.failure);
    const [, database = '', name = ''] = /FROM "(\w+)"\."(\w+)"/.exec(execution.sql) ?? [];
    const table = this.tables.get(`${database}.${name}`);
    if (table === undefined) return fail(`TABLE_NOT_FOUND: Table ${database}.${name} does not exist`);
    for (const key of table.keys) {
      const isInjected = table.parameters[`projection.${key}.type`] === 'injected';
      if (isInjected && !execution.sql.includes(`"${key}" IN (`))
        return fail(
          `CONSTRAINT_VIOLATION: For the injected projected partition column ${key}, the WHERE clause must contain only static equality conditions`,
        );
    }
    const parts = this.#filesOf(table);
    const read = parts.filter((part) => isAsked(part, execution.sql));
    execution.scanned = read.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const cutoff = [...this.workgroups.values()].find((one) => one !== undefined && execution.scanned > one);
    if (cutoff !== undefined) return fail('Query cancelled! : Bytes scanned limit was exceeded', 'CANCELLED');
    try {
      this.#engine ??= athenaEngine();
      const engine = await this.#engine;
      const rows = read.flatMap(({ bytes, bucket: _, ...values }) =>
        recordsIn(bytes).map((record) => ({ record, values })),
      );
      const columns = new Map<string, ColumnType>(table.columns.map(([column, type]) => [column, parseGlueType(type)]));
      const more = rows.length > 0 ? rows.map(({ values }) => pick(values, table.keys)) : [pick({}, table.keys)];
      await engine.load(
        `${database}.${name}`,
        rows.map(({ record }) => record),
        columns,
        more,
      );
      execution.rows = await engine.ask(execution.sql);
      execution.state = 'SUCCEEDED';
    } catch (error) {
      fail(`SYNTAX_ERROR: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #filesOf({ parameters }: Table) {
    const place = parameters['location'] ?? '';
    const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(place) ?? [];
    return [...this.#s3().bucket(bucket).objects].flatMap(([key, versions]) => {
      const [, account = '', region = '', day = ''] =
        /(\d{12})\/CloudTrail\/([^/]+)\/(\d{4}\/\d\d\/\d\d)\//.exec(key) ?? [];
      const bytes = versions.at(-1)?.bytes;
      return key.startsWith(prefix) && account !== '' && bytes !== undefined
        ? [{ account, region, day, bytes, bucket }]
        : [];
    });
  }

  #results(input: JsonObject): object {
    const { rows, sql } = this.#find(input);
    const size = numberAt(input, 'MaxResults') ?? 1_000;
    const begin = Number(textAt(input, 'NextToken') ?? 0);
    const width = sql.split(' FROM ')[0]?.split(', ').length ?? 0;
    const header = Array.from({ length: width }, (_, index) => `c${index}`);
    const all = [header, ...rows];
    const end = begin + size;
    return {
      ResultSet: {
        Rows: all
          .slice(begin, end)
          .map((row) => ({ Data: row.map((text) => (text === undefined ? {} : { VarCharValue: text })) })),
      },
      ...(end < all.length ? { NextToken: String(end) } : {}),
    };
  }

  #find(input: JsonObject): Execution {
    const found = this.executions.find(({ id }) => id === textAt(input, 'QueryExecutionId'));
    if (found === undefined) throw new AwsFault('InvalidRequestException', 'QueryExecution was not found');
    return found;
  }
}

const pick = (values: Readonly<Record<string, string>>, keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, values[key] ?? '']));

/** Partitions that the query leaves out are not scanned. */
function isAsked(part: Readonly<Record<'account' | 'region' | 'day', string>>, sql: string): boolean {
  const isIn = (key: 'account' | 'region') => {
    const list = new RegExp(`"${key}" IN \\(([^)]*)\\)`).exec(sql)?.[1];
    return list === undefined || list.includes(`'${part[key]}'`);
  };
  const bound = (sign: string) => new RegExp(`"day" ${sign} '([^']*)'`).exec(sql)?.[1];
  const [first = '', last = '9999'] = [bound('>='), bound('<=')];
  return isIn('account') && isIn('region') && part.day >= first && part.day <= last;
}

function recordsIn(bytes: Buffer): readonly JsonObject[] {
  const text = bytes[0] === 0x1f ? gunzipSync(bytes).toString() : bytes.toString();
  return JSON.parse(text).Records;
}

function tableOf(properties: JsonObject): Table {
  const input = properties['TableInput'];
  const pairs = (list: unknown) =>
    (Array.isArray(list) ? list : []).map((one): readonly [string, string] => [
      textAt(one, 'Name') ?? '',
      textAt(one, 'Type') ?? '',
    ]);
  const of = (path: string) => path.split('.').reduce<unknown>((here, key) => Reflect.get(Object(here), key), input);
  return {
    columns: pairs(of('StorageDescriptor.Columns')),
    keys: pairs(of('PartitionKeys')).map(([name]) => name),
    parameters: {
      ...Object.fromEntries(Object.entries(Object(of('Parameters'))).map(([key, value]) => [key, String(value)])),
      location: String(of('StorageDescriptor.Location')),
    },
  };
}
