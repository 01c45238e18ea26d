import { expect, test } from 'vitest';
import { ja, shown } from '../../src/core/say.ts';

test('a Japanese sentence has a space where half-width text meets kana or kanji', () => {
  expect(ja`${'alice'}が${'198.51.100.7 から'}コンソールに`).toBe('alice が 198.51.100.7 からコンソールに');
  expect(ja`${'ルートユーザー'}が${''}コンソールに`).toBe('ルートユーザーがコンソールに');
  expect(ja`${'bob（ロール Admin）'}が`).toBe('bob（ロール Admin）が');
  expect(ja`アカウント ${'111122223333'} に`).toBe('アカウント 111122223333 に');
  expect(ja`${15}分以内に${5}回`).toBe('15分以内に5回');
  expect(ja`後、${'198.51.100.7'}から`).toBe('後、198.51.100.7 から');
});

test('what an event chose to say can’t break a sentence', () => {
  expect(shown('a\u202eb\nc')).toBe('a\\u{202e}b\\u{a}c');
  expect(shown('x'.repeat(1_000_000))).toHaveLength(120);
  expect([shown(undefined), shown(''), shown('  ')]).toEqual(['-', '-', '-']);
});
