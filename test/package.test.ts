import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TEMPLATES } from '../src/template/templates.ts';

const ROOT = resolve(import.meta.dirname, '..');
/** Bytes. Growth is explained in CHANGELOG.md. */
const MOST_PACKED = 1_320_000;

const Manifest = z.object({ dependencies: z.record(z.string(), z.string()), files: z.array(z.string()) });
const manifest = Manifest.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
const Packed = z.tuple([z.object({ size: z.number(), files: z.array(z.object({ path: z.string() })) })]);
const Pinned = z.object({ version: z.string(), integrity: z.string() });
const Shrinkwrap = z.object({ packages: z.record(z.string(), z.unknown()) });

let folder = '';
let packed: z.infer<typeof Packed>[0];
/** A copy, because `prepack` builds anew what other tests are using. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'login-watch-package-'));
  const names = manifest.files.map((name) => name.replace(/\/.*/, '')).filter((name) => existsSync(join(ROOT, name)));
  for (const name of ['package.json', 'package-lock.json', ...names]) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/shrinkwrap.ts', folder], { cwd: ROOT });
  const shell = process.platform === 'win32';
  const json = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: folder, shell });
  [packed] = Packed.parse(JSON.parse(json.toString()));
});
afterAll(() => rmSync(folder, { recursive: true }));

const paths = () => packed.files.map(({ path }) => path);

/** Modules that a module of the package imports, and files that it names beside itself. */
function reachableFrom(path: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  if (!path.endsWith('.js')) return seen;
  const text = readFileSync(join(folder, path), 'utf8');
  const named = [...text.matchAll(/(?:\bfrom|\bimport|\bnew URL)\s*\(?\s*['"](\.[^'"]+)['"]/g)].map(
    ([, target = '']) => target,
  );
  for (const target of named) {
    const other = join(dirname(path), target).replaceAll('\\', '/');
    if (!other.endsWith('/')) reachableFrom(other, seen);
  }
  return seen;
}

/** Pages and files that a page links to, and those that they link to. */
function linkedFrom(path: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  if (!path.endsWith('.md') || !existsSync(join(folder, path))) return seen;
  for (const [, link = ''] of readFileSync(join(folder, path), 'utf8').matchAll(/\]\(([^)\s#:]+)(?:#[^)]*)?\)/g)) {
    linkedFrom(join(dirname(path), link).replaceAll('\\', '/'), seen);
  }
  return seen;
}

/** Each file that no module names, and why it is there. */
const OTHER_FILES: Readonly<Record<string, string>> = {
  'package.json': 'npm reads it',
  'npm-shrinkwrap.json': 'pins what users install',
  'dist/lambda/index.cjs': 'deploy uploads it: the function, bundled',
  'README.md': 'npm shows it',
  'README.ja.md': 'the same in Japanese',
  'CHANGELOG.md': 'tells what an update changes',
  LICENSE: 'the license asks for it',
  'schema/login-watch.schema.json': 'editors read it: the first line of a settings file names it',
  'templates/athena.yaml': 'athena setup reads it',
  ...Object.fromEntries(TEMPLATES.map((name) => [`templates/${name}.yaml`, 'deploy and template read it'])),
};

test(`the packed file has at most ${MOST_PACKED} bytes`, () => {
  expect(packed.size).toBeLessThanOrEqual(MOST_PACKED);
});

describe('the package holds nothing that neither a command uses nor a page links to', () => {
  test('no file more', () => {
    const used = reachableFrom('bin/login-watch.js');
    const linked = new Set([...linkedFrom('README.md'), ...linkedFrom('README.ja.md')]);
    const isPage = (path: string) => /^(?:docs|examples)\//.test(path) && linked.has(path);
    const idle = paths().filter((path) => !used.has(path) && !isPage(path) && OTHER_FILES[path] === undefined);
    expect(idle).toEqual([]);
    expect(used.size).toBeGreaterThan(300);
  });

  test('and no file less', () => {
    const needed = [...reachableFrom('bin/login-watch.js'), ...Object.keys(OTHER_FILES)];
    expect(needed.filter((path) => !paths().includes(path))).toEqual([]);
  });
});

describe('npm-shrinkwrap.json', () => {
  const text = () => readFileSync(join(folder, 'npm-shrinkwrap.json'), 'utf8');

  test('pins every package that users install, by version and content', () => {
    const { '': root, ...packages } = Shrinkwrap.parse(JSON.parse(text())).packages;
    expect(root).toMatchObject({ name: 'aws-login-watch', dependencies: manifest.dependencies });
    const missing = Object.keys(manifest.dependencies).filter((name) => !(`node_modules/${name}` in packages));
    expect(missing).toEqual([]);
    for (const entry of Object.values(packages)) expect(() => Pinned.parse(entry)).not.toThrow();
  });

  test('says nothing of what only developers install, and not where to download from', () => {
    expect(text()).not.toMatch(/"resolved"|"dev": true|devDependencies|node_modules\/(?:vitest|typescript|knip)"/);
  });
});
