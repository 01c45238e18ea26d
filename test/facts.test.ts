import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { KEYS } from '../src/aws/login-table/keys.ts';

const PREFIXES = Object.values(KEYS).map((keyOf) => keyOf('').split('#')[0] ?? '');
const SRC = resolve(import.meta.dirname, '../src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'));

/** `file:line text` of all lines that match, but in the place where the fact stands. */
function linesLike(pattern: RegExp, place: string): readonly string[] {
  return files
    .filter((name) => name !== place)
    .flatMap((name) => {
      const lines = readFileSync(join(SRC, name), 'utf8').split('\n');
      return lines.flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1} ${line.trim()}`] : []));
    });
}

test('an exit status is named, not numbered', () => {
  expect(files).toContain('core/exit.ts');
  expect(linesLike(/\bexit(?:: | === |\?: )\d/, 'core/exit.ts')).toEqual([]);
});

test('lengths of time are named in one place', () => {
  const length = /const (?:SECOND|MINUTE|HOUR|DAY|WEEK) =|\b(?:60_000|3_600_000|86_400(?:_000)?|604_800_000)\b/;
  expect(linesLike(length, 'core/time.ts')).toEqual([]);
});

test('keys of the login table are made in one place', () => {
  const made = new RegExp(`['"\`](?:${PREFIXES.join('|')})#|'muted digest'|\\bsk: '-'`);
  expect(linesLike(made, 'aws/login-table/keys.ts')).toEqual([]);
});

test('names of what is deployed are made in one place', () => {
  const made =
    /\{(?:\w+\.)*[nN]ame(?:\.toLowerCase\(\))?\}-|'-(?:outbox|trail|notifier|mail|logins|dead)\b|'LoginWatch'/;
  expect(linesLike(made, 'core/names.ts')).toEqual([]);
});
