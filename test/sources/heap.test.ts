import { expect, test } from 'vitest';
import { forget } from '../../src/sources/heap.ts';

test('the bytes of a file are freed at once, with all views of them', () => {
  const bytes = Buffer.allocUnsafe(100_000);
  const part = bytes.subarray(0, 10);
  forget(part);
  expect([bytes.length, part.length]).toEqual([0, 0]);
  // Once more, there is nothing left to be freed.
  forget(bytes);
});

test('bytes that share their memory with others stay', () => {
  const [small, other] = [Buffer.from('one'), Buffer.from('two')];
  forget(small);
  expect([String(small), String(other)]).toEqual(['one', 'two']);
  const own = Buffer.from(new SharedArrayBuffer(100_000));
  forget(own);
  expect(own.length).toBe(100_000);
});
