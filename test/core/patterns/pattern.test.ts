import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PatternError, parsePattern } from '../../../src/core/patterns/pattern.ts';

const CASES = resolve('../shared/data/eventbridge-patterns/localstack_cases.ndjson');
const isThere = existsSync(CASES);
if (!isThere) process.stderr.write('skipped: the public event-pattern cases are not beside this checkout\n');

function verdict(pattern: unknown, event: Parameters<ReturnType<typeof parsePattern>>[0]): string {
  try {
    return String(parsePattern(pattern)(event));
  } catch (error) {
    if (error instanceof PatternError) return 'exception';
    throw error;
  }
}

test.runIf(isThere)('agrees with AWS in all 155 public cases', () => {
  const cases = readFileSync(CASES, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const wrong = cases
    .map(({ name, pattern, event, expected }) => ({ name, expected, got: verdict(pattern, event) }))
    .filter(({ expected, got }) => expected !== got);

  expect(cases).toHaveLength(155);
  expect(wrong).toEqual([]);
});

describe('matches', () => {
  test.each<[string, unknown, Parameters<ReturnType<typeof parsePattern>>[0], boolean]>([
    [
      'one element that satisfies all',
      { a: { x: [1], y: [2] } },
      {
        a: [
          { x: 1, y: 9 },
          { x: 1, y: 2 },
        ],
      },
      true,
    ],
    ['never a mix of elements', { a: { x: [1], y: [2] } }, { a: [{ x: 1 }, { y: 2 }] }, false],
    ['text is no number', { a: ['1'] }, { a: 1 }, false],
    ['null is not absent', { a: [null] }, {}, false],
    ['anything but one is no absent field', { a: [{ 'anything-but': ['x'] }] }, {}, false],
    ['nor is anything without a beginning', { a: [{ 'anything-but': { prefix: 'x' } }] }, { b: 'y' }, false],
    ['but null is anything but text', { a: [{ 'anything-but': ['x'] }] }, { a: null }, true],
    ['an object is no leaf', { a: [{ exists: false }] }, { a: { b: 1 } }, true],
    ['own fields only', { constructor: [{ exists: true }] }, {}, false],
    ['escaped stars', { a: [{ wildcard: 'x\\*\\\\*' }] }, { a: 'x*\\tail' }, true],
    ['escaped stars, strictly', { a: [{ wildcard: 'x\\*' }] }, { a: 'xy' }, false],
    ['overlapping ends', { a: [{ wildcard: 'aba*ba' }] }, { a: 'aba' }, false],
    ['an address of the other family', { a: [{ cidr: '0.0.0.0/0' }] }, { a: '2001:db8::1' }, false],
    ['short forms of an address', { a: [{ cidr: '10.0.0.0/8' }] }, { a: '10.1' }, false],
    ['AWS Internal', { a: [{ cidr: '0.0.0.0/0' }] }, { a: 'AWS Internal' }, false],
    ['$or beside another field', { a: [1], $or: [{ b: [1] }, { c: [1] }] }, { a: 1, c: 1 }, true],
    ['$or is no other field', { a: [1], $or: [{ b: [1] }, { c: [1] }] }, { a: 2, c: 1 }, false],
  ])('%s', (_, pattern, event, expected) => {
    expect(parsePattern(pattern)(event)).toBe(expected);
  });
});

describe('refuses, naming the place', () => {
  test.each<[unknown, string]>([
    [[], ''],
    [{}, ''],
    [{ a: {} }, 'a'],
    [{ a: { b: 'x' } }, 'a.b'],
    [{ a: [[1]] }, 'a[0]'],
    [{ a: ['x', { prefx: 'y' }] }, 'a[1].prefx'],
    [{ a: [{ prefix: 'y', suffix: 'z' }] }, 'a[0]'],
    [{ a: [{ 'anything-but': { prefix: [''] } }] }, 'a[0].anything-but.prefix'],
    [{ a: [{ 'anything-but': [] }] }, 'a[0].anything-but'],
    [{ a: [{ numeric: ['>', 6e9] }] }, 'a[0].numeric'],
    [{ a: [{ numeric: ['>', 5, '<', 5] }] }, 'a[0].numeric'],
    [{ a: [{ cidr: '203.0.113.0' }] }, 'a[0].cidr'],
    [{ a: [{ cidr: '203.0.113.0/33' }] }, 'a[0].cidr'],
    [{ a: [{ exists: 'yes' }] }, 'a[0].exists'],
    [{ a: [{ wildcard: 'x\\y' }] }, 'a[0].wildcard'],
    [{ $or: [{ a: [1] }] }, '$or'],
    [{ x: { $or: [{ a: [1] }, 7] } }, 'x.$or[1]'],
  ])('%j', (pattern, path) => {
    expect(() => parsePattern(pattern)).toThrowError(expect.objectContaining({ name: 'PatternError', path }));
  });

  test('more combinations than AWS takes', () => {
    const two = { $or: [{ a: [1] }, { b: [1] }] };
    const pattern = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`f${index}`, two]));

    expect(() => parsePattern(pattern)).toThrowError('1000 combinations');
  });
});
