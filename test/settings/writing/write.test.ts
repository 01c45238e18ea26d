import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { UserError } from '../../../src/core/user-error.ts';
import { newSettingsText, writeSettings } from '../../../src/settings/writing/write.ts';
import { englishIn } from '../../helpers/host/english.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'login-watch-write-'));
  file = join(folder, 'login-watch.yaml');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const OLD = 'name: old # ours\n';
const NEW = 'name: new\n';

/** The old file is there as it was, and nothing else. */
async function expectUntouched(): Promise<void> {
  expect([await readdir(folder), await readFile(file, 'utf8')]).toEqual([['login-watch.yaml'], OLD]);
}

test('a new file is written, and nothing is left beside it', async () => {
  await writeSettings(file, newSettingsText({ ...DEFAULT_SETTINGS, name: 'acme' }));
  expect(await readFile(file, 'utf8')).toContain('name: acme\n');
  expect(await readdir(folder)).toEqual(['login-watch.yaml']);
});

test('an old file is replaced, and keeps its mode', async () => {
  await writeFile(file, OLD);
  await chmod(file, 0o640);
  await writeSettings(file, NEW, { was: OLD });
  expect([await readFile(file, 'utf8'), (await stat(file)).mode & 0o7777]).toEqual([NEW, 0o640]);
});

test('what is no valid settings is not written', async () => {
  await writeFile(file, OLD);
  await expect(writeSettings(file, 'name: a\nnane: b\n')).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining('login-watch.yaml:2:1: unknown key "nane"'),
  });
  await expectUntouched();
});

test('a secret in clear is not written', async () => {
  await writeFile(file, OLD);
  const url = ['https://hooks.slack.com', 'services', 'T00000000', 'B00000000', 'abcdefghijklmnop'].join('/');
  const write = writeSettings(file, newSettingsText({ ...DEFAULT_SETTINGS, watched: [url] }));
  await expect(write).rejects.toThrow('a webhook URL of slack in clear');
  await expect(write).rejects.not.toThrow('abcdefghijklmnop');
  await expectUntouched();
});

test('half a character is not written', async () => {
  await writeFile(file, OLD);
  await expect(writeSettings(file, 'watched: ["a\ud83d"]\n')).rejects.toThrow('half a character');
  await expectUntouched();
});

test('somebody else’s change in the meantime is not lost', async () => {
  await writeFile(file, OLD);
  await expect(writeSettings(file, NEW, { was: 'name: older\n' })).rejects.toThrow('was changed by another program');
  await expectUntouched();
});

test('stopped in the middle, the old file stays', async () => {
  await writeFile(file, OLD);
  await expect(writeSettings(file, NEW, { signal: AbortSignal.abort() })).rejects.toThrow('Stopped. ');
  await expectUntouched();
});

test.each([
  ['a folder', (path: string) => mkdir(path), 'is not a file'],
  ['a link', (path: string) => symlink('/etc/hostname', path), 'is a link'],
])('%s is left alone', async (_, make, words) => {
  await make(file);
  await expect(writeSettings(file, NEW)).rejects.toThrow(words);
  expect(await readdir(folder)).toEqual(['login-watch.yaml']);
});

test('a folder that is not there', async () => {
  await expect(writeSettings(join(folder, 'no', 'x.yaml'), NEW)).rejects.toMatchObject({
    name: 'UserError',
    message: `Cannot write ${join(folder, 'no', 'x.yaml')}: ENOENT`,
  });
});

/** The refusal of a text, in Japanese. */
const refused = (text: string, options: Parameters<typeof writeSettings>[2] = {}, path = file) =>
  writeSettings(path, text, options).then(
    () => 'written',
    (error: unknown) => (error instanceof UserError ? `${error.said('ja')} ${error.todo('ja') ?? ''}` : String(error)),
  );

test('every refusal is Japanese for a reader of Japanese', async () => {
  await writeFile(file, OLD);
  const seen = [
    await refused('watched: ["a\ud83d"]\n'),
    await refused(NEW, { was: 'name: older\n' }),
    await refused(NEW, { signal: AbortSignal.abort() }),
    await refused(NEW, {}, folder),
    await refused(NEW, {}, join(folder, 'no', 'x.yaml')),
  ];
  expect(seen).toEqual(seen.map(() => expect.stringMatching(/(?:ません|ていません)/)));
  expect(seen.flatMap(englishIn)).toEqual([]);
});
