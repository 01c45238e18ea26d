/** Deletes compiled modules that hold only types: nothing imports them at run time. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const DIST = resolve(import.meta.dirname, '../dist');
const ONLY_TYPES = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*export \{\};\s*$/;

for (const name of await readdir(DIST, { recursive: true })) {
  const file = join(DIST, name);
  if (name.endsWith('.js') && ONLY_TYPES.test(await readFile(file, 'utf8'))) await rm(file);
}
