/** One query in Athena: begun, waited for, its rows page by page; stopped when the caller stops. */
import type { AthenaClient, GetQueryResultsCommandOutput } from '@aws-sdk/client-athena';
import { faultOf } from '../../aws/fault.ts';
import type { Host } from '../../host.ts';

export interface QueryOptions {
  readonly client: AthenaClient;
  readonly workgroup: string;
  readonly database: string;
  readonly clock: Pick<Host, 'sleep'>;
  readonly signal: AbortSignal;
  /** Called while the query runs, with the bytes scanned so far. */
  readonly onScanned: (bytes: number) => void;
}

/** Athena's own sentence about a query that failed or was cancelled. */
export class QueryFailed extends Error {
  override readonly name = 'QueryFailed';
  readonly isCancelled: boolean;
  constructor(reason: string, isCancelled: boolean) {
    super(reason);
    this.isCancelled = isCancelled;
  }
}

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 3_000;
/** Answers to wait for again: throttling, and a server's trouble. */
const MOST_TRIES = 8;
/** https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html */
const PAGE_SIZE = 1_000;

export type Row = readonly (string | undefined)[];

/** Yields the rows; ends early, without throwing, when the signal is aborted. Throws `QueryFailed`, or AWS's error. */
export async function* rowsOf(sql: string, options: QueryOptions): AsyncGenerator<readonly Row[]> {
  const { client, workgroup, database, signal } = options;
  const { StartQueryExecutionCommand } = await import('@aws-sdk/client-athena');
  const { QueryExecutionId: id = '' } = await again(options, () =>
    client.send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        WorkGroup: workgroup,
        QueryExecutionContext: { Database: database },
      }),
      { abortSignal: signal },
    ),
  );
  let isOver = false;
  try {
    await ended(id, options);
    isOver = true;
    if (!signal.aborted) yield* pagesOf(id, options);
  } finally {
    if (!isOver) await stop(id, client);
  }
}

/** A query that nobody waits for goes on, and costs. */
async function stop(id: string, client: AthenaClient): Promise<void> {
  const { StopQueryExecutionCommand } = await import('@aws-sdk/client-athena');
  await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch(() => undefined);
}

async function ended(id: string, options: QueryOptions): Promise<void> {
  const { client, clock, signal, onScanned } = options;
  const { GetQueryExecutionCommand } = await import('@aws-sdk/client-athena');
  for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 1.5)) {
    const { QueryExecution: query } = await again(options, () =>
      client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }), { abortSignal: signal }),
    );
    onScanned(query?.Statistics?.DataScannedInBytes ?? 0);
    const { State: state, StateChangeReason: reason = '', AthenaError: failure } = query?.Status ?? {};
    if (state === 'SUCCEEDED') return;
    if (state === 'FAILED' || state === 'CANCELLED')
      throw new QueryFailed(reason || (failure?.ErrorMessage ?? ''), state === 'CANCELLED');
    await clock.sleep(pause, signal);
    signal.throwIfAborted();
  }
}

async function* pagesOf(id: string, options: QueryOptions): AsyncGenerator<readonly Row[]> {
  const { client, signal } = options;
  const { GetQueryResultsCommand } = await import('@aws-sdk/client-athena');
  const ask = (token: string | undefined) =>
    again(options, () =>
      client.send(
        new GetQueryResultsCommand({
          QueryExecutionId: id,
          MaxResults: PAGE_SIZE,
          ...(token === undefined ? {} : { NextToken: token }),
        }),
        { abortSignal: signal },
      ),
    );
  let isFirst = true;
  for (let next: Promise<GetQueryResultsCommandOutput> | undefined = ask(undefined); next !== undefined; ) {
    const { ResultSet: { Rows: rows = [] } = {}, NextToken: token }: GetQueryResultsCommandOutput = await next;
    // Asked for while the rows of this page are read; its error is met when its turn comes.
    next = token === undefined ? undefined : ask(token);
    next?.catch(() => undefined);
    const texts = rows.map(({ Data: cells = [] }) => cells.map(({ VarCharValue: text }) => text));
    // The first row has the names of the columns.
    yield isFirst ? texts.slice(1) : texts;
    isFirst = false;
    if (signal.aborted) return;
  }
}

async function again<T>({ clock, signal }: QueryOptions, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const isWorthIt = ['throttled', 'server', 'unreachable'].includes(faultOf(error));
      if (signal.aborted || !isWorthIt || tries >= MOST_TRIES) throw error;
      await clock.sleep(FIRST_PAUSE * 2 ** Math.min(tries, 6), signal);
    }
  }
}
