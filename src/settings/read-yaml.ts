/** YAML 1.2 -> plain data, strictly: without surprises for a reader of the file. */
import { type Document, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import { YAML_FAULTS, type YamlFault } from '../messages/settings/yaml-faults.ts';
import type { Mistake, Sentence } from './mistake.ts';

/** More than people write, less than a bomb of anchors unfolds to. */
const MOST_ALIASES = 100;
const PLAIN_TAG = /^tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)$/;

export interface Yaml {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly mistakes: readonly Mistake[];
}

export function readYaml(text: string): Yaml {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2', schema: 'core' });
    const broken = syntaxMistakes(document.errors, lines);
    return { document, lines, mistakes: broken.length > 0 ? broken : surprises(document) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const document = parseDocument('', { lineCounter: lines });
    return { document, lines, mistakes: [{ offset: 0, text: ({ tooDeep }) => tooDeep }] };
  }
}

/** The data, or the mistake that it unfolds to too much. */
export function readData(document: Document): { readonly data: unknown } | { readonly mistake: Mistake } {
  try {
    return { data: document.toJS({ maxAliasCount: MOST_ALIASES }) ?? {} };
  } catch {
    return { mistake: { offset: 0, text: ({ tooManyAliases }) => tooManyAliases } };
  }
}

/** One error a line: others on the same line are mostly its echo. */
function syntaxMistakes(errors: readonly YAMLError[], lines: LineCounter): Mistake[] {
  const seen = new Set<number>();
  return errors.flatMap((error) => {
    const { line } = lines.linePos(error.pos[0]);
    if (seen.has(line)) return [];
    seen.add(line);
    return [{ offset: error.pos[0], text: wordsOf(error) }];
  });
}

/** The parser's messages quote the file only in front of a quotation mark, and that text may be a secret. */
function wordsOf({ code, message }: YAMLError): Sentence {
  if (code === 'TAB_AS_INDENT') return ({ tab }) => tab;
  if (code === 'DUPLICATE_KEY') return ({ duplicateKey }) => duplicateKey;
  if (code === 'MULTIPLE_DOCS') return ({ secondDocument }) => secondDocument;
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return ({ secondColon }) => secondColon;
  if (/call stack/.test(message)) return ({ tooDeep }) => tooDeep;
  const plain = message.replace(/(?: in YAML stream)?: ".*$/s, '');
  const parser = `${plain.charAt(0).toLowerCase()}${plain.slice(1)}`;
  return (_, language) => YAML_FAULTS[language].notYaml(faultOf(code, message), parser);
}

const FAULTS: Readonly<Record<YAMLError['code'], YamlFault>> = {
  ALIAS_PROPS: 'anchor',
  BAD_ALIAS: 'anchor',
  BAD_COLLECTION_TYPE: 'tag',
  BAD_DIRECTIVE: 'start',
  BAD_DQ_ESCAPE: 'escape',
  BAD_INDENT: 'indent',
  BAD_PROP_ORDER: 'anchor',
  BAD_SCALAR_START: 'start',
  BLOCK_AS_IMPLICIT_KEY: 'key',
  BLOCK_IN_FLOW: 'comma',
  DUPLICATE_KEY: 'key',
  IMPOSSIBLE: 'unexpected',
  KEY_OVER_1024_CHARS: 'key',
  MISSING_CHAR: 'unexpected',
  MULTILINE_IMPLICIT_KEY: 'value',
  MULTIPLE_ANCHORS: 'anchor',
  MULTIPLE_DOCS: 'unexpected',
  MULTIPLE_TAGS: 'tag',
  NON_STRING_KEY: 'key',
  RESOURCE_EXHAUSTION: 'unexpected',
  TAB_AS_INDENT: 'indent',
  TAG_RESOLVE_FAILED: 'tag',
  UNEXPECTED_TOKEN: 'unexpected',
};
/** Codes that the parser has for several faults, by its message. */
const FINER: readonly (readonly [message: RegExp, fault: YamlFault])[] = [
  [/quote/, 'quote'],
  [/end with a [\]}]/, 'bracket'],
  [/^Missing , /, 'comma'],
  [/^Missing space|separated from/, 'space'],
  [/without - indicator/, 'hyphen'],
  [/followed by map values/, 'value'],
];

const faultOf = (code: YAMLError['code'], message: string): YamlFault =>
  FINER.find(([pattern]) => pattern.test(message))?.[1] ?? FAULTS[code];

/** YAML that the parser accepts but people don't mean. */
function surprises(document: Document): Mistake[] {
  const mistakes: Mistake[] = [];
  const { version } = document.directives?.yaml ?? {};
  if (version !== '1.2') mistakes.push({ offset: 0, text: ({ yamlVersion }) => yamlVersion });
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return;
      mistakes.push({ offset: alias.range?.[0] ?? 0, text: ({ noAnchor }) => noAnchor });
    },
    Pair(_, { key }) {
      if (isScalar(key) && key.value !== null) return;
      mistakes.push({ offset: offsetOfNode(key), text: ({ noPlainKey }) => noPlainKey });
    },
    Node(_, node) {
      if (!('tag' in node) || node.tag === undefined || PLAIN_TAG.test(node.tag)) return;
      mistakes.push({ offset: offsetOfNode(node), text: ({ tag }) => tag });
    },
  });
  return mistakes;
}

function offsetOfNode(node: unknown): number {
  const range: unknown = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
}
