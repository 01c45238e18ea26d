import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PAGE_NAMES, readPage } from './helpers/pages.ts';

interface Term {
  readonly word: string;
  readonly not: readonly string[];
  readonly allowed: readonly string[];
}

const wordsOf = (cell = '') =>
  cell
    .split('、')
    .map((word) => word.trim())
    .filter((word) => word !== '');

const GLOSSARY: readonly Term[] = readPage('docs/glossary.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, , word = '', not, allowed]) => ({ word, not: wordsOf(not), allowed: wordsOf(allowed) }));

/** Files with Japanese sentences for users: the program's, the rules' and the pages'. */
const FILES = [
  ...readdirSync(resolve(import.meta.dirname, '../src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts')),
  'scripts/rules-page.ts',
  ...PAGE_NAMES.filter((name) => name.endsWith('.ja.md')),
].sort();

/** Each use of a forbidden word, with the words around it. */
function violations(text: string): readonly string[] {
  return GLOSSARY.flatMap(({ word, not, allowed }) => {
    const rest = allowed.reduce((left, name) => left.replaceAll(name, ''), text);
    // The expression costs fifty times what looking for the word costs, and few texts hold it.
    const used = not.filter((variant) => rest.includes(variant));
    return used.flatMap((variant) =>
      [...rest.matchAll(new RegExp(`.{0,12}${variant}(?!ー).{0,12}`, 'g'))].map(
        ([around]) => `${variant}: write ${word}, in “${around.trim()}”`,
      ),
    );
  });
}

test.each(FILES)('%s uses the Japanese words of docs/glossary.md', (name) => {
  expect(violations(readPage(name))).toEqual([]);
});

test('every Japanese word and every allowed name of the glossary is in use, and no word is forbidden by another row', () => {
  const all = FILES.map(readPage).join('\n');
  expect(GLOSSARY.length).toBeGreaterThan(20);
  expect(GLOSSARY.map(({ word }) => word).filter((word) => !all.includes(word))).toEqual([]);
  expect(violations(GLOSSARY.map(({ word }) => word).join('\n'))).toEqual([]);
  expect(GLOSSARY.flatMap(({ allowed }) => allowed).filter((name) => !all.includes(name))).toEqual([]);
});

test('a forbidden word is found, and neither a longer word nor an allowed name is', () => {
  expect(violations('チャネルのレコード')).toEqual([
    'チャネル: write 通知先, in “チャネルのレコード”',
    'レコード: write 記録, in “チャネルのレコード”',
  ]);
  expect(violations('Configの配信チャネル、ユーザー、パラメータ')).toEqual([]);
});
