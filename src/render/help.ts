/** A help page as text, in the width of the terminal. Imports nothing, because `--help` alone loads it. */

export interface HelpSection {
  readonly title: string;
  readonly items: readonly (readonly [term: string, text: string])[];
}

/** All that a page says, before lines are broken. */
export interface HelpPage {
  readonly usage: string;
  readonly description: string;
  /** Their terms share one column. */
  readonly sections: readonly HelpSection[];
  /** Command lines with a caption each. */
  readonly examples: HelpSection;
  readonly exitStatus: HelpSection;
}

/** How texts are measured and broken: by `wrap.ts`, or by `marked.ts` if the build marked where they may break. */
export interface Breaker {
  readonly widthOf: (text: string) => number;
  readonly wrap: (text: string, width: number) => readonly string[];
}

const INDENT = '  ';
const GAP = '  ';
/** Narrower texts stand below their term. */
const NARROWEST = 30;
/** Columns of a line that is comfortable to read, at least and at most. */
const COLUMNS = { least: 60, most: 120, pipe: 80 };

/** Columns of a help page: those of the terminal within limits, and always the same in a pipe or a file. */
export const helpColumns = (isTerminal: boolean, columns: number): number =>
  isTerminal ? Math.min(Math.max(columns, COLUMNS.least), COLUMNS.most) : COLUMNS.pipe;

/** Ends with a line break. Command lines in examples are never broken, so that they can be copied. */
export function layOut(page: HelpPage, width: number, breaker: Breaker): string {
  const { usage, description, sections, examples, exitStatus } = page;
  const { wrap } = breaker;
  const column = termColumn(sections, breaker);
  const blocks = [
    wrap(usage, width),
    description.split('\n').flatMap((line) => wrap(line, width)),
    ...sections.map((section) => listed(section, column, width, breaker)),
    headed(examples, ([caption, line]) => [
      ...indented(INDENT, caption, width, breaker),
      `${INDENT}${INDENT}$ ${line}`,
    ]),
    listed(exitStatus, termColumn([exitStatus], breaker), width, breaker),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

const termColumn = (sections: readonly HelpSection[], { widthOf }: Breaker) =>
  Math.max(0, ...sections.flatMap(({ items }) => items.map(([term]) => widthOf(term))));

function headed({ title, items }: HelpSection, linesOf: (item: HelpSection['items'][number]) => readonly string[]) {
  return items.length === 0 ? [] : [title, ...items.flatMap(linesOf)];
}

function listed(section: HelpSection, column: number, width: number, breaker: Breaker): readonly string[] {
  const { widthOf, wrap } = breaker;
  const before = INDENT.length + column + GAP.length;
  return headed(section, ([term, text]) => {
    if (width - before < NARROWEST) return [INDENT + term, ...indented(INDENT.repeat(3), text, width, breaker)];
    const [first = '', ...rest] = wrap(text, width - before);
    const padding = ' '.repeat(column - widthOf(term));
    return [`${INDENT}${term}${padding}${GAP}${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(before) + line)];
  });
}

const indented = (indent: string, text: string, width: number, { wrap }: Breaker) =>
  wrap(text, width - indent.length).map((line) => indent + line);
