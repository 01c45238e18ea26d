/** `--athena`, `--table`, `--workgroup` and `--max-scan`. */
import { UserError } from '../../../core/user-error.ts';
import { refusalFrom } from '../../../core/words.ts';
import { ATHENA_WORDS } from '../../../messages/look-back/athena.ts';

/** A table in Athena to ask. */
export interface AthenaPlace {
  /** Undefined: that of `athena setup`. */
  readonly table: { readonly database: string; readonly name: string } | undefined;
  readonly workgroup: string | undefined;
  /** Bytes above which nothing is asked. */
  readonly maxScan: number;
  /** Agrees to the cost without a question. */
  readonly yes: boolean;
}

interface Flags {
  readonly athena?: true | undefined;
  readonly table?: string | undefined;
  readonly workgroup?: string | undefined;
  readonly maxScan?: string | undefined;
  readonly yes?: boolean | undefined;
}

export const MAX_SCAN = '100GB';

/** Undefined without `--athena`. Throws a `UserError` for flags that mean nothing without it. */
export function athenaOf({ athena, table, workgroup, maxScan, yes }: Flags): AthenaPlace | undefined {
  if (athena === true)
    return { table: tableOf(table), workgroup, maxScan: bytesOf(maxScan ?? MAX_SCAN), yes: yes === true };
  if (table === undefined && workgroup === undefined && maxScan === undefined) return undefined;
  const { message, hint } = refusalFrom(ATHENA_WORDS, ({ needsAthena }) => needsAthena);
  throw new UserError(message, { hint });
}

function tableOf(text: string | undefined): AthenaPlace['table'] {
  if (text === undefined) return undefined;
  const [database = '', name = '', ...rest] = text.split('.');
  if (rest.length === 0 && database !== '' && name !== '') return { database, name };
  const { message, hint } = refusalFrom(ATHENA_WORDS, ({ badTable }) => badTable(JSON.stringify(text)));
  throw new UserError(message, { hint });
}

const UNITS = { mb: 1e6, gb: 1e9, tb: 1e12 };

/** `500MB`, `100GB`, `2TB` as bytes. Throws a `UserError`. */
export function bytesOf(text: string): number {
  const { number = '', unit = '' } = /^(?<number>\d+(?:\.\d+)?) ?(?<unit>mb|gb|tb)$/i.exec(text)?.groups ?? {};
  const bytes = Number(number) * (unit === '' ? 0 : UNITS[unitOf(unit)]);
  if (bytes > 0) return Math.round(bytes);
  const { message, hint } = refusalFrom(ATHENA_WORDS, ({ badSize }) => badSize(JSON.stringify(text)));
  throw new UserError(message, { hint });
}

function unitOf(text: string): keyof typeof UNITS {
  const lower = text.toLowerCase();
  return lower === 'mb' || lower === 'tb' ? lower : 'gb';
}
