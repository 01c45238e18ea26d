/** The evaluator of log filters against AWS's documented examples, and against a second one that knows no parser. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/core/event.ts';
import { parseLogsFilter } from '../../src/core/patterns/logs-filter.ts';
import { parseLogsPattern, readLogsMessage } from '../../src/core/patterns/logs-pattern.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
describe('documented examples', () => {
  const event: JsonObject = {
    eventType: 'UpdateTrail',
    sourceIPAddress: '111.111.111.111',
    arrayKey: ['value', 'another value'],
    objectList: [
      { name: 'a', id: 1 },
      { name: 'b', id: 2 },
    ],
    SomeObject: null,
    ThisFlag: true,
    user: { id: 1, email: 'John.Stiles@example.com' },
    users: [
      { id: 2, email: 'John.Doe@example.com' },
      { id: 3, email: 'Jane.Doe@example.com' },
    ],
    actions: ['GET', 'PUT', 'DELETE'],
    coordinates: [
      [0, 1, 2],
      [4, 5, 6],
      [7, 8, 9],
    ],
  };

  test.each<[string, boolean]>([
    ['{ $.eventType = "UpdateTrail" }', true],
    ['{ $.sourceIPAddress != 123.123.* }', true],
    ['{ $.arrayKey[0] = "value" }', true],
    ['{ $.objectList[1].id = 2 }', true],
    ['{ $.SomeObject IS NULL }', true],
    ['{ $.SomeOtherObject NOT EXISTS }', true],
    ['{ $.ThisFlag IS TRUE }', true],
    ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', true],
    ['{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', false],
    ['{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = nonmatch }', true],
    [
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nonmatch }',
      false,
    ],
  ])('%s: %j', (filter, expected) => {
    expect(parseLogsFilter(filter)(event)).toBe(expected);
  });

  const line = '[ERROR] failed: ARGUMENTS of 10.0.0.1';
  test.each<[string, boolean]>([
    ['', true],
    ['ERROR', true],
    ['ERROR ARGUMENTS', true],
    ['ERROR WARN', false],
    ['?ERROR ?WARN', true],
    ['?FATAL ?WARN', false],
    ['"failed: ARGUMENTS"', true],
    ['ERROR -ARGUMENTS', false],
    ['ERROR -WARN', true],
    ['?WARN ERROR', true],
    ['%10\\.0\\.\\d%', true],
    ['%^10%', false],
    ['{ $.a = 1 }', false],
  ])('terms %j: %j', (pattern, expected) => {
    expect(parseLogsPattern(pattern)(readLogsMessage(line))).toBe(expected);
  });

  test('columns are for other logs', () => {
    expect(() => parseLogsPattern('[ip, user, ...]')).toThrow(SyntaxError);
  });
});

/** A filter as data, which is printed for the one evaluator and walked by the other. */
type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly path: readonly (string | number)[]; readonly test: Leaf };
type Leaf =
  | { readonly op: '=' | '!='; readonly text: string }
  | { readonly op: '=' | '!=' | '<' | '>' | '<=' | '>='; readonly number: number }
  | { readonly is: 'NULL' | 'TRUE' | 'FALSE' }
  | { readonly missing: true };

const NAMES = ['a', 'b', 'eventName'];
const TEXTS = ['x', 'xy', 'Create*', '*y', '*', 'CreateUser', '1'];
const path = fc.array(
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: fc.nat(1) }),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.record({ op: fc.constantFrom('=' as const, '!=' as const), text: fc.constantFrom(...TEXTS) }),
  fc.record({
    op: fc.constantFrom('=' as const, '!=' as const, '<' as const, '>' as const, '<=' as const, '>=' as const),
    number: fc.integer({ min: -2, max: 2 }),
  }),
  fc.record({ is: fc.constantFrom('NULL' as const, 'TRUE' as const, 'FALSE' as const) }),
  fc.constant({ missing: true as const }),
);
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    fc.record({ path, test: leaf }),
    fc.record({ all: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }) }),
  ),
}));
const scalar = fc.constantFrom<Json>('x', 'xy', 'CreateUser', '1', 'y', '', 0, 1, -1, true, false, null);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 3 }),
  ),
}));
const record = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 3 });

function printed(one: Filter): string {
  if ('all' in one) return one.all.map((part) => ('any' in part ? `(${printed(part)})` : printed(part))).join(' && ');
  if ('any' in one) return one.any.map(printed).join('||');
  const selector = one.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  const { test: of } = one;
  if ('missing' in of) return `$${selector} NOT EXISTS`;
  if ('is' in of) return `$${selector} IS ${of.is}`;
  return 'text' in of ? `$${selector} ${of.op} "${of.text}"` : `($${selector}${of.op}${of.number})`;
}

/** By the documentation alone: a selector that finds nothing, a list or an object matches nothing but NOT EXISTS. */
function holds(one: Filter, json: Json): boolean {
  if ('all' in one) return one.all.every((part) => holds(part, json));
  if ('any' in one) return one.any.some((part) => holds(part, json));
  let here: Json | undefined = json;
  for (const key of one.path) {
    const isList = Array.isArray(here);
    if (here === null || typeof here !== 'object' || isList !== (typeof key === 'number')) here = undefined;
    else here = Object.entries(here).find(([name]) => name === String(key))?.[1];
    if (here === undefined) break;
  }
  const found = here !== undefined && (here === null || typeof here !== 'object') ? here : undefined;
  const { test: of } = one;
  if ('missing' in of) return found === undefined;
  if (found === undefined) return false;
  if ('is' in of) return String(found) === of.is.toLowerCase() && typeof found !== 'string';
  if ('text' in of) {
    const isText = typeof found === 'string' || typeof found === 'number';
    return (isText && globs(of.text, String(found))) === (of.op === '=');
  }
  if (of.op === '=' || of.op === '!=')
    return (String(found) === String(of.number) && typeof found !== 'boolean') === (of.op === '=');
  if (typeof found !== 'number') return false;
  const order = Math.sign(found - of.number);
  return { '<': order < 0, '>': order > 0, '<=': order <= 0, '>=': order >= 0 }[of.op];
}

function globs(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*'))
    return [...Array(text.length + 1).keys()].some((at) => globs(pattern.slice(1), text.slice(at)));
  return text !== '' && pattern[0] === text[0] && globs(pattern.slice(1), text.slice(1));
}

test('both evaluators agree', () => {
  fc.assert(
    fc.property(filter, record, (one, json) => {
      expect(parseLogsFilter(`{ ${printed(one)} }`)(json)).toBe(holds(one, json));
    }),
    { numRuns: 2_000 },
  );
});
