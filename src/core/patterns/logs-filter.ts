/** CloudWatch Logs filter patterns for JSON: parsed once into a matcher. */
import type { Json } from '../event.ts';
import { isObject } from '../fields.ts';
import { type Token, tokensOf } from './logs-filter-tokens.ts';
import type { Matcher } from './pattern.ts';

type Test = (record: Json) => boolean;
type Compare = (found: Json) => boolean;

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 * A selector that finds nothing, an object or a list matches only `NOT EXISTS`; that `!=` is among these was observed
 * in CloudWatch and isn't documented. Throws a `SyntaxError` that names the position.
 */
export function parseLogsFilter(text: string): Matcher {
  const inner = /^\s*\{([\s\S]*)\}\s*$/.exec(text)?.[1];
  if (inner === undefined) throw new SyntaxError('a JSON filter pattern stands in braces');
  const parser = new Parser(tokensOf(inner));
  return parser.whole();
}

class Parser {
  readonly tokens: readonly Token[];
  position = 0;
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  whole(): Test {
    const test = this.either();
    if (this.position < this.tokens.length) this.fail('the end');
    return test;
  }

  either(): Test {
    const tests = [this.both()];
    while (this.takes('||')) tests.push(this.both());
    return (record) => tests.some((test) => test(record));
  }

  both(): Test {
    const tests = [this.one()];
    while (this.takes('&&')) tests.push(this.one());
    return (record) => tests.every((test) => test(record));
  }

  one(): Test {
    if (this.takes('(')) {
      const test = this.either();
      if (!this.takes(')')) this.fail('a closing parenthesis');
      return test;
    }
    const selector = this.next('selector');
    const path = pathOf(selector.text);
    if (this.takes('NOT')) {
      if (!this.takes('EXISTS')) this.fail('EXISTS');
      return (record) => reached(record, path).length === 0;
    }
    const compare = this.takes('IS') ? this.is() : this.comparison();
    return (record) => reached(record, path).some(compare);
  }

  is(): Compare {
    const word = this.next('word').text;
    const wanted = new Map<string, Json>([
      ['NULL', null],
      ['TRUE', true],
      ['FALSE', false],
    ]).get(word);
    if (wanted === undefined) this.fail('NULL, TRUE or FALSE');
    return (found) => found === wanted;
  }

  comparison(): Compare {
    const sign = this.next('sign').text;
    const value = this.tokens[this.position];
    this.position += 1;
    if (value?.kind === 'regex') return (found) => typeof found === 'string' && new RegExp(value.text).test(found);
    if (value === undefined || (value.kind !== 'text' && value.kind !== 'word')) return this.fail('a value');
    const number = value.kind === 'word' && /^-?\d+(\.\d+)?$/.test(value.text) ? Number(value.text) : undefined;
    if (sign === '=' || sign === '!=') {
      const equals =
        number === undefined ? wildcard(value.text) : (found: Json) => found === number || found === value.text;
      return sign === '=' ? equals : (found) => isLeaf(found) && !equals(found);
    }
    if (number === undefined) return this.fail('a number');
    return (found) => typeof found === 'number' && ORDER[sign]?.(found, number) === true;
  }

  takes(text: string): boolean {
    const token = this.tokens[this.position];
    const isIt = token !== undefined && token.kind !== 'text' && token.text === text;
    if (isIt) this.position += 1;
    return isIt;
  }

  next(kind: Token['kind']): Token {
    const token = this.tokens[this.position];
    if (token?.kind !== kind) return this.fail(`a ${kind}`);
    this.position += 1;
    return token;
  }

  fail(expected: string): never {
    const token = this.tokens[this.position];
    throw new SyntaxError(`expected ${expected} ${token === undefined ? 'at the end' : `at ${token.text}`}`);
  }
}

const ORDER: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

/** `*` is any text, in quotes or not; everything else is literal and case-sensitive. */
function wildcard(pattern: string): Compare {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^]*');
  const expression = new RegExp(`^${source}$`);
  return (found) => (typeof found === 'string' || typeof found === 'number') && expression.test(String(found));
}

/** `$.a.b[0].c`, `$.['a.b']`, `$.a[*]` -> keys */
function pathOf(selector: string): readonly string[] {
  return [...selector.slice(1).matchAll(/\['([^']*)'\]|\[(\d+|\*)\]|\.([^.[\]]+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
}

/** The leaves that the path leads to. */
function reached(value: Json | undefined, path: readonly string[]): readonly Json[] {
  const [key, ...rest] = path;
  if (key === undefined) return value !== undefined && isLeaf(value) ? [value] : [];
  if (key === '*') {
    const all = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
    return all.flatMap((item) => reached(item, rest));
  }
  if (Array.isArray(value)) return /^\d+$/.test(key) ? reached(value[Number(key)], rest) : [];
  return isObject(value) && Object.hasOwn(value, key) ? reached(value[key], rest) : [];
}

const isLeaf = (value: Json) => typeof value !== 'object' || value === null;
