import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../src');
const IMPORT = /^(?:import|export)\s+(type\s)?(?:([^;']*?)from\s+)?'(\.[^']+)'|import\(\s*'(\.[^']+)'/gm;

interface Import {
  readonly from: string;
  readonly to: string;
  /** Gone after compiling. */
  readonly isType: boolean;
}

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'));
const imports = files.flatMap(importsOf);

function importsOf(from: string): readonly Import[] {
  return [...readFileSync(join(ROOT, from), 'utf8').matchAll(IMPORT)].map(([, type, names = '', early, late]) => {
    const all = names.replace(/[{}\s]+/g, ' ').split(',');
    const areTypes = names.startsWith('{') && all.every((name) => /^\s*(?:type\s|$)/.test(name));
    const to = posix.normalize(posix.join(dirname(from), early ?? late ?? ''));
    return { from, to, isType: type !== undefined || (late === undefined && areTypes) };
  });
}

/** Imports that lead back to a file that is on the way: one for each circle that a walk through all files closes. */
function circlesIn(edges: readonly Import[]): readonly string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (way.includes(file) || done.has(file)) return;
    for (const { from, to } of edges) if (from === file) walk(to, [...way, file]);
    done.add(file);
  };
  for (const file of files.toSorted()) walk(file, []);
  return circles;
}

test('no circle of imports is left at run time', () => {
  expect(circlesIn(imports.filter(({ isType }) => !isType))).toEqual([]);
});

test('at most seven circles of imports, types counted', () => {
  const circles = circlesIn(imports);
  expect(circles.length, circles.join('\n')).toBeLessThanOrEqual(7);
  expect(imports.length).toBeGreaterThan(1_000);
});

/** A file of `commands/` imports from a folder above its own, or from another command's; `shared/` is for all. */
function isUpward({ from, to }: Import): boolean {
  const [inside, ...path] = to.split('/');
  if (!from.startsWith('commands/') || inside !== 'commands' || path[0] === 'shared') return false;
  const folder = dirname(to);
  const isAbove = folder !== dirname(from) && dirname(from).startsWith(`${folder}/`);
  const isElsewhere = path.length > 1 && from.split('/').length > 2 && path[0] !== from.split('/')[1];
  return isAbove || isElsewhere;
}

test('at most five imports in commands run up or across', () => {
  const upward = imports.filter(isUpward).map(({ from, to }) => `${from} → ${to}`);
  expect(upward.length, upward.join('\n')).toBeLessThanOrEqual(5);
});
