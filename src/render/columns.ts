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
  const widths = natural.map((one, index) =>
    index === flexible ? Math.min(one, Math.max(width - others, NARROWEST)) : one,
  );
  return all.map((row) => lines(row, widths).join('\n')).join('\n');
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
