/** Sentences broken into the lines of a terminal, such that all that is copied from one stays whole. */
import { piecesOf, widthOf } from './wrap.ts';

/** Code between backquotes, and commands that stand without them. */
const WHOLE =
  /`[^`\n]+`|\b(?:aws|login-watch|npx aws-login-watch)(?: [a-z][a-z0-9-]*){1,3}(?: --?[\w-]+(?: [^\s`-]\S*)?)*/g;
/** JSON, and the lines of a stack. */
const AS_IT_IS = /^\s*(?:"[^"]*"(?::|,?$)|[{}[\]]|at )/;
/** Stands for a space inside of what is whole. */
const GLUE = '\uE000';

/** Breaks each line that is wider, between words and Japanese characters; the rest begins where the line did. */
export const fitLines = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => (widthOf(line) <= width || AS_IT_IS.test(line) ? line : broken(line, width)))
    .join('\n');

function broken(line: string, width: number): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let last = indent;
  for (const piece of piecesOf(line.trimStart().replaceAll(WHOLE, (whole) => whole.replaceAll(' ', GLUE)))) {
    if (last !== indent && widthOf(last + piece.trimEnd()) > width) {
      lines.push(last.trimEnd());
      last = indent;
    }
    last += last === indent ? piece.trimStart() : piece;
  }
  return [...lines, last].join('\n').replaceAll(GLUE, ' ');
}
