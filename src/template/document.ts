/** CloudFormation templates as YAML documents: comments and short forms of intrinsic functions survive. */
import {
  type CollectionTag,
  type Document,
  isMap,
  isScalar,
  Pair,
  parseDocument,
  Scalar,
  type ScalarTag,
  YAMLMap,
  YAMLSeq,
} from 'yaml';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html */
const FUNCTIONS = [
  'Ref',
  'GetAtt',
  'Sub',
  'Join',
  'Split',
  'If',
  'Equals',
  'Not',
  'And',
  'Or',
  'Condition',
  'FindInMap',
];

const customTags: (ScalarTag | CollectionTag)[] = FUNCTIONS.flatMap((name): (ScalarTag | CollectionTag)[] => [
  { tag: `!${name}`, resolve: (text: string) => text },
  { tag: `!${name}`, collection: 'seq', nodeClass: YAMLSeq },
  { tag: `!${name}`, collection: 'map', nodeClass: YAMLMap },
]);

/** CloudFormation reads YAML 1.1, in which `on` and `no` are booleans: so do we. Throws what is wrong with the text. */
export function parseTemplate(text: string): Document {
  const document = parseDocument(text, { version: '1.1', customTags });
  const [wrong] = [...document.errors, ...document.warnings];
  if (wrong !== undefined) throw wrong;
  return document;
}

export const textOf = (document: Document): string =>
  document
    .toString({ lineWidth: 0, flowCollectionPadding: false, directives: false })
    // Event patterns are JSON; their blanks count against what CloudFormation takes as text.
    .replace(/^( +EventPattern: )(\{".*\})$/gm, (_, key: string, pattern: string) => key + compact(pattern));

const compact = (text: string): string => JSON.stringify(JSON.parse(text));

/** `!Ref name`, `!GetAtt name`, `!Sub text` */
export function call(name: 'Ref' | 'GetAtt' | 'Sub', text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.tag = `!${name}`;
  scalar.type = name === 'Sub' ? 'QUOTE_SINGLE' : 'PLAIN';
  return scalar;
}

export function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_SINGLE';
  return scalar;
}

/** On one line: `[a, b]`. */
export function flowList(items: readonly Scalar[]): YAMLSeq {
  const list = new YAMLSeq();
  list.flow = true;
  list.items.push(...items);
  return list;
}

/** JSON is YAML that nobody reads otherwise, whichever version of it. */
export function json(value: unknown): YAMLMap {
  const { contents } = parseDocument(JSON.stringify(value), { version: '1.1' });
  if (!isMap(contents)) throw new TypeError('is no object');
  return contents;
}

/** The map at this path. Throws where the template has none: then it isn't the one that this code was written for. */
export function mapAt(document: Document, path: readonly string[]): YAMLMap {
  const node = document.getIn(path, true);
  if (!isMap(node)) throw new TypeError(`the template has no map at ${path.join('.')}`);
  return node;
}

/** Replaces what must be there. */
export function replace(document: Document, path: readonly string[], value: unknown): void {
  const parent = mapAt(document, path.slice(0, -1));
  const key = path.at(-1);
  if (key === undefined || !parent.has(key)) throw new TypeError(`the template has nothing at ${path.join('.')}`);
  parent.set(key, value);
}

export const keyOf = ({ key }: Pair<unknown, unknown>): string => String(isScalar(key) ? key.value : key);

/** A pair with a blank line in front, as the hand-written ones have it. */
export function pair(key: string, value: unknown): Pair {
  const scalar = new Scalar(key);
  scalar.spaceBefore = true;
  return new Pair(scalar, value);
}
