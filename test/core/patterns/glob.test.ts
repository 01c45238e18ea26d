import { expect, test } from 'vitest';
import { matchesGlob, matchesPolicyPattern } from '../../../src/core/patterns/glob.ts';

test.each([
  ['alice', 'alice', true],
  ['alice', 'alice2', false],
  ['*', '', true],
  ['break-glass-*', 'break-glass-1', true],
  ['arn:aws:iam::*:role/Emergency*', 'arn:aws:iam::111122223333:role/Emergency', true],
  ['arn:aws:iam::*:role/Emergency', 'arn:aws:iam::111122223333:role/EmergencyTest', false],
  ['*a*b', 'xaybzb', true],
  ['*a*b', 'xaybz', false],
  ['a.c', 'abc', false],
])('%s and %s: %s', (pattern, text, expected) => {
  expect(matchesGlob(pattern, text)).toBe(expected);
});

test('a hostile pattern does not take long', () => {
  expect(matchesGlob(`${'*a'.repeat(2_000)}b`, 'a'.repeat(20_000))).toBe(false);
});

test('only patterns of IAM know ? as any one character', () => {
  expect([matchesGlob('a?c', 'abc'), matchesGlob('a?c', 'a?c')]).toEqual([false, true]);
  expect(['abc', 'ac', 'abbc'].map((text) => matchesPolicyPattern('a?c', text))).toEqual([true, false, false]);
});
