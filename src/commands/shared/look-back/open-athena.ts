/** A table in Athena as a source: what it would scan is shown and agreed to before it is asked. */
import type { AthenaClient } from '@aws-sdk/client-athena';
import type { Aws } from '../../../aws/clients.ts';
import { EXIT } from '../../../core/exit.ts';
import { namesOf } from '../../../core/names.ts';
import type { Rule } from '../../../core/rule.ts';
import type { Settings } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../../core/words.ts';
import type { Host } from '../../../host.ts';
import { ATHENA_WORDS, type AthenaWords } from '../../../messages/look-back/athena.ts';
import { S3_WORDS } from '../../../messages/look-back/s3.ts';
import { queryOf } from '../../../selection/athena/query.ts';
import { athenaSource, explainQuery, lack, tableName } from '../../../sources/athena/athena-source.ts';
import { type Extent, extentOf } from '../../../sources/athena/extent.ts';
import { readTable, type TrailTable } from '../../../sources/athena/table.ts';
import { uriOf } from '../../../sources/s3/address.ts';
import { S3Bucket } from '../../../sources/s3/bucket.ts';
import { dayOf, type Span } from '../../../sources/s3/objects.ts';
import { explainS3 } from '../../../sources/s3/s3-archive.ts';
import type { Reading, Source } from '../../../sources/source.ts';
import { askYes, isInteractive } from '../asking/ask.ts';
import { explain } from '../command.ts';
import { startSpinner } from '../progress.ts';
import type { AthenaPlace } from './athena-flags.ts';
import type { Opened, TrailOptions } from './open-trail.ts';
import { isoOf } from './window.ts';

interface Asked {
  readonly place: AthenaPlace;
  readonly span: Span;
  readonly rules: readonly Rule[];
  readonly settings: Settings;
}

/** Throws a `UserError` if the table can't be asked, would scan too much, or nobody agrees. */
export async function openAthena(aws: Aws, asked: Asked, options: TrailOptions, host: Host): Promise<Opened> {
  const { place, span, rules, settings } = asked;
  const words = ATHENA_WORDS[host.language ?? 'en'];
  const names = namesOf(settings.name).athena;
  const workgroup = place.workgroup ?? names.workgroup;
  const client = await aws.athena();
  const table = await tableOf(
    client,
    { ...(place.table ?? { database: names.database, name: names.table }) },
    workgroup,
    host,
  );
  const extent = await measured(aws, table, asked, options, host);
  if (extent.files === 0) return { source: nothingIn(table, span), finish: () => undefined, notes: [], isEmpty: true };
  await host.stderr.write(`${words.extent(tableName(table), extent.files, extent.bytes, extent.days)}\n`);
  if (extent.bytes > place.maxScan) throw refusal(({ tooMuch }) => tooMuch(extent.bytes, place.maxScan));
  await checkCutoff(client, extent.bytes, { table, workgroup }, host);
  await agree(place.yes, words, host);
  await explain(options, host, words.query(queryOf(rules, table, extent).sql));
  const spinner = await startSpinner(host, words.progress(0, 0));
  let last = { scanned: 0, records: 0 };
  const source = athenaSource({
    ...{ client, table, workgroup, rules, part: extent },
    clock: host,
    gaps: gapsOf(table, extent),
    onProgress: (progress) => {
      last = progress;
      spinner.say(words.progress(progress.scanned, progress.records));
    },
  });
  const finish = () => {
    spinner.stop();
    if (last.scanned > 0) void host.stderr.write(`${words.done(last.scanned, last.records)}\n`);
  };
  return { source, finish, notes: [] };
}

async function tableOf(
  client: AthenaClient,
  names: { readonly database: string; readonly name: string },
  workgroup: string,
  { signal }: Host,
): Promise<TrailTable> {
  const known = { ...names, columns: new Map(), partitions: {} };
  const found = await readTable(client, names, signal).catch((error: unknown) => {
    throw explainQuery(error, { table: known, workgroup });
  });
  if (found === undefined) throw refusal(({ noPlace }) => noPlace(tableName(names)));
  return found;
}

async function measured(aws: Aws, table: TrailTable, { span }: Asked, { regions }: TrailOptions, host: Host) {
  const clock = { now: host.now, sleep: host.sleep };
  const { bucket: name, prefix } = table.address;
  const bucket = new S3Bucket({
    ...{ client: await aws.s3Reader(), bucket: name, isPayer: false, clock, signal: host.signal },
  });
  const spinner = await startSpinner(host, ATHENA_WORDS[host.language ?? 'en'].listing);
  const isWanted = (region: string) => regions === undefined || regions.includes(region);
  try {
    return await extentOf({ bucket, prefix, partitions: table.partitions, span, isWanted });
  } catch (error) {
    throw explainS3(error, 's3:ListBucket', { bucket, isPayer: true });
  } finally {
    spinner.stop();
  }
}

/** A query that the workgroup stops in its middle costs as well. */
async function checkCutoff(
  client: AthenaClient,
  bytes: number,
  { table, workgroup }: { readonly table: TrailTable; readonly workgroup: string },
  { signal }: Host,
): Promise<void> {
  const { GetWorkGroupCommand } = await import('@aws-sdk/client-athena');
  const { WorkGroup: found } = await client
    .send(new GetWorkGroupCommand({ WorkGroup: workgroup }), { abortSignal: signal })
    .catch((error: unknown) => {
      throw explainQuery(error, { table, workgroup });
    });
  const cutoff = found?.Configuration?.BytesScannedCutoffPerQuery;
  if (cutoff !== undefined && bytes > cutoff) throw refusal(({ overCutoff }) => overCutoff(bytes, cutoff, workgroup));
}

async function agree(isAgreed: boolean, words: AthenaWords, host: Host): Promise<void> {
  if (isAgreed) return;
  if (!isInteractive(host)) throw refusal(({ noTerminal }) => noTerminal);
  if (await askYes(words.question, host)) return;
  throw new UserError(wordsFrom(ATHENA_WORDS, ({ declined }) => declined));
}

/** Files that lie there, and that the table can't show. */
function gapsOf(table: TrailTable, { accounts, regions, from, leftOut }: Extent): readonly Reading[] {
  const name = tableName(table);
  const hint = said(({ changeTable }) => changeTable);
  const missing = (['account', 'region'] as const).flatMap((kind) => {
    const listed = table.values[kind];
    const there = kind === 'account' ? accounts : regions;
    const values = listed === undefined ? [] : there.filter((value) => !listed.includes(value));
    return values.length > 0
      ? [
          lack(
            said((words) => words.notListed(name, kind, values)),
            hint,
          ),
        ]
      : [];
  });
  const { firstDay } = table;
  return [
    ...missing,
    ...(firstDay !== undefined && dayOf(from) < firstDay
      ? [
          lack(
            said((words) => words.beforeFirst(name, firstDay)),
            hint,
          ),
        ]
      : []),
    ...(table.isByHand ? [lack(said(({ byHand }) => byHand(name)))] : []),
    ...(leftOut > 0 ? [lack(wordsFrom(S3_WORDS, (words) => words.regionsLeftOut(leftOut)))] : []),
  ];
}

/** No file of the period lies there, so that nothing is asked. */
function nothingIn(table: TrailTable, { from, to }: Span): Source {
  const address = uriOf(table.address.bucket, table.address.prefix);
  const reason = wordsFrom(S3_WORDS, ({ nothing }) => nothing(address, isoOf(from), isoOf(to)));
  const gap = lack(
    reason,
    wordsFrom(S3_WORDS, ({ check }) => check),
  );
  return {
    names: [`athena:${tableName(table)}`],
    async *read() {
      yield gap;
    },
  };
}

const said = (pick: (words: AthenaWords) => string) => wordsFrom(ATHENA_WORDS, pick);

function refusal(pick: (words: AthenaWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(ATHENA_WORDS, pick);
  return new UserError(message, { hint, exit: EXIT.wrongUse });
}
