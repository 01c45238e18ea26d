import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { UserError } from '../../src/core/user-error.ts';
import { loadSettings } from '../../src/settings/load.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'login-watch-settings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function refusal(work: Promise<unknown>): Promise<readonly [string, string | undefined, number]> {
  const error = await work.then(
    () => new Error('it was taken'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error;
  return [error.message, error.hint, error.exit];
}

test('settings are found in a folder further up, and the nearest ones win', async () => {
  const deep = join(folder, 'a', 'b');
  await mkdir(deep, { recursive: true });
  const file = join(folder, 'login-watch.yaml');
  await writeFile(file, 'name: outer\n');
  expect(await loadSettings({ cwd: deep })).toEqual({ settings: { ...DEFAULT_SETTINGS, name: 'outer' }, file });

  const nearer = join(folder, 'a', 'login-watch.yaml');
  await writeFile(nearer, 'name: inner\n');
  expect(await loadSettings({ cwd: deep })).toEqual({ settings: { ...DEFAULT_SETTINGS, name: 'inner' }, file: nearer });
});

test('a file that is named is read in place of the one that is found', async () => {
  await writeFile(join(folder, 'login-watch.yaml'), 'name: found\n');
  await writeFile(join(folder, 'other.yaml'), 'name: named\n');
  expect(await loadSettings({ cwd: folder, config: 'other.yaml' })).toEqual({
    settings: { ...DEFAULT_SETTINGS, name: 'named' },
    file: join(folder, 'other.yaml'),
  });
});

test('a mistake names the file as seen from here', async () => {
  await mkdir(join(folder, 'sub'));
  await writeFile(join(folder, 'login-watch.yaml'), 'chanels: []\n');
  const [message] = await refusal(loadSettings({ cwd: join(folder, 'sub') }));
  expect(message).toContain(
    `${join('..', 'login-watch.yaml')}:1:1: unknown key "chanels" (did you mean \`channels\`?)`,
  );
});

test('a named file that is not there, a folder, a heap and a near miss of the name are refused', async () => {
  await writeFile(join(folder, 'heap.yaml'), '#'.repeat(1_000_001));
  const missing = await refusal(loadSettings({ cwd: folder, config: 'nope.yaml' }));
  const aFolder = await refusal(loadSettings({ cwd: folder, config: '.' }));
  const heap = await refusal(loadSettings({ cwd: folder, config: 'heap.yaml' }));
  await writeFile(join(folder, 'login-watch.yml'), 'name: a\n');
  const nearMiss = await refusal(loadSettings({ cwd: folder }));
  expect([missing, aFolder, heap, nearMiss]).toEqual([
    ['The settings file nope.yaml does not exist', 'Check the path given with --config, or leave it out.', 2],
    [`${folder} is not a file`, 'The settings are a single text file.', 2],
    [`${join(folder, 'heap.yaml')} is too large for settings (1000001 bytes)`, 'Check that it is the right file.', 2],
    [`${join(folder, 'login-watch.yml')} would be ignored`, 'Rename it to login-watch.yaml.', 2],
  ]);
});

test('without any file the defaults hold', async () => {
  // The root of the temporary folder's file system has no settings, and neither has anything between.
  expect(await loadSettings({ cwd: folder })).toEqual({ settings: DEFAULT_SETTINGS, file: undefined });
});

test.each([
  ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16 as Windows writes it', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 without a byte order mark', (text: string) => Buffer.from(text, 'utf16le')],
  ['big-endian UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['big-endian UTF-16 without a mark', (text: string) => Buffer.from(text, 'utf16le').swap16()],
])('a settings file in %s is read', async (_, encode) => {
  await writeFile(join(folder, 'login-watch.yaml'), encode('name: acme # 設定\r\nlanguage: ja\r\n'));
  const { settings } = await loadSettings({ cwd: folder });
  expect([settings.name, settings.language]).toEqual(['acme', 'ja']);
});
