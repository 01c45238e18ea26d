/** Tables without lines, as all commands show them: nothing but columns, in the width there is. */
import { widthOf, wrap } from './wrap.ts';

export interface Cell {
  readonly text: string;
  /** Colours one line of the cell. Its width must stay. */
  readonly paint?: (line: string) => string;
}

export interface Columns {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The one column that is wrapped to the remaining width; the others are as wide as their content. */
  readonly flexible: number;
  readonly width: number;
  /** A line for each row, as many fields as the head has, none aligned or broken: for screen readers. */
  readonly isPlain?: boolean | undefined;
}

const GAP = '  ';
/** Rather too wide than a ladder of single words. */
const NARROWEST = 20;

export function columns({ head, rows, flexible, width, isPlain }: Columns): string {
  const all = [head.map((text): Cell => ({ text })), ...rows];
  if (isPlain) return all.map(plainly).join('\n');
  const natural = head.map((_, index) => all.reduce((most, row) => Math.max(most, widthOf(row[index]?.text ?? '')), 0));
  const others = natural.reduce((sum, one, index) => (index === flexible ? sum : sum + one + GAP.length), 0);
  const wished = natural.map((one, index) =>
    index === flexible ? Math.min(one, Math.max(width - others, NARROWEST)) : one,
  );
  const widths = narrowed(wished, all, width);
  const isTooWide = totalOf(widths) > width;
  return all.map((row) => (isTooWide ? flowing(row, width) : lines(row, widths)).join('\n')).join('\n');
}

const totalOf = (widths: readonly number[]) => widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length);

/** Takes from the widest columns what is too much, but breaks no word. */
function narrowed(wished: readonly number[], all: readonly (readonly Cell[])[], width: number): readonly number[] {
  const longest = (text: string) => Math.max(...text.split(' ').map(widthOf));
  const least = wished.map((_, index) => Math.max(...all.map((row) => longest(row[index]?.text ?? ''))));
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

function lines(row: readonly Cell[], widths: readonly number[]): string[] {
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
