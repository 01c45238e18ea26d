/** Public records beside the checkout, outside of the project: a test that needs them reports that it skipped. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { JsonObject } from '../../src/core/event.ts';

const SHARED = resolve(import.meta.dirname, '../../../shared');
export const SIGN_IN_RECORDS = join(SHARED, 'reference/records/sign-in.ndjson');
export const DATA = join(SHARED, 'data');

/** The records of a file with one a line; `[]`, with a word to the terminal, if it is missing. */
export function recordsOf(file: string): readonly JsonObject[] {
  if (!existsSync(file)) {
    process.stderr.write(`skipped, not beside this checkout: ${file.split('/').slice(-2).join('/')}\n`);
    return [];
  }
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** All public live and documented records. */
export function publicRecords(): readonly JsonObject[] {
  if (!existsSync(DATA)) return recordsOf(DATA);
  return readdirSync(DATA)
    .map((folder) => join(DATA, folder, 'events.ndjson'))
    .filter((file) => existsSync(file))
    .flatMap(recordsOf);
}
