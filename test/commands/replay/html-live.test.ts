import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/exit.ts';
import { blocksIn, columnIn, headIn, withoutData } from '../../helpers/host/report-data.ts';
import { runCli } from '../../helpers/host/run-cli.ts';
import { ELSEWHERE, iamUser, OFFICE, signIn } from '../../helpers/records/records.ts';
import { MARK, SECRETIVE_DAY, SECRETIVE_SETTINGS, SECRETS } from '../../helpers/records/secretive.ts';

const PAGE = resolve(import.meta.dirname, '../../../dist/report-page.html.br');
const MOST_BESIDE_DATA = 2_000_000;

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  const records = [
    signIn({ by: iamUser('alice'), from: OFFICE, mfa: 'Yes' }),
    signIn({ by: iamUser('bob'), from: ELSEWHERE, minute: 10 }),
  ];
  writeFileSync(join(cwd, 'trail.ndjson'), records.map((one) => `${JSON.stringify(one)}\n`).join(''));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const report = () => readFileSync(join(cwd, 'report.html'), 'utf8');

test('--format html writes the built page with the findings of the run', async () => {
  const args = ['replay', '--file', 'trail.ndjson', '--format', 'html', '--output', 'report.html'];
  expect(await runCli(args, { cwd })).toMatchObject({ code: EXIT.done, stderr: '', stdout: '' });
  expect(columnIn(report(), 'rule')).toEqual(['signin-untrusted', 'signin-untrusted', 'signin-no-mfa']);
  expect(headIn(report())).toMatchObject({ version: 1, timezone: 'UTC', counts: { records: 2, findings: 3 } });
  expect(withoutData(report()).length).toBeLessThanOrEqual(MOST_BESIDE_DATA);
});

test('standard output takes the same file, also where the locale has no UTF-8', async () => {
  const args = ['replay', '--file', 'trail.ndjson', '--format', 'html'];
  await runCli([...args, '--output', 'report.html'], { cwd });
  const env = { LC_ALL: 'C', LANG: 'C' };
  const { stdout, ...ran } = await runCli(args, { cwd, env });
  expect(ran).toEqual({ code: EXIT.done, stderr: '' });
  // Commands that would stop a session hold the moment of the run.
  const still = (html: string) =>
    blocksIn(html).map(({ text }) => text.replace(/(TokenIssueTime\W+)[^"\\]*/g, '$1NOW'));
  expect(still(stdout)).toEqual(still(report()));
  expect(withoutData(stdout) === withoutData(report())).toBe(true);
});

test('--redact lets no name into the file, neither packed nor in the open', async () => {
  mkdirSync(join(cwd, MARK));
  const lines = SECRETIVE_DAY.map((one) => `${JSON.stringify(one)}\n`);
  writeFileSync(join(cwd, MARK, 'now.ndjson'), lines.slice(3).join(''));
  writeFileSync(join(cwd, 'before.ndjson'), lines.slice(0, 12).join(''));
  writeFileSync(join(cwd, 'login-watch.yaml'), SECRETIVE_SETTINGS);
  const all = ['replay', '--rules', 'all', '--since', '2026-11-01', '--until', '2026-12-01'];
  await runCli([...all, '--file', 'before.ndjson', '--format', 'json', '--output', 'before.json'], { cwd });
  const args = [...all, '--file', join(cwd, MARK), '--format', 'html', '--compare', 'before.json'];
  const textOf = (html: string) => [html, ...blocksIn(html).map(({ text }) => text)].join('\n').toLowerCase();
  const leaks = (text: string) => SECRETS.filter((secret) => text.includes(secret));

  await runCli([...args, '--output', 'report.html'], { cwd });
  expect(leaks(textOf(report()))).toEqual(SECRETS);
  const ran = await runCli([...args, '--redact', '--output', 'report.html'], { cwd });
  expect(ran).toEqual({ code: EXIT.done, stderr: '', stdout: '' });
  expect(leaks(textOf(report()))).toEqual([]);
  expect(headIn(report())).toMatchObject({ isRedacted: true, input: { files: [{ path: 'source-1' }] } });
  expect(headIn(report()).compared?.counts).toMatchObject({ fresh: expect.any(Number), gone: expect.any(Number) });
});

test('--compare: new, gone and changed findings, with the titles of the rules', async () => {
  const records = ['alice', 'bob', 'carol'].map((name, minute) =>
    signIn({ by: iamUser(name), from: ELSEWHERE, minute }),
  );
  const write = (file: string, ...chosen: readonly unknown[]) =>
    writeFileSync(join(cwd, file), chosen.map((one) => `${JSON.stringify(one)}\n`).join(''));
  write('before.ndjson', records[0], records[1]);
  write('now.ndjson', records[1], records[2]);
  const period = ['--since', '2026-11-20T00:00:00Z', '--until', '2026-11-21T00:00:00Z'];
  await runCli(['replay', ...period, '--file', 'before.ndjson', '--format', 'json', '--output', 'before.json'], {
    cwd,
  });
  writeFileSync(join(cwd, 'login-watch.yaml'), 'rules: { signin-no-mfa: { severity: critical } }\n');
  const args = [
    ...period,
    '--file',
    'now.ndjson',
    '--format',
    'html',
    '--compare',
    'before.json',
    '--output',
    'report.html',
  ];
  expect(await runCli(['replay', ...args], { cwd })).toMatchObject({ code: EXIT.done });
  const compared = headIn(report()).compared;
  expect(compared?.fresh.map(({ message }) => message.en)).toEqual([
    `carol signed in to the console from ${ELSEWHERE}`,
    `carol signed in to the console without MFA from ${ELSEWHERE}`,
  ]);
  expect(compared?.gone.map(({ rule, title }) => [rule, title.ja !== title.en])).toEqual([
    ['signin-untrusted', true],
    ['signin-no-mfa', true],
  ]);
  expect(compared?.changed).toMatchObject([{ severity: 'critical', before: { severity: 'high' } }]);

  // Of what this run doesn't ask for nothing is called gone.
  await runCli(['replay', ...args, '--user', 'carol'], { cwd });
  expect(headIn(report()).compared?.counts).toMatchObject({ gone: 0, notAsked: 4 });
  await runCli(['replay', ...args, '--min-severity', 'critical'], { cwd });
  expect(headIn(report()).compared?.counts).toMatchObject({ gone: 0, notAsked: 3 });
});

test.each([
  ['missing.json', "missing.json can't be read (ENOENT)."],
  ['trail.ndjson', 'trail.ndjson holds no report of login-watch replay --format json.'],
])('--compare %s is refused before anything is read', async (file, message) => {
  const args = ['replay', '--file', 'trail.ndjson', '--format', 'html', '--compare', file, '--output', 'report.html'];
  const ran = await runCli(args, { cwd });
  expect(ran.code).toBe(EXIT.wrongUse);
  expect(ran.stderr).toContain(message);
  expect(existsSync(join(cwd, 'report.html'))).toBe(false);
});

test('--compare without the HTML format is refused, in the language of the reader', async () => {
  const { code, stderr } = await runCli(['replay', '--file', 'trail.ndjson', '--compare', 'x', '--language', 'ja'], {
    cwd,
  });
  expect(code).toBe(EXIT.wrongUse);
  expect(stderr).toContain('--compare は --format html でのみ使えます。');
});

test('hashes of the input are those that sha256sum prints', async () => {
  const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
  const content = readFileSync(join(cwd, 'trail.ndjson'));
  const args = ['replay', '--format', 'html', '--output', 'report.html'];
  await runCli([...args, '--file', 'trail.ndjson'], { cwd });
  const ids = content
    .toString()
    .trim()
    .split('\n')
    .map((line) => `${JSON.parse(line).eventID}\n`);
  expect(headIn(report()).input).toEqual({
    files: [{ path: 'trail.ndjson', sha256: sha256(content) }],
    fileCount: 1,
    sha256: sha256(content),
    events: { count: 2, sha256: sha256(ids.join('')) },
  });

  mkdirSync(join(cwd, 'logs'));
  const [first = '', second = ''] = content.toString().split(/(?<=\n)/);
  writeFileSync(join(cwd, 'logs/b.json'), second);
  writeFileSync(join(cwd, 'logs/a.json'), first);
  await runCli([...args, '--file', 'logs'], { cwd });
  const printed = `${sha256(first)}  logs/a.json\n${sha256(second)}  logs/b.json\n`;
  expect(headIn(report()).input).toMatchObject({
    fileCount: 2,
    sha256: sha256(printed),
    events: { sha256: sha256(ids.join('')) },
  });

  await runCli([...args, '--file', '-'], { cwd, stdin: content });
  expect(headIn(report()).input).toMatchObject({
    files: [{ path: '-', sha256: null }],
    sha256: null,
    events: { count: 2 },
  });
});

test('the page runs its own program and style alone, and asks for nothing', () => {
  const page = brotliDecompressSync(readFileSync(PAGE)).toString('utf8');
  expect(page.length).toBeLessThanOrEqual(MOST_BESIDE_DATA);
  const hashOf = (pattern: RegExp) =>
    `'sha256-${createHash('sha256')
      .update(pattern.exec(page)?.[1] ?? '')
      .digest('base64')}'`;
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.split('; ');
  expect(policy).toEqual([
    "default-src 'none'",
    `script-src ${hashOf(/<script>([\s\S]*?)<\/script>/)}`,
    `style-src ${hashOf(/<style>([\s\S]*?)<\/style>/)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toMatch(/\bsrc=|<link|@import|url\(|innerHTML|document\.write|\beval\(|new Function/);
  expect(
    [...page.matchAll(/https?:\/\/[\w.-]+/g)].map(([url]) => url).filter((url) => !/mitre|w3\.org/.test(url)),
  ).toEqual([]);
});

test('session --format html: --redact lets no name into the file; other formats refuse it', async () => {
  writeFileSync(join(cwd, 'day.ndjson'), SECRETIVE_DAY.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const args = ['session', `${MARK}-alice`, '--file', 'day.ndjson'];
  const html = [...args, '--format', 'html', '--output', 'report.html'];
  const text = () =>
    blocksIn(report())
      .map((block) => block.text)
      .join('\n')
      .toLowerCase();
  expect(await runCli(html, { cwd })).toMatchObject({ code: EXIT.done, stdout: '' });
  expect(text()).toContain(`${MARK}-alice`);
  expect(blocksIn(report()).map(({ kind }) => kind)).toEqual(['session']);
  expect(await runCli([...html, '--redact'], { cwd })).toMatchObject({ code: EXIT.done, stdout: '' });
  expect(SECRETS.filter((secret) => text().includes(secret))).toEqual([]);
  expect(text()).toContain('person-1');
  expect(await runCli([...args, '--redact', '--language', 'ja'], { cwd })).toMatchObject({
    code: EXIT.wrongUse,
    stderr: expect.stringContaining('session --redact は --format html でのみ使えます。'),
  });
});
