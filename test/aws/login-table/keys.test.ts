import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { expiryOf, KEPT, KEYS, lastKey, timedKey, timeOfKey } from '../../../src/aws/login-table/keys.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const HASH = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

// Items of an earlier version are found under these, so that no key may change.
test('keys are as they have always been', () => {
  expect(Object.entries(KEYS).map(([, keyOf]) => keyOf('abc'))).toEqual([
    'login#abc',
    'person#ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    'account names',
    'finding#abc',
    'event#abc',
    'turn#abc',
    `window#${HASH}`,
    `claim#${HASH}`,
    'muted',
    'muted digest',
    `later#${HASH}`,
    `later turn#${HASH}`,
    `story#${HASH}`,
    `part#${HASH}`,
    'nameless',
    'channel#abc',
    'sent#abc',
    `unreadable#${HASH}`,
    'mark#abc',
    'test#abc',
    'told#abc',
    'windows#abc',
    'claims#abc',
    'stories#abc',
    'layout',
  ]);
});

test('a sort key begins with its time, and the last one of a time is behind all others', () => {
  const key = timedKey('2026-11-19T09:12:41Z', 'one#two');
  expect([key, timeOfKey(key)]).toEqual(['2026-11-19T09:12:41Z#one#two', '2026-11-19T09:12:41Z']);
  expect(lastKey('2026-11-19T09:12:41') > key).toBe(true);
});

test('an item expires in whole seconds', () => {
  expect(expiryOf(1_999, KEPT.test)).toBe(3_601);
});

/** The rows of a table: key, sort key, and how long the item is kept. */
function rowsOf(text: string, kept: number): readonly (readonly (string | undefined)[])[] {
  const rows = text.split('\n').map((line) => line.replace(/^ \* /, '').split('|'));
  return rows
    .filter(([, key = '']) => /^ `[a-z ]+(?:#[A-Z]+)?` $/.test(key))
    .map((cells) => [1, 2, kept].map((place) => cells[place]?.trim()));
}

test('the page on the architecture has the same table as the head of the keys', () => {
  const source = readFileSync(resolve(ROOT, 'src/aws/login-table/keys.ts'), 'utf8');
  const page = readFileSync(resolve(ROOT, 'docs/architecture.md'), 'utf8');
  const section = page.slice(page.indexOf('## The login table')).split('\n## ')[0] ?? '';
  const rows = rowsOf(source, 4);
  expect(rowsOf(section, 4)).toEqual(rows);
  const prefixOf = (key: string) => key.split('#')[0];
  expect(rows.map(([key = '']) => prefixOf(key.replaceAll('`', '')))).toEqual(
    Object.values(KEYS).map((keyOf) => prefixOf(keyOf('abc'))),
  );
});

test('the table says how long items are kept as the code does', () => {
  const rows = rowsOf(readFileSync(resolve(ROOT, 'src/aws/login-table/keys.ts'), 'utf8'), 4);
  const days = (ms: number) => ({ 1: 'a day' })[ms / 86_400_000] ?? `${ms / 86_400_000} days`;
  const told = Object.fromEntries(Object.keys(KEYS).map((name, index) => [name, rows[index]?.[2]]));
  for (const name of [
    'login',
    'finding',
    'turn',
    'muted',
    'later',
    'nameless',
    'unreadable',
    'mark',
    'told',
    'layout',
  ] as const) {
    expect([name, told[name]]).toEqual([name, days(KEPT[name])]);
  }
});
