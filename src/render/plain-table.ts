/** Tables without lines, as all commands show them: nothing but columns, in the width there is. */
import Table from 'cli-table3';

const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

export interface PlainTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of text, the space behind it included; null takes what is left of `columns`. */
  readonly widths: readonly (number | null)[];
  readonly columns: number;
  /** Break between words; Japanese has no spaces to break at. */
  readonly byWord: boolean;
}

export function plainTable({ head, rows, widths, columns, byWord }: PlainTable): string {
  const fixed = widths.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const table = new Table({
    head: [...head],
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    colWidths: widths.map((width) => width ?? Math.max(columns - fixed - 1, 20)),
    wordWrap: true,
    wrapOnWordBoundary: byWord,
  });
  for (const row of rows) table.push([...row]);
  const lines = table.toString().split('\n');
  return lines.map((line) => line.trimEnd()).join('\n');
}
