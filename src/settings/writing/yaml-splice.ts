/** One change of a YAML text -> the one piece of text to replace, so that everything else stays. */
import { isCollection, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { flowInsert, flowRemove } from './yaml-flow.ts';
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
import { entryLines, flowText, itemLines, scalarText } from './yaml-text.ts';

export type Collection = YAMLMap | YAMLSeq;
/** Keys from the root; list items are a dash. */
export type KeyPath = readonly string[];

/** Replaces the value in its position, in the old one's style. */
export function replaceValue(node: Node, value: unknown, { text }: Parsed): Splice {
  const [start, end] = [startOf(node), endOf(node, text)];
  if (isScalar(node) && typeof value !== 'object') return { start, end, text: scalarText(value, node.type) };
  // A list may stand as far left as its key; on one line it may not.
  const isBlock = isCollection(node) && node.flow !== true;
  const from = isBlock && isSeq(node) ? beginOf(node, 0) : start;
  return { start: from, end, text: `${isBlock && isFirstOnLine(text, from) ? '  ' : ''}${flowText(value)}` };
}

/** A new entry after the one at `index`; -1 means before all. */
export function insertEntry(
  collection: Collection,
  index: number,
  added: { readonly key?: string; readonly value: unknown; readonly place: KeyPath },
  parsed: Parsed,
): Splice {
  const { key, value, place } = added;
  if (collection.flow) {
    return flowInsert(
      collection,
      index,
      key === undefined ? flowText(value) : `${scalarText(key)}: ${flowText(value)}`,
      parsed,
    );
  }
  const like = modelIn(collection, index, place);
  const lines =
    key === undefined ? itemLines(value, { path: place, like }) : entryLines(key, value, { path: place, like });
  return insertLines(collection, index, lines, parsed);
}

/** A sibling whose layout is copied: of list items each, of the entries of `rules` too. */
function modelIn(collection: Collection, index: number, place: KeyPath): Node | undefined {
  if (place.length < 2) return undefined;
  const sibling: unknown = collection.items[Math.max(index, 0)];
  const value: unknown = isMap(collection) ? Reflect.get(Object(sibling), 'value') : sibling;
  return isCollection(value) ? value : undefined;
}

function insertLines(collection: Collection, index: number, lines: readonly string[], parsed: Parsed): Splice {
  const { text, newline } = parsed;
  const first = beginOf(collection, 0);
  const indented = lines.map((line) => ' '.repeat(columnOf(text, first)) + line);
  if (index < 0) {
    const at = isFirstOnLine(text, first) ? lineStart(text, first) : first;
    const whole = indented.join(newline) + newline;
    return { start: at, end: at, text: at === first ? whole.trimStart() + ' '.repeat(columnOf(text, first)) : whole };
  }
  const at = lineEnd(text, endOf(collection.items[index], text));
  // Sections that stand apart stay apart.
  const isApart = columnOf(text, first) === 0 && /^\r?\n\s*\n/.test(text.slice(at));
  return { start: at, end: at, text: (isApart ? newline : '') + indented.map((line) => newline + line).join('') };
}

/** Removes an entry, with the comment on its line; comments on lines of their own stay. */
export function removeEntry(collection: Collection, index: number, parsed: Parsed): Splice {
  const { text } = parsed;
  if (collection.flow) return flowRemove(collection, index, parsed);
  const start = beginOf(collection, index);
  const end = endOf(collection.items[index], text);
  // After a dash, which stays: its other entries follow on lines of their own.
  if (!isFirstOnLine(text, start)) return { start, end: lineEnd(text, end), text: '' };
  return { start: lineStart(text, start), end: nextLine(text, end), text: '' };
}
