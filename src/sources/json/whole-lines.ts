/** A line that lacks its end swallows those behind it: this finds those that are whole. */
import { parseJson } from '../parse-json.ts';
import type { Piece } from './piece.ts';

/** `line` is the number of the first line, which is the broken one. */
export function* wholeLines(text: string, line: number): Generator<Piece> {
  for (const [index, one] of text.split('\n').entries()) {
    const value = index > 0 && one.startsWith('{') ? parseJson(one.replace(/,\s*$/, '')) : undefined;
    if (value !== undefined) yield { kind: 'value', value, within: undefined, at: `line ${line + index}` };
  }
}
