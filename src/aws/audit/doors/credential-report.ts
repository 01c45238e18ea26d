/**
 * IAM's credential report: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html.
 * It is made anew at most every four hours, and takes seconds to minutes.
 */
import type { CredentialReport, Credentials } from '../../../auditing/doors/state.ts';
import { type Reading, read } from '../../../auditing/snapshot.ts';
import { SECOND } from '../../../core/time.ts';
import { wordsFrom } from '../../../core/words.ts';
import { DOOR_WORDS } from '../../../messages/audit/doors/doors.ts';
import { readError } from '../../fault.ts';
import { attempt, type Reader } from '../attempt.ts';

/** Milliseconds before AWS is asked again whether the report is ready. */
const WAITS = [1, 2, 4, 8, 15, 30, 30].map((seconds) => seconds * SECOND);
/** Names of "not yet": of the SDK's classes, and as IAM writes them. */
const NOT_YET =
  /^(?:CredentialReport(?:NotReady|NotPresent|Expired)Exception|Report(?:InProgress|NotPresent|Expired))$/;

export async function readReport(region: string, reader: Reader): Promise<Reading<CredentialReport>> {
  for (const wait of [0, ...WAITS]) {
    if (wait > 0) await reader.sleep(wait);
    const state = await generate(region, reader);
    if (state.kind === 'refused') return state;
    if (state.value !== 'COMPLETE') continue;
    const report = await fetchReport(region, reader);
    if (report.kind === 'refused') return report;
    if (report.value !== null) return read(report.value);
  }
  const why = wordsFrom(DOOR_WORDS, (words) => words.reportLate);
  return { kind: 'refused', action: 'iam:GenerateCredentialReport', why, isDenied: false };
}

async function generate(region: string, reader: Reader): Promise<Reading<string>> {
  const { GenerateCredentialReportCommand } = await import('@aws-sdk/client-iam');
  return attempt('iam:GenerateCredentialReport', region, reader, async () => {
    const client = await reader.aws.iam();
    return (await client.send(new GenerateCredentialReportCommand({}), { abortSignal: reader.signal })).State ?? '';
  });
}

/** Null: it expired in between, or isn't ready after all. */
async function fetchReport(region: string, reader: Reader): Promise<Reading<CredentialReport | null>> {
  const { GetCredentialReportCommand } = await import('@aws-sdk/client-iam');
  return attempt<CredentialReport | null>('iam:GetCredentialReport', region, reader, async () => {
    const client = await reader.aws.iam();
    try {
      const { Content, GeneratedTime } = await client.send(new GetCredentialReportCommand({}), {
        abortSignal: reader.signal,
      });
      return parseReport(new TextDecoder().decode(Content), GeneratedTime?.getTime() ?? 0);
    } catch (error) {
      if (NOT_YET.test(readError(error).name)) return null;
      throw error;
    }
  });
}

const ROOT = '<root_account>';

/** Columns are found by their names, because AWS adds some at times. */
export function parseReport(text: string, made: number): CredentialReport {
  const [head = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const columns = cellsOf(head);
  const rows = lines.map((line) => rowOf(columns, cellsOf(line)));
  const readable = rows.flatMap((row) => (row === undefined ? [] : [credentialsOf(row)]));
  return {
    made,
    root: readable.find(({ name }) => name === ROOT),
    users: readable.filter(({ name }) => name !== ROOT),
    unreadable: rows.filter((row) => row === undefined).length,
  };
}

type Row = ReadonlyMap<string, string>;

const NEEDED = ['user', 'password_enabled', 'mfa_active', 'access_key_1_active', 'access_key_2_active'];

/** Undefined if its cells aren't those of the columns: a name may have a comma. */
function rowOf(columns: readonly string[], cells: readonly string[]): Row | undefined {
  if (cells.length !== columns.length) return undefined;
  const row = new Map(columns.map((column, index) => [column, cells[index] ?? '']));
  return NEEDED.every((column) => row.has(column)) ? row : undefined;
}

function cellsOf(line: string): readonly string[] {
  const cells = line.match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^,]*)(?=,|$)/g) ?? [];
  return cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

function credentialsOf(row: Row): Credentials {
  const is = (column: string) => row.get(column)?.toLowerCase() === 'true';
  const time = (column: string) => timeOf(row.get(column));
  const passwordUsed = time('password_last_used');
  return {
    name: row.get('user') ?? '',
    created: time('user_creation_time'),
    password: is('password_enabled') ? { used: passwordUsed, changed: time('password_last_changed') } : undefined,
    passwordUsed,
    hasMfa: is('mfa_active'),
    keys: [1, 2].map((number) => ({
      isActive: is(`access_key_${number}_active`),
      rotated: time(`access_key_${number}_last_rotated`),
      used: time(`access_key_${number}_last_used_date`),
    })),
  };
}

/** Undefined for `N/A`, `no_information` and `not_supported`. */
function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
