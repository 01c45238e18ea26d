/** One entry of a pattern's list: a literal, or an operator. An undefined value is an absent field. */
import ipaddr from 'ipaddr.js';
import type { Json } from '../event.ts';
import { isObject } from '../fields.ts';
import { PatternError } from './pattern-error.ts';

export type LeafTest = (value: Json | undefined) => boolean;

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
const NUMERIC_LIMIT = 5e9;
// AWS refuses "too complex" wildcards without a definition; its own example of one has six stars.
const MAX_STARS = 5;

const OPERATORS: Readonly<Record<string, (value: Json, path: string) => LeafTest>> = {
  prefix: affix('startsWith'),
  suffix: affix('endsWith'),
  'equals-ignore-case': (value, path) => ignoringCase(text(value, path)),
  'anything-but': anythingBut,
  numeric,
  cidr,
  exists,
  wildcard: (value, path) => wildcard(text(value, path), path),
};

/** Parses a literal or an operator. */
export function parseLeaf(leaf: Json, path: string): LeafTest {
  if (Array.isArray(leaf)) throw new PatternError(path, (problems) => problems.listInList());
  if (!isObject(leaf)) return (value) => value === leaf;
  const [name, ...more] = Object.keys(leaf);
  if (name === undefined || more.length > 0) throw new PatternError(path, (problems) => problems.oneOperator());
  return operator(leaf, name, path);
}

function operator(leaf: { readonly [key: string]: Json }, name: string, path: string): LeafTest {
  const parse = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (parse === undefined) {
    throw new PatternError(`${path}.${name}`, (problems) => problems.noSuchOperator(Object.keys(OPERATORS).join(', ')));
  }
  return parse(leaf[name] ?? null, `${path}.${name}`);
}

function text(value: Json, path: string): string {
  if (typeof value !== 'string') throw new PatternError(path, (problems) => problems.expectedText());
  return value;
}

function ignoringCase(wanted: string): LeafTest {
  const folded = wanted.toLowerCase();
  return (value) => typeof value === 'string' && value.toLowerCase() === folded;
}

function affix(method: 'startsWith' | 'endsWith') {
  return (value: Json, path: string): LeafTest => {
    if (!isObject(value)) {
      const wanted = text(value, path);
      return (found) => typeof found === 'string' && found[method](wanted);
    }
    const [name, ...more] = Object.keys(value);
    if (name !== 'equals-ignore-case' || more.length > 0) {
      throw new PatternError(path, (problems) => problems.expectedTextOrIgnoreCase());
    }
    const wanted = text(value[name] ?? null, `${path}.${name}`).toLowerCase();
    return (found) => typeof found === 'string' && found.toLowerCase()[method](wanted);
  };
}

const NEGATABLE: Readonly<Record<string, (value: string, path: string) => LeafTest>> = {
  prefix: (value, path) => affix('startsWith')(notEmpty(value, path), path),
  suffix: (value, path) => affix('endsWith')(notEmpty(value, path), path),
  'equals-ignore-case': ignoringCase,
  wildcard,
};

function notEmpty(value: string, path: string): string {
  if (value === '') throw new PatternError(path, (problems) => problems.emptyTextExcludesAll());
  return value;
}

/** An absent field does not match; null does. */
function anythingBut(value: Json, path: string): LeafTest {
  const excluded = isObject(value) ? negated(value, path) : literals(value, path);
  return (found) => found !== undefined && !excluded(found);
}

function negated(value: { readonly [key: string]: Json }, path: string): LeafTest {
  const [name, ...more] = Object.keys(value);
  const parse = name !== undefined && Object.hasOwn(NEGATABLE, name) ? NEGATABLE[name] : undefined;
  if (name === undefined || parse === undefined || more.length > 0) {
    throw new PatternError(path, (problems) => problems.expectedValuesOr(Object.keys(NEGATABLE).join(', ')));
  }
  const place = `${path}.${name}`;
  const operand = value[name] ?? null;
  const texts = Array.isArray(operand) ? operand : [operand];
  if (texts.length === 0) throw new PatternError(place, (problems) => problems.nothingToExclude());
  const tests = texts.map((item) => parse(text(item, place), place));
  return (found) => tests.some((test) => test(found));
}

function literals(value: Json, path: string): LeafTest {
  const list = Array.isArray(value) ? value : [value];
  const kinds = new Set(list.map((item) => typeof item));
  if (kinds.size !== 1 || !(kinds.has('string') || kinds.has('number'))) {
    throw new PatternError(path, (problems) => problems.textOrNumbers());
  }
  const excluded = new Set<Json | undefined>(list);
  return (found) => excluded.has(found);
}

type Comparison = (found: number, bound: number) => boolean;
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '=': (found, bound) => found === bound,
  '<': (found, bound) => found < bound,
  '<=': (found, bound) => found <= bound,
  '>': (found, bound) => found > bound,
  '>=': (found, bound) => found >= bound,
};

function numeric(value: Json, path: string): LeafTest {
  if (!Array.isArray(value) || (value.length !== 2 && value.length !== 4)) {
    throw new PatternError(path, (problems) => problems.numericForm());
  }
  const parts = [value.slice(0, 2), value.slice(2)].filter((part) => part.length > 0);
  const isRange = parts.length === 2;
  if (isRange && !(/^>=?$/.test(String(value[0])) && /^<=?$/.test(String(value[2])))) {
    throw new PatternError(path, (problems) => problems.rangeOrder());
  }
  const tests = parts.map(([sign, bound]) => comparison(sign, bound, path));
  if (isRange && Number(value[1]) >= Number(value[3]))
    throw new PatternError(path, (problems) => problems.rangeEmpty());
  return (found) => typeof found === 'number' && tests.every((test) => test(found));
}

function comparison(sign: Json | undefined, bound: Json | undefined, path: string): (found: number) => boolean {
  const compare = typeof sign === 'string' && Object.hasOwn(COMPARISONS, sign) ? COMPARISONS[sign] : undefined;
  if (compare === undefined) throw new PatternError(path, (problems) => problems.comparator());
  if (typeof bound !== 'number') throw new PatternError(path, (problems) => problems.expectedNumber());
  if (Math.abs(bound) > NUMERIC_LIMIT) throw new PatternError(path, (problems) => problems.numberTooLarge());
  return (found) => compare(found, bound);
}

function cidr(value: Json, path: string): LeafTest {
  const block = text(value, path);
  const range = parseBlock(block);
  if (range === undefined) throw new PatternError(path, (problems) => problems.expectedCidr());
  return (found) => {
    if (typeof found !== 'string' || !isAddress(found)) return false;
    const address = ipaddr.parse(found);
    return address.kind() === range[0].kind() && address.match(range);
  };
}

/** Four decimal parts or IPv6: AWS refuses the shorter and octal forms that ipaddr.js reads. */
const isAddress = (value: string) => ipaddr.IPv4.isValidFourPartDecimal(value) || ipaddr.IPv6.isValid(value);

function parseBlock(block: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  const [address = '', ...rest] = block.split('/');
  if (rest.length !== 1 || !isAddress(address)) return undefined;
  return ipaddr.isValidCIDR(block) ? ipaddr.parseCIDR(block) : undefined;
}

/** `exists` looks at leaves only: an object or an empty list is absent. */
function exists(value: Json, path: string): LeafTest {
  if (typeof value !== 'boolean') throw new PatternError(path, (problems) => problems.expectedBoolean());
  return (found) => (found !== undefined) === value;
}

/** `*` is any text; `\*` and `\\` are the characters themselves. */
function wildcard(pattern: string, path: string): LeafTest {
  const parts: readonly string[] = pattern.match(/\\[*\\]|\*+|[^*\\]+|\\/g) ?? [];
  if (parts.includes('\\')) throw new PatternError(path, (problems) => problems.backslash());
  if (parts.some((part) => /^\*{2,}$/.test(part))) throw new PatternError(path, (problems) => problems.twoStars());
  const stars = parts.filter((part) => part === '*').length;
  if (stars > MAX_STARS) throw new PatternError(path, (problems) => problems.tooManyStars(MAX_STARS));
  const pieces: string[] = [''];
  for (const part of parts) {
    if (part === '*') pieces.push('');
    else pieces[pieces.length - 1] += part.startsWith('\\') ? part.slice(1) : part;
  }
  return (found) => typeof found === 'string' && fits(found, pieces);
}

/** Greedy from the left, with the last piece held to the end: linear, whatever an event's author writes. */
function fits(found: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return found === first;
  if (!found.startsWith(first) || !found.endsWith(last) || found.length < first.length + last.length) return false;
  let position = first.length;
  const end = found.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = found.indexOf(piece, position);
    if (at < 0 || at + piece.length > end) return false;
    position = at + piece.length;
  }
  return true;
}
