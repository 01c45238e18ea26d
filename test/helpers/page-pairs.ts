/** Pages in two languages as plain data: all that must be the same in both. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { headingsOf, readPage } from './pages.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** `docs/init.md` → `docs/init.ja.md`. */
export const japaneseOf = (name: string) => name.replace(/\.(md|svg)$/, '.ja.$1');

/** Values in commands and settings that each language has of its own. */
const OWN_VALUES: readonly (readonly [ja: string, en: string])[] = [
  [' --language ja', ''],
  ['language: ja ', 'language: en '],
  ['"language": "ja"', '"language": "en"'],
  ['東京オフィス', 'Tokyo office'],
  ['DBスナップショットの共有', 'Database snapshot shared'],
  // An example's home region.
  ['ap-northeast-1', 'us-east-1'],
  ['/ja_jp/', '/'],
  ['aws.amazon.com/jp/', 'aws.amazon.com/'],
];
/** Also without the words between angle brackets, which say what to put there. */
const shared = (text: string) =>
  OWN_VALUES.reduce((left, [ja, en]) => left.replaceAll(ja, en), text).replaceAll(/<[^<>`]*>/g, '<>');

const FENCED = /^( *)```(\w*)\n([\s\S]*?)^ *```/gm;

/** Code blocks without comments. */
export function codeBlocks(page: string): readonly string[] {
  return [...page.matchAll(FENCED)].map(([, , kind = '', text = '']) =>
    shared(`${kind}\n${text}`)
      .replaceAll(/(^|\s+)#(?= ).*$/gm, '$1#')
      .replaceAll(/ +#$/gm, ' #'),
  );
}

/** Headings, tables, lists and code blocks in order: what a page holds, whatever its words are. */
export function outline(page: string): readonly string[] {
  const lines = page.replaceAll(FENCED, '```$2').split('\n');
  return lines.flatMap((line) => {
    if (/^#+ /.test(line)) return line.replace(/ .*/, '');
    if (line.startsWith('|'))
      return `row of ${line.split('|').length - 2}: ${codeIn(line.split('|')[1] ?? '').join(' ')}`;
    if (/^ *(?:-|\d+\.) /.test(line)) return 'item';
    return line.startsWith('```') ? line : [];
  });
}

const codeIn = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => shared(code));

/** Names, commands and values in running text and tables, once each. */
export const codeWords = (page: string): readonly string[] => [...new Set(codeIn(page.replaceAll(FENCED, '')))].sort();

/** Targets of links and pictures, as those of the English page: a heading by its place among its page's headings. */
export function links(name: string): readonly string[] {
  const found = [
    ...readPage(name)
      .replaceAll(FENCED, '')
      .matchAll(/\]\(([^)\s]+)\)|<(https:[^>\s]+)>/g),
  ];
  return found
    .map(([, link, url]) => link ?? url ?? '')
    .map((link) => (/^https:/.test(link) ? shared(link) : targetOf(link, name)))
    .sort();
}

function targetOf(link: string, from: string): string {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path).replaceAll('\\', '/');
  const english = target.replace('.ja.', '.');
  const isOtherLanguage = english === from.replace('.ja.', '.') && target !== from;
  const wrongLanguage =
    !isOtherLanguage &&
    target === english &&
    isJapanese(from) &&
    japaneseOf(target) !== target &&
    existsSync(join(ROOT, japaneseOf(target)));
  const place =
    anchor === undefined ? '' : ` at heading ${headingsOf(readPage(target)).indexOf(decodeURIComponent(anchor))}`;
  return `${isOtherLanguage ? 'the other language' : english}${wrongLanguage ? ' in English' : ''}${place}`;
}

const isJapanese = (name: string) => name.includes('.ja.');
