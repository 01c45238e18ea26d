/** Bounds of the parts of a YAML text, in characters and lines. */
import { type Document, isCollection, isMap, isNode, isPair, isSeq, type Node, type Pair, parseDocument } from 'yaml';

/** A text and its parsed form. */
export interface Parsed {
  readonly text: string;
  readonly document: Document;
  /** The file's line break. */
  readonly newline: string;
}

/** One piece of a text, to be replaced. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function parse(text: string): Parsed {
  const document = parseDocument(text, { version: '1.2', schema: 'core', keepSourceTokens: true, logLevel: 'silent' });
  return { text, document, newline: text.includes('\r\n') ? '\r\n' : '\n' };
}

export const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);

/** After the last character that isn't comment or space. */
export function endOf(part: unknown, text: string): number {
  if (isPair(part)) return Math.max(endOf(part.key, text), endOf(part.value, text));
  if (isCollection(part) && part.flow !== true && part.items.length > 0) return endOf(part.items.at(-1), text);
  let end = isNode(part) ? (part.range?.[1] ?? 0) : 0;
  // The text of a block scalar ends with its line.
  while (end > startOf(part) && /[ \t\r\n]/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

/** Start of the entry with this value: at its key, at its dash, or at itself. */
export function beginOf(collection: Node, index: number): number {
  if (isMap(collection)) return startOf(collection.items[index]?.key);
  if (!isSeq(collection)) return startOf(collection);
  const token = collection.srcToken;
  const dash =
    token?.type === 'block-seq' ? token.items[index]?.start.find(({ type }) => type === 'seq-item-ind') : undefined;
  return dash?.offset ?? startOf(collection.items[index]);
}

export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  // Some editors begin a file with a byte order mark.
  return start === 0 && text.startsWith('\ufeff') ? 1 : start;
}

/** Before the line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

/** After the line break. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

export const isFirstOnLine = (text: string, offset: number): boolean =>
  text.slice(lineStart(text, offset), offset).trim() === '';

export const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset);

export const keyText = (pair: Pair): string => {
  const key: unknown = pair.key;
  return typeof key === 'object' && key !== null && 'value' in key ? String(key.value) : String(key);
};
