/** Cuts CSV (RFC 4180) into rows with the names of their columns: Logs Insights, CloudTrail Lake, Athena, Splunk. */
import type { Piece } from './json/json-splitter.ts';
import { unflattened } from './ocsf.ts';

/** UTF-16 units of one row. */
const LONGEST_ROW = 64 * 1024 * 1024;
/** Columns that hold a whole record as JSON. */
const WHOLE = /^"?(?:@message|_raw|event_?json|message|CloudTrailEvent)"?$/i;
/** Columns of a record, without which it says too little: whether a sign-in succeeded stands in the last. */
const NEEDED = ['eventTime', 'eventSource', 'eventName', 'sourceIPAddress', 'userIdentity', 'responseElements'];

/** The CloudTrail console's columns: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-console.html */
const CONSOLE: Readonly<Record<string, string>> = {
  'event name': 'eventName',
  'event time': 'eventTime',
  'event source': 'eventSource',
  'source ip address': 'sourceIPAddress',
  イベント名: 'eventName',
  イベント時間: 'eventTime',
  イベント時刻: 'eventTime',
  イベントソース: 'eventSource',
  'ソース ip アドレス': 'sourceIPAddress',
  ソースipアドレス: 'sourceIPAddress',
  '発信元 ip アドレス': 'sourceIPAddress',
};
const fieldOf = (column: string) =>
  Object.hasOwn(CONSOLE, column.toLowerCase()) ? CONSOLE[column.toLowerCase()] : undefined;

/** True for the columns of a download from the CloudTrail console. */
export const isConsoleCsv = (columns: readonly string[]): boolean =>
  columns.filter((column) => fieldOf(column) !== undefined).length > 1;

/** The columns of a first line that begins a CSV file with events; undefined for any other text. */
export function csvColumns(line: string): readonly string[] | undefined {
  const cells = line
    .trim()
    .split(',')
    .map((cell) => cell.replace(/^"|"$/g, '').trim());
  const isEvents = cells.some(
    (cell) =>
      WHOLE.test(cell) || /^event ?(?:name|time)$/i.test(cell) || cell === '@timestamp' || fieldOf(cell) !== undefined,
  );
  return cells.length > 1 && isEvents && cells.every((cell) => /^[@\w. \p{L}-]{1,80}$/u.test(cell)) ? cells : undefined;
}

/** The columns that lack where rows hold no whole records; empty if rows can be read. */
export function lackingColumns(columns: readonly string[]): readonly string[] {
  if (columns.some((column) => WHOLE.test(column))) return [];
  return NEEDED.filter((needed) => !columns.some((column) => (fieldOf(column) ?? column.split('.')[0]) === needed));
}

export class CsvRows {
  #columns: readonly string[] | undefined;
  #cells: string[] = [];
  #cell = '';
  #isQuoted = false;
  #line = 1;
  #start = 1;

  push(chunk: string): readonly Piece[] {
    const pieces: Piece[] = [];
    for (const char of parts(chunk)) {
      if (char === '"') this.#quote();
      else if (this.#isQuoted) this.#add(char);
      else if (char === ',') this.#endCell();
      else if (char === '\n') pieces.push(...this.#endRow());
      else if (char !== '\r') this.#add(char);
      if (this.#cell.length > LONGEST_ROW) return [...pieces, { kind: 'too-long', at: `line ${this.#start}` }];
    }
    return pieces;
  }

  end(): readonly Piece[] {
    const isCut = this.#isQuoted;
    this.#isQuoted = false;
    return isCut ? [{ kind: 'cut', at: `line ${this.#start}` }] : this.#endRow();
  }

  /** A doubled quote ends and begins again, and stands for itself. */
  #quote(): void {
    if (!this.#isQuoted && this.#cell.endsWith(CLOSED)) this.#cell = `${this.#cell.slice(0, -1)}"`;
    else if (this.#isQuoted) this.#cell += CLOSED;
    this.#isQuoted = !this.#isQuoted;
  }

  #add(text: string): void {
    this.#cell += text;
    if (text === '\n') this.#line += 1;
  }

  #endCell(): void {
    this.#cells.push(this.#cell.replaceAll(CLOSED, ''));
    this.#cell = '';
  }

  #endRow(): readonly Piece[] {
    this.#endCell();
    const cells = this.#cells;
    const at = `line ${this.#start}` as const;
    this.#cells = [];
    this.#line += 1;
    this.#start = this.#line;
    if (cells.every((cell) => cell === '')) return [];
    if (this.#columns === undefined) {
      this.#columns = cells;
      return [];
    }
    const row = Object.fromEntries(this.#columns.map((column, index) => [column, cells[index] ?? '']));
    const filled = Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '' && cell !== 'null'));
    return [{ kind: 'value', value: rowValue(filled), within: undefined, at }];
  }
}

/** Stands behind a closed quote until the next character decides; no text of a record holds it. */
const CLOSED = '\u0000';

const parts = (chunk: string) => chunk.match(/["\n\r,]|[^"\n\r,]+/g) ?? [];

function rowValue(row: Readonly<Record<string, string>>) {
  if (Object.keys(row).some((column) => WHOLE.test(column))) return row;
  return unflattened(Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, jsonOf(cell)])));
}

/** A cell with an object is one; any other stays text. */
function jsonOf(cell: string) {
  if (!cell.startsWith('{')) return cell;
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}
