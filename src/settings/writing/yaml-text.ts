/**
 * Plain data -> YAML text, laid out as people write `login-watch.yaml`: short values on a line, long ones in blocks.
 */
import { isCollection, isMap, isSeq, type Node, parseDocument } from 'yaml';
import { isObject } from '../../core/fields.ts';
import { recent } from '../../core/recent.ts';
import { escapeJson } from '../../core/text.ts';

/** The layout of a part of the file. */
export interface Layout {
  /** Keys from the root, without the numbers of list items. */
  readonly path: readonly string[];
  /** An existing neighbour, whose style is copied. */
  readonly like?: Node | undefined;
}

const WIDEST = 100;
/** Lists whose items hold named fields, each on a line of its own. */
const ROOMY: readonly string[] = ['channels', 'own'];

/** On one line: `{ cidr: 203.0.113.0/24, name: Tokyo office }` */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (!isObject(value)) return scalarText(value);
  const entries = Object.entries(value).map(([key, inner]) => `${scalarText(key)}: ${flowText(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** The lines of `key: value`. */
export function entryLines(key: string, value: unknown, layout: Layout): string[] {
  const name = scalarText(key);
  if (isFlow(value, layout)) return [`${name}: ${flowText(value)}`];
  return [`${name}:`, ...blockLines(value, layout).map((line) => `  ${line}`)];
}

/** The lines of `- value`. */
export function itemLines(value: unknown, layout: Layout): string[] {
  const [first = '', ...rest] = isFlow(value, layout) ? [flowText(value)] : blockLines(value, layout);
  return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
}

function blockLines(value: unknown, { path, like }: Layout): string[] {
  if (Array.isArray(value)) {
    const model = isSeq<Node>(like) ? like.items.at(-1) : undefined;
    return value.flatMap((item) => itemLines(item, { path: [...path, '-'], like: model }));
  }
  return Object.entries(Object(value)).flatMap(([key, inner]) =>
    entryLines(key, inner, { path: [...path, key], like: childLike(like, key) }),
  );
}

/** The same key beside it, or else the first one that isn't empty. */
function childLike(like: Node | undefined, key: string): Node | undefined {
  if (!isMap<unknown, Node>(like)) return undefined;
  const same: unknown = like.get(key, true);
  if (isCollection(same)) return same;
  return like.items.map(({ value }) => value).find((value) => isCollection(value)) ?? undefined;
}

function isFlow(value: unknown, { path, like }: Layout): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return true;
  if (isCollection(like)) return like.flow === true;
  if (flowText(value).length > WIDEST) return false;
  const [section = ''] = path;
  if (path.length === 1) return !Object.values(value).some((inner) => isObject(inner));
  return path.length > 2 || !ROOMY.includes(section);
}

const PLAIN = /^[\p{L}\p{N}/][\p{L}\p{N} _./:@%+()*-]*$/u;
/** Base-60 numbers to older readers of YAML. */
const CLOCK = /^\d+:\d\d/;

/** `style` is the old value's: its quotation marks are kept. */
export function scalarText(value: unknown, style?: string): string {
  if (typeof value !== 'string') return Object.is(value, -0) ? '-0' : JSON.stringify(value);
  if (style === 'QUOTE_SINGLE' && /^[\p{L}\p{N}\p{P}\p{S} ]*$/u.test(value)) return `'${value.replaceAll("'", "''")}'`;
  const isPlain = style !== 'QUOTE_DOUBLE' && style !== 'QUOTE_SINGLE' && PLAIN.test(value) && !CLOCK.test(value);
  return isPlain && readsAsItself(value) ? value : escapeJson(JSON.stringify(value));
}

/** The same words are asked about at each level of nesting. */
const known = recent<boolean>(500);

const readsAsItself = (text: string): boolean => known(text, () => isReadAsItself(text));

function isReadAsItself(text: string): boolean {
  const { errors, contents } = parseDocument(`{ a: ${text} }`, { version: '1.2', schema: 'core', logLevel: 'silent' });
  const value: unknown = errors.length === 0 && isMap(contents) && contents.items.length === 1 && contents.get('a');
  return value === text;
}
