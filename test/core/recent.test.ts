import { expect, test } from 'vitest';
import { recent } from '../../src/core/recent.ts';

test('makes a value once, and the one that was made first again when there are too many', () => {
  const made: string[] = [];
  const kept = recent<string>(2);
  const ask = (key: string) =>
    kept(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect(['a', 'b', 'a', 'b', 'c', 'b', 'a'].map(ask)).toEqual(['A', 'B', 'A', 'B', 'C', 'B', 'A']);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});

test('keeps nothing where making throws', () => {
  const kept = recent<number>(2);
  const fail = () => {
    throw new Error('no');
  };
  expect(() => kept('a', fail)).toThrow('no');
  expect(kept('a', () => 1)).toBe(1);
});
