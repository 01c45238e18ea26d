/** The documentation as plain data, for tests: pages, and possible mistakes in them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { recent } from '../../src/core/recent.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** From the repository's root: `docs/deploying.md`. */
export const PAGE_NAMES: readonly string[] = ['.', 'docs']
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(folder, name).replaceAll('\\', '/')))
  .filter((name) => name.endsWith('.md'))
  .sort();

const pages = new Map<string, string>();

/** Each page is read once: its links are looked up one by one, and no test changes a page. */
export function readPage(name: string): string {
  const page = pages.get(name) ?? readFileSync(join(ROOT, name), 'utf8').replaceAll('\r\n', '\n');
  pages.set(name, page);
  return page;
}

/** Every file that is written by hand or generated into the repository, without those of builds and installs. */
export function projectFiles(): readonly string[] {
  const top = readdirSync(ROOT, { withFileTypes: true }).filter(({ name }) => !LEFT_BEHIND.includes(name));
  const inside = (folder: string) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  return top.flatMap((entry) => (entry.isDirectory() ? inside(entry.name) : [entry.name]));
}

const LEFT_BEHIND = ['.git', 'node_modules', 'dist', 'coverage'];

/** Arguments of the command lines in code blocks and in code, without comments and placeholders. */
export function commandLines(page: string): readonly string[] {
  const blocks = [...page.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap((block) => (block[1] ?? '').split('\n'));
  const spans = [...page.replaceAll(/^```\w*\n[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    (span) => span[1] ?? '',
  );
  return [...blocks, ...spans]
    .flatMap((line) => /^(?:npx )?(?:aws-)?login-watch (.*)/.exec(line)?.[1] ?? [])
    .map((line) => line.replace(/ +(?:#|\||>|&&).*/, '').trim())
    .filter((line) => !/[<…]/.test(line));
}

/** Links to missing files of the repository, and to missing headings. */
export function deadLinks(name: string, page: string = readPage(name)): readonly string[] {
  const links = [...page.matchAll(/\]\(([^)\s]+)\)/g)].map((link) => link[1] ?? '');
  return links.filter((link) => !/^[a-z]+:/.test(link)).filter((link) => !leadsSomewhere(link, name));
}

function leadsSomewhere(link: string, from: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(ROOT, target))) return false;
  return anchor === undefined || headingsOf(readPage(target)).includes(decodeURIComponent(anchor));
}

/**
 * GitHub's anchors:
 * https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links
 */
export const headingsOf = (page: string): readonly string[] => headings(page, () => anchorsOf(page));

const headings = recent<readonly string[]>(PAGE_NAMES.length);

function anchorsOf(page: string): readonly string[] {
  const text = page.replaceAll(/^```\w*\n[\s\S]*?^```/gm, '');
  return [...text.matchAll(/^#+ +(.*)$/gm)].map((heading) =>
    (heading[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

interface NamedTest {
  readonly file: string;
  readonly title: string;
}

/** Tests that a page names, as in: `test/x.test.ts`: “one title”, “another”. */
export function namedTests(page: string): readonly NamedTest[] {
  return [...page.matchAll(/`(test\/[\w/.-]+\.test\.ts)`: (“[^”]+”(?:, “[^”]+”)*)/g)].flatMap(
    ([, file = '', titles = '']) => [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title })),
  );
}

export function isThere({ file, title }: NamedTest): boolean {
  const path = join(ROOT, file);
  return existsSync(path) && new RegExp(`['"]${escaped(title)}['"]`).test(readFileSync(path, 'utf8'));
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
