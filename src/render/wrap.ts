/** Breaks text into lines by the columns it takes on a terminal: East Asian characters take two. */
import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

const JAPANESE = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\u3000-\u303f\uff00-\uffef`;
/** Characters that may not begin a line in Japanese: closing marks and small kana (JIS X 4051). */
const CLOSING = '、。，．・：；？！」』）〉》】ー…っゃゅょぁぃぅぇぉッャュョァィゥェォ';
/** A word with the spaces before it, or one Japanese character with the marks that stay with it. */
const PIECES = new RegExp(String.raw`\s*(?:[「『（〈《【]*(?:[^\s${JAPANESE}]+|[${JAPANESE}])[${CLOSING}]*|$)`, 'gu');

/** Printable ASCII, one column a character: most of what is shown, and a hundred times quicker to see. */
const NARROW = /^[ -~]*$/;
/** With kana, kanji and full-width forms, two columns each, none of which joins with its neighbours. */
const NARROW_OR_WIDE = /^[ -~、-〩ぁ-ゖァ-ヿ一-鿿！-｠]*$/;

export function widthOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  if (NARROW_OR_WIDE.test(text)) return text.length * 2 - (text.match(/[ -~]/g)?.length ?? 0);
  return text.length > LONGEST_MARK ? stringWidth(text) : widthOfMark(text);
}

/** Marks and single characters come again in every row. */
const LONGEST_MARK = 4;
const MOST_MARKS = 1_000;
const marks = new Map<string, number>();

function widthOfMark(text: string): number {
  const known = marks.get(text);
  if (known !== undefined) return known;
  const width = stringWidth(text);
  if (marks.size < MOST_MARKS) marks.set(text, width);
  return width;
}

/** Where a text may break: between these. */
export const piecesOf = (text: string): readonly string[] =>
  [...text.matchAll(PIECES)].map(([piece]) => piece).filter((piece) => piece !== '');

/** At least one line; none is wider than `width`, unless one character, URL or ARN is. */
export function wrap(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text.trimEnd()];
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (widthOf(line + piece) <= width) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line);
    line = '';
    for (const part of cut(piece.trimStart(), width)) {
      if (line !== '') lines.push(line);
      line = part;
    }
  }
  return [...lines, line].map((whole) => whole.trimEnd());
}

/** A URL or an ARN, which is copied and clicked whole. */
const WHOLE = /:\/\/|\barn:/;

/** Cuts a piece that is wider than a line between characters, unless it is a URL or an ARN. */
function cut(piece: string, width: number): string[] {
  if (widthOf(piece) <= width || WHOLE.test(piece)) return [piece];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(piece)) {
    if (part !== '' && widthOf(part + segment) > width) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}
