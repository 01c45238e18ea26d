/** `--athena`: records from Athena's answers, candidates alone. */
import type { AthenaClient } from '@aws-sdk/client-athena';
import { explainAws } from '../../aws/errors.ts';
import { faultOf } from '../../aws/fault.ts';
import { EXIT } from '../../core/exit.ts';
import type { Words } from '../../core/language.ts';
import type { Rule } from '../../core/rule.ts';
import { clip, visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { asWords, refusalFrom, wordsFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { ATHENA_WORDS, type AthenaWords } from '../../messages/look-back/athena.ts';
import { FILE_WORDS } from '../../messages/look-back/files.ts';
import { type AthenaTable, type Part, type Query, queryOf, recordOf } from '../../selection/athena/query.ts';
import type { Reading, Source } from '../source.ts';
import { QueryFailed, type QueryOptions, rowsOf } from './run-query.ts';

export interface AthenaOptions {
  readonly client: AthenaClient;
  readonly table: AthenaTable;
  readonly workgroup: string;
  readonly rules: readonly Rule[];
  readonly part: Part;
  readonly clock: Pick<Host, 'sleep'>;
  /** Gaps that are known beforehand. */
  readonly gaps: readonly Reading[];
  readonly onProgress: (progress: AthenaProgress) => void;
}

export interface AthenaProgress {
  readonly scanned: number;
  readonly records: number;
}

/** A query takes at most 1,000 values of an injected partition column; the rest goes to a further query. */
const MOST_ACCOUNTS = 900;

const PERMISSIONS = 'replay --athena';

export const tableName = ({ database, name }: Pick<AthenaTable, 'database' | 'name'>) => `${database}.${name}`;

export function athenaSource(options: AthenaOptions): Source {
  return { names: [`athena:${tableName(options.table)}`], read: (signal) => readAll(options, signal) };
}

async function* readAll(options: AthenaOptions, signal: AbortSignal): AsyncGenerator<Reading> {
  const { table, part, gaps } = options;
  const from = asWords(`athena:${tableName(table)}`);
  yield* gaps;
  const queries = chunksOf(part).map((one) => queryOf(options.rules, table, one));
  if (queries[0] !== undefined) yield* lackingIn(queries[0], table);
  let [scanned, records] = [0, 0];
  for (const { sql, fields } of queries) {
    let now = 0;
    const tell = () => options.onProgress({ scanned: scanned + now, records });
    const asked: QueryOptions = {
      ...{ client: options.client, workgroup: options.workgroup, database: table.database, signal },
      clock: options.clock,
      onScanned: (bytes) => {
        now = bytes;
        tell();
      },
    };
    try {
      for await (const rows of rowsOf(sql, asked)) {
        for (const row of rows) {
          records += 1;
          yield { kind: 'record', record: recordOf(row, fields), from };
        }
        tell();
      }
    } catch (error) {
      if (!signal.aborted) {
        const refusal = explainQuery(error, options);
        if (records === 0) throw refusal;
        const { words: reason, nextStep: hint } = refusal;
        yield lack(reason, hint);
        return;
      }
    }
    scanned += now;
    if (signal.aborted) {
      yield { kind: 'not-covered', region: null, from, reason: wordsFrom(FILE_WORDS, ({ stopped }) => stopped) };
      return;
    }
  }
}

function chunksOf(part: Part): readonly Part[] {
  const chunks: Part[] = [];
  for (let begin = 0; begin < Math.max(1, part.accounts.length); begin += MOST_ACCOUNTS) {
    chunks.push({ ...part, accounts: part.accounts.slice(begin, begin + MOST_ACCOUNTS) });
  }
  return chunks;
}

/** Fields that the table doesn't keep: those that these rules read, and those that all may. */
function* lackingIn({ lacking, without }: Query, table: AthenaTable): Generator<Reading> {
  const hint = said(({ ownTable }) => ownTable);
  const name = tableName(table);
  for (const [path, rules] of lacking)
    yield lack(
      said((words) => words.lacking(name, path, rules)),
      hint,
    );
  if (without.length > 0)
    yield lack(
      said((words) => words.without(name, without)),
      hint,
    );
}

const CLOUDTRAIL = asWords('cloudtrail');

/** A gap whose sentence names its place. */
export const lack = (reason: Words, hint?: Words): Extract<Reading, { kind: 'not-covered' }> => ({
  kind: 'not-covered',
  region: null,
  from: CLOUDTRAIL,
  reason,
  ...(hint === undefined ? {} : { hint }),
});

const said = (pick: (words: AthenaWords) => string): Words => wordsFrom(ATHENA_WORDS, pick);

/** Kinds of Athena's failures, by its sentence: https://docs.aws.amazon.com/athena/latest/ug/troubleshooting-athena.html */
const KINDS = [
  ['cutoff', /bytes scanned limit/i],
  ['noLocation', /output location/i],
  ['denied', /access denied|AccessDenied|not authorized|insufficient permissions|insufficient lake formation/i],
  ['noTable', /TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|EntityNotFound|does not exist/i],
  ['schema', /HIVE_|COLUMN_NOT_FOUND|TYPE_MISMATCH|SYNTAX_ERROR|INVALID_|CONSTRAINT_VIOLATION|cannot be resolved/i],
] as const;

const MOST_QUOTED = 300;

/** A failed query, or AWS's refusal of a request about it. */
export function explainQuery(
  error: unknown,
  { table, workgroup }: Pick<AthenaOptions, 'table' | 'workgroup'>,
): UserError {
  if (error instanceof UserError) return error;
  const quoted = clip(
    visible(error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' '),
    MOST_QUOTED,
  );
  const facts = { table: tableName(table), workgroup, quoted };
  const refuse = (pick: (words: AthenaWords) => { readonly message: string; readonly hint: string }) => {
    const { message, hint } = refusalFrom(ATHENA_WORDS, pick);
    return new UserError(message, { hint, exit: EXIT.refused, cause: error });
  };
  if (error instanceof QueryFailed && error.isCancelled && !/bytes scanned limit/i.test(quoted))
    return refuse(({ cancelled }) => cancelled(facts));
  const isOfAthena =
    error instanceof QueryFailed || ['InvalidRequestException', 'MetadataException'].includes(nameOf(error));
  const [kind] = KINDS.find(([, pattern]) => pattern.test(quoted)) ?? [];
  if (isOfAthena) return refuse((words) => words.failed[kind ?? 'other'](facts));
  const explained = explainAws(error, { action: actionOf(error), region: asWords('Athena'), command: PERMISSIONS });
  return faultOf(error) === 'other' ? refuse((words) => words.failed.other(facts)) : explained;
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');
const actionOf = (error: unknown) =>
  /not authorized to perform: (athena:\w+)/.exec(error instanceof Error ? error.message : '')?.[1] ??
  'athena:StartQueryExecution';
