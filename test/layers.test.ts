import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../src');

// Imports go one way (docs/architecture.md): a folder may import its own row's level and everything below it.
const LEVELS = [
  ['core'],
  ['rules', 'selection', 'messages'],
  ['channels', 'render', 'auditing'],
  ['sources', 'aws', 'delivery', 'settings', 'template', 'deploying', 'proving', 'demo'],
  ['commands', 'lambda', 'health'],
  ['cli', 'main', 'node-host', 'node-output', 'host-for', 'help-file', 'output-lost'],
];
// `host.ts` is the interface to the world, so all I/O folders may use it, and it uses nothing above core.
// `version.ts` is one constant.
const levelOf = (room: string) =>
  room === 'host' || room === 'version' ? 3 : LEVELS.findIndex((rooms) => rooms.includes(room));
const roomOf = (file: string) => relative(ROOT, file).split(/[/\\]/)[0]?.replace(/\.ts$/, '') ?? '';

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

test('imports go one way', () => {
  const wrong: string[] = [];
  for (const name of files) {
    const file = join(ROOT, name);
    const room = roomOf(file);
    if (levelOf(room) < 0) wrong.push(`${name}: not in the plan`);
    for (const [, target] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
      const other = roomOf(resolve(file, '..', target ?? ''));
      const isFine = other === room || (room !== 'core' && levelOf(other) >= 0 && levelOf(other) <= levelOf(room));
      if (!isFine) wrong.push(`${name} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(files.length).toBeGreaterThan(10);
});

test('core, rules, selection, messages, channels, render and auditing are pure', () => {
  const impure: string[] = [];
  for (const name of files.filter((file) => levelOf(roomOf(join(ROOT, file))) <= 2)) {
    for (const [, module] of readFileSync(join(ROOT, name), 'utf8').matchAll(
      /(?:from|import)\s*\(?\s*'([^.'][^']*)'/g,
    )) {
      if (module?.startsWith('node:') && module !== 'node:crypto') impure.push(`${name} imports ${module}`);
      if (module?.startsWith('@aws-sdk')) impure.push(`${name} imports ${module}`);
    }
  }
  expect(impure).toEqual([]);
});

test('the page on the architecture shows these layers', () => {
  const page = readFileSync(resolve(ROOT, '../docs/architecture.md'), 'utf8');
  const shown = LEVELS.map((rooms, level) => (level === LEVELS.length - 1 ? 'cli' : rooms.join(', '))).join(' ← ');
  expect(page).toContain(`\n    ${shown}\n`);
});
