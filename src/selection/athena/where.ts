/** Rules' `when` -> a condition in SQL that every row meets which one of them could match; others may meet it too. */
import type { Json, JsonObject } from '../../core/event.ts';
import { isObject } from '../../core/fields.ts';
import type { Rule, Window } from '../../core/rule.ts';
import { type Columns, FIELDS, type Field, isKept } from './columns.ts';
import { identifier, like, literal } from './text.ts';

/** SQL; undefined if it is true of every row. */
export type Condition = string | undefined;

export interface Where {
  readonly condition: Condition;
  /** Fields that the rules read and the table doesn't keep, with the rules' ids. */
  readonly lacking: ReadonlyMap<string, readonly string[]>;
}

/** The condition of all rules. A field that isn't kept narrows nothing. */
export function whereOf(rules: readonly Rule[], columns: Columns): Where {
  const lacking = new Map<string, Set<string>>();
  const parts: Condition[] = [];
  for (const { id, on, when, window } of rules) {
    // Such a rule looks at EventBridge's own events, which no trail has.
    if (on !== undefined) continue;
    const compiler = new Compiler(columns, (path) => {
      const ids = lacking.get(path) ?? new Set();
      lacking.set(path, ids.add(id));
    });
    parts.push(isObject(when) ? compiler.object(when, []) : undefined);
    for (const path of pathsOf(window)) compiler.look(path);
  }
  return {
    // A record that no rule is about may hold the name of somebody in another.
    condition: either([...parts, ...naming(columns)]),
    lacking: new Map([...lacking].map(([path, ids]) => [path, [...ids].toSorted()])),
  };
}

/** Paths of the record by which a rule counts. */
function pathsOf(window: Window | readonly Window[] | undefined): readonly string[] {
  const windows = window === undefined ? [] : 'by' in window ? [window] : window;
  return windows
    .flatMap(({ by, distinct, unseen }) => [...by, distinct ?? '', unseen ?? ''])
    .flatMap((field) => (field.startsWith('record:') ? [field.slice('record:'.length)] : []));
}

/** As `mayName` of the records. */
function naming(columns: Columns): readonly Condition[] {
  const ids = FIELDS.filter((field) => field.path.startsWith('userIdentity.onBehalfOf.') && isKept(field, columns));
  const data = FIELDS.filter((field) => field.path === 'additionalEventData' && isKept(field, columns));
  return [
    ...ids.map((field) => `${textOf(field)} IS NOT NULL`),
    ...data.map((field) => `strpos(${textOf(field)}, 'AuthWorkflowID') > 0`),
  ];
}

/** A field as text. */
export const textOf = ({ path }: Field): string =>
  `CAST(${path.toLowerCase().split('.').map(identifier).join('.')} AS VARCHAR)`;

class Compiler {
  readonly #columns: Columns;
  readonly #onLacking: (path: string) => void;

  constructor(columns: Columns, onLacking: (path: string) => void) {
    this.#columns = columns;
    this.#onLacking = onLacking;
  }

  object(pattern: JsonObject, above: readonly string[]): Condition {
    return all(Object.entries(pattern).map(([key, value]) => this.#field(key, value, above)));
  }

  /** Notes the path if the table doesn't keep it. */
  look(path: string): void {
    this.#fieldAt(path.split('.'));
  }

  #field(key: string, value: Json | undefined, above: readonly string[]): Condition {
    if (key === '$or') {
      return Array.isArray(value)
        ? either(value.map((one) => (isObject(one) ? this.object(one, above) : undefined)))
        : undefined;
    }
    const path = [...above, ...key.split('.')];
    if (isObject(value)) return this.object(value, path);
    return Array.isArray(value) ? this.#leaves(value, path) : undefined;
  }

  #leaves(leaves: readonly Json[], path: readonly string[]): Condition {
    const found = this.#fieldAt(path);
    if (found === undefined) return undefined;
    const { field, rest } = found;
    if (field.kind !== 'json') return either(leaves.map((leaf) => ofText(leaf, textOf(field), field.kind)));
    return rest.length === 0 ? undefined : inJson(leaves, textOf(field), rest);
  }

  #fieldAt(path: readonly string[]): { readonly field: Field; readonly rest: readonly string[] } | undefined {
    const name = path.join('.');
    const field = FIELDS.find((one) => one.path === name || (one.kind === 'json' && name.startsWith(`${one.path}.`)));
    const isParent = FIELDS.some((one) => one.path.startsWith(`${name}.`));
    if (field === undefined || !isKept(field, this.#columns)) {
      // A pattern may ask a struct itself for its absence, which tells nothing of its members.
      if (!isParent) this.#onLacking(name);
      return undefined;
    }
    return { field, rest: path.slice(field.path.split('.').length) };
  }
}

/** A leaf of the pattern, about a column of text. */
function ofText(leaf: Json, text: string, kind: Field['kind']): Condition {
  const present = `${text} IS NOT NULL`;
  if (leaf === null) return `${text} IS NULL`;
  if (!isObject(leaf)) return scalar(leaf, text) ?? present;
  if (leaf['exists'] === false) return `${text} IS NULL`;
  const [[operator, operand] = []] = Object.entries(leaf);
  if (operator === 'anything-but') return kind === 'text' ? (but(operand, text) ?? present) : present;
  return positive(leaf, text) ?? present;
}

/** A leaf below a column of JSON text. A list or an object at its path has no text: then the key must be there. */
function inJson(leaves: readonly Json[], column: string, keys: readonly string[]): Condition {
  const last = keys.at(-1) ?? '';
  const key = literal(last);
  // An escape can spell a key otherwise, and a key that isn't plain may stand in the text in several ways.
  if (key === undefined || !keys.every((one) => /^\w+$/.test(one))) return undefined;
  if (leaves.some((leaf) => leaf === null || (isObject(leaf) && leaf['exists'] === false))) return undefined;
  const text = `json_extract_scalar(${column}, '$.${keys.join('.')}')`;
  const named = `(strpos(${column}, ${key}) > 0 OR strpos(${column}, '\\') > 0)`;
  const met = either(
    leaves.map((leaf) => {
      const isOperator = isObject(leaf) && ('exists' in leaf || 'anything-but' in leaf);
      return isOperator ? undefined : isObject(leaf) ? positive(leaf, text) : scalar(leaf, text);
    }),
  );
  return met === undefined ? named : `(${met} OR (${text} IS NULL AND ${named}))`;
}

function scalar(leaf: Json, text: string): Condition {
  if (typeof leaf === 'boolean') return `${text} = '${leaf}'`;
  if (typeof leaf === 'number') return compared(text, '=', leaf);
  if (typeof leaf !== 'string') return undefined;
  const value = literal(leaf);
  return value === undefined ? undefined : `${text} = ${value}`;
}

const compared = (text: string, sign: string, bound: number): Condition =>
  Number.isFinite(bound) ? `TRY_CAST(${text} AS DOUBLE) ${sign} CAST('${bound}' AS DOUBLE)` : undefined;

/** An operator that asks for a certain text or number; undefined if SQL can't ask for it as narrowly. */
function positive(leaf: JsonObject, text: string): Condition {
  const [[operator, operand] = []] = Object.entries(leaf);
  const matched = (pieces: readonly string[] | undefined, of = text) => {
    const right = pieces === undefined ? undefined : like(pieces);
    return right === undefined ? undefined : `${of} ${right}`;
  };
  const lower = `lower(${text})`;
  switch (operator) {
    case 'prefix':
      return typeof operand === 'string'
        ? matched([operand, ''])
        : matched(
            ascii(operand, (value) => [value, '']),
            lower,
          );
    case 'suffix':
      return typeof operand === 'string'
        ? matched(['', operand])
        : matched(
            ascii(operand, (value) => ['', value]),
            lower,
          );
    case 'equals-ignore-case':
      return matched(
        ascii({ 'equals-ignore-case': operand ?? null }, (value) => [value]),
        lower,
      );
    case 'wildcard':
      return typeof operand === 'string' ? matched(piecesOf(operand)) : undefined;
    case 'numeric':
      return Array.isArray(operand) ? numeric(operand, text) : undefined;
    default:
      return undefined;
  }
}

/** The text in lower case, if engines agree about its case. */
function ascii(operand: Json | undefined, pieces: (value: string) => readonly string[]): readonly string[] | undefined {
  const value = isObject(operand) ? operand['equals-ignore-case'] : undefined;
  return typeof value === 'string' && /^[\x20-\x7e]*$/.test(value) ? pieces(value.toLowerCase()) : undefined;
}

function numeric(parts: readonly Json[], text: string): Condition {
  const signs = new Set(['=', '<', '<=', '>', '>=']);
  const pairs = [parts.slice(0, 2), parts.slice(2)].filter((pair) => pair.length === 2);
  return all(
    pairs.map(([sign, bound]) =>
      typeof sign === 'string' && signs.has(sign) && typeof bound === 'number'
        ? compared(text, sign, bound)
        : undefined,
    ),
  );
}

/** The pieces between the stars of a wildcard. */
function piecesOf(pattern: string): readonly string[] {
  const pieces = [''];
  for (const part of pattern.match(/\\.|\*|[^*\\]+/gs) ?? []) {
    if (part === '*') pieces.push('');
    else pieces[pieces.length - 1] += part.startsWith('\\') ? part.slice(1) : part;
  }
  return pieces;
}

/** Everything but the excluded texts. Letters' case is not excluded, because engines disagree about it. */
function but(operand: Json | undefined, text: string): Condition {
  const excluded = isObject(operand)
    ? Object.entries(operand).flatMap(([operator, values]) =>
        (Array.isArray(values) ? values : [values]).map((value) =>
          ['prefix', 'suffix', 'wildcard'].includes(operator) ? positive({ [operator]: value }, text) : undefined,
        ),
      )
    : (Array.isArray(operand) ? operand : [operand ?? null]).map((value) =>
        typeof value === 'string' ? scalar(value, text) : undefined,
      );
  const known = excluded.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : `NOT (${known.join(' OR ')})`;
}

function all(conditions: readonly Condition[]): Condition {
  const known = conditions.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : known.length === 1 ? known[0] : `(${known.join(' AND ')})`;
}

function either(conditions: readonly Condition[]): Condition {
  const known = [...new Set(conditions)].filter((one) => one !== undefined);
  if (known.length < new Set(conditions).size) return undefined;
  if (known.length === 0) return '1 = 0';
  return known.length === 1 ? known[0] : `(${known.join(' OR ')})`;
}
