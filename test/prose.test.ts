/** Comments name their subjects and existing files. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

const filesIn = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts'));

const FILES = ['src', 'sandbox'].flatMap(filesIn);
const ALL = new Set([...FILES, ...['scripts', 'bench', 'test'].flatMap(filesIn)].map((name) => basename(name)));

/** Lines of comments, without their marks; `isFirst` at the beginning of each comment. */
function commentLines(name: string) {
  let isInside = false;
  return readFileSync(join(ROOT, name), 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const { mark, said } = /^\s*(?<mark>\/\*\*?|\/\/|\*(?!\/))\s*(?<said>.*?)\s*(?:\*\/)?$/.exec(line)?.groups ?? {};
      const isFirst = mark !== undefined && !isInside;
      // A mark alone on its line: the comment begins on the next one.
      isInside = mark !== undefined && said !== '';
      return mark === undefined || said === undefined ? [] : [{ at: `${name}:${index + 1}`, said, isFirst }];
    });
}

const LINES = FILES.flatMap(commentLines);

test('comments begin with a noun phrase or an imperative', () => {
  const first = LINES.filter(({ isFirst }) => isFirst);
  expect(first.length).toBeGreaterThan(1_500);
  const clauses = first.filter(({ said }) => /^(?:What|Whatever|Who|Whoever|Nobody|Somebody|Of)\b/.test(said));
  expect(clauses.map(({ at, said }) => `${at} ${said}`)).toEqual([]);
});

test('files that comments name exist', () => {
  const named = LINES.flatMap(({ at, said }) => (said.match(/[\w/-]+\.ts\b/g) ?? []).map((file) => ({ at, file })));
  expect(named.length).toBeGreaterThan(10);
  const gone = named.filter(({ file }) => !ALL.has(basename(file)));
  expect(gone.map(({ at, file }) => `${at} ${file}`)).toEqual([]);
});
