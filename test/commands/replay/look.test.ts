import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { lacksUtf8, toAscii } from '../../../src/render/ascii.ts';
import { widthOf } from '../../../src/render/wrap.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { ELSEWHERE, iamUser, OFFICE, root, signIn } from '../../helpers/records/records.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  const records = [
    signIn({ by: iamUser('alice'), from: OFFICE, mfa: 'Yes' }),
    signIn({ by: iamUser('bob'), from: ELSEWHERE, minute: 10 }),
    signIn({ by: root(), from: ELSEWHERE, minute: 20, mfa: 'Yes' }),
  ];
  writeFileSync(join(cwd, 'trail.ndjson'), records.map((one) => `${JSON.stringify(one)}\n`).join(''));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const settings = (text: string) => writeFileSync(join(cwd, 'login-watch.yaml'), text);
const trust = () => settings(`name: acme\ntrusted: [{ cidr: ${OFFICE}/32, name: Tokyo office }]\n`);

async function replay(args: readonly string[], options: Parameters<typeof fakeHost>[0] = {}) {
  const host = fakeHost({ cwd, isTerminal: true, ...options });
  await run(['replay', '--file', join(cwd, 'trail.ndjson'), ...args], host);
  return host.out();
}

describe.each(['C', 'C.UTF-8', 'ja_JP.UTF-8'])('LC_ALL=%s', (locale) => {
  test.each([60, 80, 200])('no line is wider than a terminal of %i columns', async (columns) => {
    trust();
    const text = await replay([], { columns, env: { LC_ALL: locale } });
    expect(text.split('\n').filter((line) => widthOf(line) > columns)).toEqual([]);
    expect(text).toContain(locale === 'ja_JP.UTF-8' ? '検出' : 'findings');
    expect(text).toContain(locale === 'C' ? '(x)' : '🔴✘');
  });
});

test('without UTF-8 all is ASCII, in straight columns', async () => {
  trust();
  const text = await replay([], { columns: 200, env: { LC_ALL: 'C' } });
  expect(text).toMatch(/^[\n -~]+$/);
  const rows = text.split('\n').filter((line) => / 2026-11-20 .* signed in /.test(line));
  expect(rows.length).toBeGreaterThan(3);
  expect(new Set(rows.map((line) => line.indexOf(' 2026-11-20 '))).size).toBe(1);
});

test('without UTF-8 data stays as it is', async () => {
  trust();
  const json = await replay(['--format', 'json'], { env: { LC_ALL: 'C' } });
  expect(json).toBe(await replay(['--format', 'json'], { env: { LC_ALL: 'C.UTF-8' } }));
});

test('without trusted networks nothing is red: not judged', async () => {
  const text = await replay([]);
  expect(text).toContain('⚪');
  expect(text).not.toMatch(/[🟢🔴]/u);
  expect(text).toContain('no sign-in is judged');
  const { findings } = JSON.parse(await replay(['--format', 'json']));
  const verdicts = findings.map(({ network }: { readonly network: { readonly verdict: string } }) => network.verdict);
  expect(new Set(verdicts)).toEqual(new Set(['not-judged']));
});

test.each(['en', 'ja'])('--plain in %s: as many fields in every row as in the header', async (language) => {
  trust();
  const text = await replay(['--language', language, '--plain'], { columns: 60 });
  const table = text.split('\n\n')[0]?.split('\n') ?? [];
  expect(table.length).toBeGreaterThan(4);
  expect(new Set(table.map((line) => line.split(', ').length))).toEqual(new Set([4]));
  expect(text).not.toMatch(/[🟢🔴⚪⚠]/u);
});

test('medium is yellow', async () => {
  settings('name: acme\nrules: { signin-no-mfa: { severity: medium } }\n');
  expect(await replay([], { colour: true })).toContain('\u001b[33mmedium\u001b[39m');
});

test.each([
  [{ LC_ALL: 'C' }, true],
  [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, true],
  [{ LC_ALL: '', LANG: 'POSIX' }, true],
  [{ LANG: 'ja_JP.eucJP' }, true],
  [{}, true],
  [{ LANG: 'C.utf8' }, false],
  [{ LC_CTYPE: 'ja_JP.UTF-8' }, false],
])('the locale %j lacks UTF-8: %s', (env, expected) => {
  expect(lacksUtf8(env, 'linux')).toBe(expected);
});

test('Windows has no locale variables', () => expect(lacksUtf8({}, 'win32')).toBe(false));

test('names and other languages keep their characters', () => {
  expect(toAscii('🟢✔ José 東京 “x”… – 🔴')).toBe('(+) José 東京 "x"... - (x)');
});
