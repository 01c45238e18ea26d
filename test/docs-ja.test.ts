import { describe, expect, test } from 'vitest';
import { codeBlocks, codeWords, japaneseOf, links, outline } from './helpers/page-pairs.ts';
import { PAGE_NAMES, readPage } from './helpers/pages.ts';

/** Pages in English only, each with its reason. */
const ENGLISH_ONLY: Readonly<Record<string, string>> = {
  'CHANGELOG.md': 'grows with every change; release notes are read by the page',
  'CONTRIBUTING.md': 'for contributors, whose language is English',
  'SECURITY.md': 'GitHub shows this one file to those who report',
  'docs/architecture.md': 'for contributors',
  'docs/glossary.md': 'for contributors, and in both languages anyway',
};

const PAIRED = PAGE_NAMES.filter((name) => !name.endsWith('.ja.md') && ENGLISH_ONLY[name] === undefined);

test('every page that users read is there in Japanese', () => {
  expect(PAIRED.length).toBeGreaterThan(8);
  expect(PAIRED.map(japaneseOf).filter((name) => !PAGE_NAMES.includes(name))).toEqual([]);
  expect(PAGE_NAMES.filter((name) => name.endsWith('.ja.md')).sort()).toEqual(PAIRED.map(japaneseOf).sort());
  expect(Object.keys(ENGLISH_ONLY).filter((name) => !PAGE_NAMES.includes(name))).toEqual([]);
});

describe.each(PAIRED)('%s and its Japanese page', (name) => {
  const same = (part: (page: string) => readonly string[]) =>
    expect(part(readPage(japaneseOf(name)))).toEqual(part(readPage(name)));

  test('have the same headings, tables, lists and code blocks, in the same order', () => {
    same(outline);
  });

  test('have the same commands and settings', () => {
    same(codeBlocks);
  });

  test('name the same commands, settings and values', () => {
    same(codeWords);
  });

  test('link to the same pages, headings and pictures, each in its own language', () => {
    expect(links(japaneseOf(name))).toEqual(links(name));
  });
});

test('a heading, a row, an item, a command and a name that differ are found; comments and words are not compared', () => {
  const page = '# A\n\n| `x` | b |\n| --- | --- |\n\n- one\n\n```sh\nlogin-watch demo   # shows\n```\n';
  expect(outline(page)).toEqual(['#', 'row of 2: x', 'row of 2: ', 'item', '```sh']);
  expect(outline(page.replace('`x`', '`y`'))).not.toEqual(outline(page));
  expect(codeBlocks(page)).toEqual(codeBlocks(page.replace('shows', '表示')));
  expect(codeBlocks(page)).not.toEqual(codeBlocks(page.replace('demo', 'init')));
  expect(codeWords(page)).toEqual(['x']);
});
