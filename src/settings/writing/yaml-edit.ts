/** Edits YAML text so that it holds the data, and changes nothing else. */
import { isDeepStrictEqual } from 'node:util';
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { isObject } from '../../core/fields.ts';
import { longFormAt } from '../short-forms.ts';
import { type Raw, SECTIONS } from '../to-raw.ts';
import { keyText, lineStart, type Parsed, parse, type Splice, startOf } from './yaml-lines.ts';
import { insertEntry, type KeyPath, removeEntry, replaceValue } from './yaml-splice.ts';
import { entryLines } from './yaml-text.ts';

/** A change of settings takes a few steps; this many mean that one of them can't be written. */
const MOST_STEPS = 1_000;

/** Makes one change after another, and parses the text again after each. Undefined if that doesn't converge. */
export function editYaml(text: string, data: Raw): string | undefined {
  let current = text;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const parsed = parse(current);
    if (parsed.document.errors.length > 0) return undefined;
    const splice = nextSplice(parsed, data);
    if (splice === undefined) return current;
    current = current.slice(0, splice.start) + splice.text + current.slice(splice.end);
  }
  return undefined;
}

function nextSplice(parsed: Parsed, data: Raw): Splice | undefined {
  const { document, text, newline } = parsed;
  const { contents } = document;
  if (isMap<Node, Node>(contents)) return inMap(contents, data, [], parsed);
  const [key] = Object.keys(data);
  if (key === undefined) return undefined;
  // A file of comments alone.
  const lines = entryLines(key, data[key], { path: [key] });
  const gap = text === '' || text.endsWith('\n') ? '' : newline;
  return { start: text.length, end: text.length, text: `${gap}${lines.join(newline)}${newline}` };
}

function difference(node: Node, value: unknown, place: KeyPath, parsed: Parsed): Splice | undefined {
  if (isEqual(node, value, place, parsed.document)) return undefined;
  if (isMap<Node, Node>(node) && isObject(value) && Object.keys(value).length > 0)
    return inMap(node, value, place, parsed);
  if (isSeq<Node>(node) && Array.isArray(value) && value.length > 0) return inList(node, value, place, parsed);
  return replaceValue(node, value, parsed);
}

function inMap(map: YAMLMap<Node, Node>, data: Raw, place: KeyPath, parsed: Parsed): Splice | undefined {
  const keys = map.items.map(keyText);
  for (const { key, value } of map.items.map((pair) => ({ key: keyText(pair), value: pair.value }))) {
    if (!Object.hasOwn(data, key) || value === null) continue;
    const splice = difference(value, data[key], [...place, key], parsed);
    if (splice !== undefined) return splice;
  }
  const missing = Object.keys(data).find((key) => !keys.includes(key));
  if (missing !== undefined) {
    const added = { key: missing, value: data[missing], place: [...place, missing] };
    return insertEntry(
      map,
      place.length === 0 ? sectionBefore(missing, keys, map, parsed) : keys.length - 1,
      added,
      parsed,
    );
  }
  const surplus = keys.findIndex((key) => !Object.hasOwn(data, key));
  if (surplus < 0) return undefined;
  return keys.length === 1 && place.length === 0 ? whole(map, parsed) : removeEntry(map, surplus, parsed);
}

/** The last section goes with its lines, and an empty file is settings too. */
function whole(map: YAMLMap<Node, Node>, parsed: Parsed): Splice {
  return map.flow ? replaceValue(map, {}, parsed) : removeEntry(map, 0, parsed);
}

/** The section after which this one belongs; -1 if it is the first and no comment stands above the first. */
function sectionBefore(key: string, keys: readonly string[], map: YAMLMap, { text }: Parsed): number {
  const order: readonly string[] = SECTIONS;
  const earlier = order.slice(0, order.indexOf(key)).findLast((section) => keys.includes(section));
  if (earlier !== undefined) return keys.indexOf(earlier);
  const above = text.slice(0, lineStart(text, startOf(map.items[0]?.key)));
  return /(?:^\ufeff?|\n\s*\n|^---\r?\n|^# yaml-language-server[^\n]*\n)$/.test(above) ? -1 : keys.length - 1;
}

function inList(list: YAMLSeq<Node>, data: readonly unknown[], place: KeyPath, parsed: Parsed): Splice | undefined {
  const { items } = list;
  const inner = [...place, '-'];
  const isSame = (node: Node | undefined, value: unknown) =>
    node !== undefined && isEqual(node, value, inner, parsed.document);
  let from = 0;
  while (from < Math.min(items.length, data.length) && isSame(items[from], data[from])) from += 1;
  let tail = 0;
  while (tail < Math.min(items.length, data.length) - from && isSame(items.at(-1 - tail), data.at(-1 - tail)))
    tail += 1;

  if (items.length > data.length) {
    const rest = data.slice(from, data.length - tail);
    const gone = items.findIndex((node, at) => at >= from && !rest.some((value) => isSame(node, value)));
    return removeEntry(list, gone < 0 ? from : gone, parsed);
  }
  if (items.length < data.length) {
    const rest = items.slice(from, items.length - tail);
    const fresh = data.findIndex((value, at) => at >= from && !rest.some((node) => isSame(node, value)));
    const at = Math.min(fresh < 0 ? from : fresh, items.length);
    return insertEntry(list, at - 1, { value: data[fresh < 0 ? from : fresh], place: inner }, parsed);
  }
  const item = items[from];
  return item === undefined ? undefined : difference(item, data[from], inner, parsed);
}

/** Patterns and examples distinguish numbers from text; elsewhere a number is taken as it is written (parse.ts). */
const EXACT: readonly string[] = ['when', 'except', 'examples'];

function isEqual(node: Node, value: unknown, place: KeyPath, document: Document): boolean {
  if (isAlias(node)) {
    const meant = node.resolve(document);
    return meant !== undefined && isEqual(meant, value, place, document);
  }
  if (isMap<Node, Node>(node)) {
    return (
      isObject(value) &&
      node.items.length === Object.keys(value).length &&
      node.items.every((pair) => {
        const key = keyText(pair);
        if (!Object.hasOwn(value, key)) return false;
        return pair.value === null ? value[key] === null : isEqual(pair.value, value[key], [...place, key], document);
      })
    );
  }
  if (isSeq<Node>(node)) {
    return (
      Array.isArray(value) &&
      node.items.length === value.length &&
      node.items.every((item, index) => isEqual(item, value[index], [...place, '-'], document))
    );
  }
  if (!isScalar(node)) return false;
  const isTextAsNumber =
    typeof node.value === 'number' && node.source === value && !place.some((key) => EXACT.includes(key));
  return (
    isTextAsNumber || isDeepStrictEqual(node.value, value) || isDeepStrictEqual(longFormAt(place, node.value), value)
  );
}
