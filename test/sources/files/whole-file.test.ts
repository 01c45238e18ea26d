import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { WholeFiles } from '../../../src/sources/files/whole-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'login-watch-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['at once', Number.POSITIVE_INFINITY],
  ['beside each other', -1],
])('files are read %s, those that can not be are left to the careful reader', async (_, slow) => {
  const files = new WholeFiles(slow);
  const texts = ['{"Records":[]}', '[]', `{"Records":[${'"é", '.repeat(1_000)}1]}`];
  const opened = texts.map((text, index) => {
    const path = join(folder, `${index}.json.gz`);
    const packed = index === 1 ? Buffer.from(text) : gzipSync(text);
    writeFileSync(path, packed);
    return files.open(path, packed.length);
  });
  expect(await Promise.all(opened.map(async (file) => (await file?.read())?.toString()))).toEqual(texts);
  expect(await files.open(join(folder, 'gone'), 10)?.read()).toBeUndefined();
  expect(await files.open(folder, 10)?.read()).toBeUndefined();
});
