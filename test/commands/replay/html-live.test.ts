import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/exit.ts';
import { columnIn, headIn, withoutData } from '../../helpers/host/report-data.ts';
import { runCli } from '../../helpers/host/run-cli.ts';
import { ELSEWHERE, iamUser, OFFICE, signIn } from '../../helpers/records/records.ts';

const PAGE = resolve(import.meta.dirname, '../../../dist/report-page.html');
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
  expect(await runCli(args, { cwd, env })).toEqual({ code: EXIT.done, stderr: '', stdout: report() });
});

test('the page runs its own program and style alone, and asks for nothing', () => {
  const page = readFileSync(PAGE, 'utf8');
  expect(statSync(PAGE).size).toBeLessThanOrEqual(MOST_BESIDE_DATA);
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
