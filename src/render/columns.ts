/** Tables without lines, as all commands show them: nothing but columns, in the width there is. */
import { widthOf, wrap } from './wrap.ts';

export interface Cell {
  readonly text: string;
  /** Columns that the text takes, if they were counted already. */
  readonly width?: number;
  /** Colours one line of the cell. Its width must stay. */
  readonly paint?: (line: string) => string;
}

export interface Columns {
  readonly head: readonly string[];
  /** Walked once for the widths and once for the text, so that no more than a row needs to be in memory. */
  readonly rows: Iterable<readonly Cell[]>;
  /** The one column that is wrapped to the remaining width; the others are as wide as their content. */
  readonly flexible: number;
  readonly width: number;
  /** A line for each row, as many fields as the head has, none aligned or broken: for screen readers. */
  readonly isPlain?: boolean | undefined;
}

const GAP = '  ';
/** Rather too wide than a ladder of single words. */
const NARROWEST = 20;

export const columns = (table: Columns): string => [...rowTexts(table)].join('\n');

/** The text of the head, then that of each row: one line or several. */
export function* rowTexts({ head, rows, flexible, width, isPlain }: Columns): Generator<string> {
  const headRow = head.map((text): Cell => ({ text }));
  if (isPlain) {
    yield plainly(headRow);
    for (const row of rows) yield plainly(row);
    return;
  }
  const measure = (of: (cell: Cell) => number) => {
    const most = headRow.map(of);
    for (const row of rows) {
      for (const [index, cell] of row.entries()) {
        const width = of(cell);
        if (width > (most[index] ?? 0)) most[index] = width;
      }
    }
    return most;
  };
  const natural = measure(widthOfCell);
  const others = natural.reduce((sum, one, index) => (index === flexible ? sum : sum + one + GAP.length), 0);
  const wished = natural.map((one, index) =>
    index === flexible ? Math.min(one, Math.max(width - others, NARROWEST)) : one,
  );
  const widths = totalOf(wished) > width ? narrowed(wished, measure(widthOfLongestWord), width) : wished;
  const text = (row: readonly Cell[]) =>
    (totalOf(widths) > width ? flowing(row, width) : lines(row, widths)).join('\n');
  yield text(headRow);
  for (const row of rows) yield text(row);
}

const totalOf = (widths: readonly number[]) => widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length);

const widthOfCell = ({ text, width }: Cell) => width ?? widthOf(text);

const widthOfLongestWord = ({ text }: Cell) => Math.max(...text.split(' ').map(widthOf));

/** Takes from the widest columns what is too much, but breaks no word. */
function narrowed(wished: readonly number[], least: readonly number[], width: number): readonly number[] {
  const widths = [...wished];
  for (let excess = totalOf(widths) - width; excess > 0; excess -= 1) {
    const spare = widths.map((one, index) => (one > (least[index] ?? one) ? one : 0));
    const widest = Math.max(...spare);
    if (widest === 0) break;
    widths[spare.indexOf(widest)] = widest - 1;
  }
  return widths;
}

const INDENT = '    ';

/** A row that no columns hold: its cells one after the other, on as many lines as they need. */
function flowing(row: readonly Cell[], width: number): string[] {
  const done: string[] = [];
  let [line, used] = ['', 0];
  for (const { text, paint = (piece: string) => piece } of row) {
    for (const piece of wrap(text, width - INDENT.length)) {
      if (piece === '') continue;
      const isFull = used + GAP.length + widthOf(piece) > width;
      if (isFull) done.push(line);
      const gap = used === 0 ? '' : isFull ? INDENT : GAP;
      line = (isFull ? '' : line) + gap + paint(piece);
      used = (isFull ? 0 : used) + gap.length + widthOf(piece);
    }
  }
  return [...done, line];
}

/** Between fields stands `, `, so within one a comma becomes a semicolon. */
const plainly = (row: readonly Cell[]) =>
  row.map(({ text }) => (text === '' ? '-' : text.replaceAll(', ', '; '))).join(', ');

/** Undefined if a cell is wider than its column. */
function oneLine(row: readonly Cell[], widths: readonly number[]): string | undefined {
  let line = '';
  for (const [index, cell] of row.entries()) {
    const { text, paint } = cell;
    const width = widthOfCell(cell);
    // Spaces at its end are not painted.
    if (width > (widths[index] ?? NARROWEST) || text !== text.trimEnd()) return undefined;
    if (index > 0) line += GAP;
    line += text === '' || paint === undefined ? text : paint(text);
    // Spaces behind the last one would only be taken away again.
    if (index < row.length - 1) line += ' '.repeat(Math.max((widths[index] ?? 0) - width, 0));
  }
  return line.trimEnd();
}

function lines(row: readonly Cell[], widths: readonly number[]): string[] {
  const line = oneLine(row, widths);
  if (line !== undefined) return [line];
  const wrapped = row.map(({ text }, index) => wrap(text, widths[index] ?? NARROWEST));
  const height = Math.max(...wrapped.map((cell) => cell.length));
  return Array.from({ length: height }, (_, at) => {
    const cells = row.map(({ paint }, index) => {
      const text = wrapped[index]?.[at] ?? '';
      const painted = text === '' || paint === undefined ? text : paint(text);
      return painted + ' '.repeat(Math.max((widths[index] ?? 0) - widthOf(text), 0));
    });
    return cells.join(GAP).trimEnd();
  });
}
