import { expect, test } from 'vitest';
import { once, onceForEach } from '../../src/core/once.ts';

test('a value is made at the first call alone', () => {
  let calls = 0;
  const made = once(() => ({ number: ++calls }));
  expect([made(), made(), calls]).toEqual([{ number: 1 }, { number: 1 }, 1]);
});

test('a value is made once for each key, and again and again for those beyond the bound', () => {
  const calls: string[] = [];
  const made = onceForEach((key: string) => {
    calls.push(key);
    return { key };
  }, 2);
  expect(made('a')).toBe(made('a'));
  expect(made('b')).toBe(made('b'));
  expect([made('c'), made('c'), made('a')]).toEqual([{ key: 'c' }, { key: 'c' }, { key: 'a' }]);
  expect(calls).toEqual(['a', 'b', 'c', 'c']);
});
