/** Entries of lists and maps in brackets: inserted and removed as text. */
import type { YAMLMap, YAMLSeq } from 'yaml';
import {
  beginOf,
  columnOf,
  endOf,
  isFirstOnLine,
  lineEnd,
  lineStart,
  nextLine,
  type Parsed,
  type Splice,
  startOf,
} from './yaml-lines.ts';

type Collection = YAMLMap | YAMLSeq;

export function flowInsert(collection: Collection, index: number, entry: string, parsed: Parsed): Splice {
  const { text, newline } = parsed;
  if (collection.items.length === 0) return intoEmpty(collection, entry, parsed);
  const first = beginOf(collection, 0);
  if (index < 0) {
    const gap = isFirstOnLine(text, first) ? newline + ' '.repeat(columnOf(text, first)) : ' ';
    return { start: first, end: first, text: `${entry},${gap}` };
  }
  const end = endOf(collection.items[index], text);
  const begin = beginOf(collection, index);
  const rest = /^(?:[^\S\r\n]*(,))?([^\S\r\n]*(?:#[^\r\n]*)?)(?=\r?\n)/.exec(text.slice(end));
  if (!isFirstOnLine(text, begin) || rest === null) return { start: end, end, text: `, ${entry}` };
  // One a line: the comment after the last one stays with it.
  const [whole, comma = '', comment = ''] = rest;
  const line = newline + ' '.repeat(columnOf(text, begin)) + entry + comma;
  return { start: end, end: end + whole.length, text: `,${comment}${line}` };
}

function intoEmpty(collection: Collection, entry: string, { text }: Parsed): Splice {
  const [start, close] = [startOf(collection) + 1, endOf(collection, text) - 1];
  const pad = text[close] === '}' ? ' ' : '';
  const inside = text.slice(start, close);
  if (inside.trim() === '') return { start, end: close, text: `${pad}${entry}${pad}` };
  return { start: close, end: close, text: `${entry}${pad}` };
}

/** Whole lines if the entry has them for itself, else itself and one comma. */
export function flowRemove(collection: Collection, index: number, { text }: Parsed): Splice {
  const [start, end] = [beginOf(collection, index), endOf(collection.items[index], text)];
  const isAlone =
    isFirstOnLine(text, start) && /^[^\S\r\n]*,?[^\S\r\n]*(#.*)?$/.test(text.slice(end, lineEnd(text, end)));
  if (isAlone) return { start: lineStart(text, start), end: nextLine(text, end), text: '' };
  if (index < collection.items.length - 1) {
    const comma = text.indexOf(',', end) + 1;
    const gap = /^[^\S\r\n]*/.exec(text.slice(comma))?.[0].length ?? 0;
    return { start, end: comma + gap, text: '' };
  }
  const before = index === 0 ? start : endOf(collection.items[index - 1], text);
  return { start: /^\s*,\s*$/.test(text.slice(before, start)) ? before : start, end, text: '' };
}
