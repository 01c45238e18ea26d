import { symlinkSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { UserError } from '../../src/core/user-error.ts';
import { languageFor } from '../../src/settings/language.ts';

let japanese = '';
let silent = '';
beforeAll(async () => {
  japanese = await mkdtemp(join(tmpdir(), 'language-'));
  silent = await mkdtemp(join(tmpdir(), 'language-'));
  await writeFile(join(japanese, 'login-watch.yaml'), 'name: acme\r\nlanguage: ja # for the team\r\n');
  await writeFile(join(japanese, 'english.yaml'), 'language: "en"\n');
  await writeFile(join(silent, 'login-watch.yaml'), 'name: acme\nchannels:\n  - slack: { language: ja }\n');
});

test.each([
  ['the option wins over all', ['--language', 'en'], () => japanese, { LANG: 'ja_JP.UTF-8' }, 'en'],
  ['the option with =', ['replay', '--language=ja'], () => silent, {}, 'ja'],
  ['the settings win over the locale', ['replay'], () => japanese, { LANG: 'en_US.UTF-8' }, 'ja'],
  ['the settings of --config', ['--config', 'english.yaml'], () => japanese, { LANG: 'ja_JP' }, 'en'],
  ['a language that is not known falls through', ['--language', 'fr'], () => silent, {}, 'en'],
  ['the locale where the settings are silent', [], () => silent, { LANG: 'ja_JP.UTF-8' }, 'ja'],
  ['LC_ALL before LANG', [], () => silent, { LC_ALL: 'C', LANG: 'ja_JP.UTF-8' }, 'en'],
  ['an empty LC_ALL counts as unset', [], () => silent, { LC_ALL: '', LC_MESSAGES: 'ja_JP' }, 'ja'],
  ['English where nothing says otherwise', [], () => silent, {}, 'en'],
] as const)('%s', async (_, argv, cwd, env, expected) => {
  expect(await languageFor(argv, { cwd: cwd(), env })).toBe(expected);
});

test('settings that are a device, and never end, stop nothing', async () => {
  const trap = await mkdtemp(join(tmpdir(), 'language-'));
  symlinkSync('/dev/zero', join(trap, 'login-watch.yaml'));
  symlinkSync('/dev/zero', join(trap, 'zero.yaml'));
  expect(await languageFor([], { cwd: trap, env: {} })).toBe('en');
  expect(await languageFor(['--config', 'zero.yaml'], { cwd: trap, env: {} })).toBe('en');
});

test('an error holds both languages, and English for logs', () => {
  const error = new UserError(
    { en: 'No file', ja: 'ファイルがありません' },
    { hint: { en: 'Look', ja: '確認してください' } },
  );
  expect(error).toMatchObject({ message: 'No file', hint: 'Look', exit: 2 });
  expect([error.said('ja'), error.todo('ja')]).toEqual(['ファイルがありません', '確認してください']);
});
