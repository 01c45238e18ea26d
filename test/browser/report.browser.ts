import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { EXIT } from '../../src/core/exit.ts';
import { hasBrowser, type Look, openFile, startBrowser } from '../helpers/host/browser.ts';
import { runCli } from '../helpers/host/run-cli.ts';
import { HOSTILE } from '../helpers/records/hostile.ts';
import { INCIDENT } from '../helpers/records/incident.ts';
import { apiCall, ELSEWHERE, iamUser, OFFICE, root, signIn } from '../helpers/records/records.ts';
import { inConsole } from '../helpers/records/sessions.ts';

if (!hasBrowser) process.stderr.write('skipped: there is no Chromium (Debian: apt-get install chromium)\n');

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SETTINGS = `timezone: Asia/Tokyo\ntrusted: [{ cidr: ${OFFICE}/32, name: Tokyo office }]\n`;

const DAY = [
  signIn({ by: iamUser('alice'), from: OFFICE, mfa: 'Yes' }),
  ...[1, 2, 3].map((minute) => signIn({ by: iamUser('bob'), from: ELSEWHERE, minute, result: 'Failure' })),
  signIn({ by: iamUser('bob'), from: ELSEWHERE, minute: 10 }),
  signIn({ by: root(), from: ELSEWHERE, minute: 90, mfa: 'Yes' }),
  apiCall('iam', 'CreateAccessKey', { by: iamUser('bob'), minute: 95, request: { userName: 'carol' } }),
];

let cwd = '';
let browser: Browser;
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  writeFileSync(join(cwd, 'login-watch.yaml'), SETTINGS);
  if (hasBrowser) browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(cwd, { recursive: true });
});

/** A report about these records, opened. */
const reportOf = (records: readonly unknown[], look: Look = {}, args: readonly string[] = []) =>
  opened(records, look, ['replay', '--rules', 'all', ...args]);

/** The page of one session of these records. */
const sessionOf = (records: readonly unknown[], look: Look, which: string, args: readonly string[] = []) =>
  opened(records, look, ['session', which, ...args]);

async function opened(records: readonly unknown[], look: Look, args: readonly string[]) {
  writeFileSync(join(cwd, 'trail.ndjson'), records.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const file = join(cwd, 'report.html');
  const all = [...args, '--file', 'trail.ndjson', '--format', 'html', '--output', file];
  expect(await runCli(all, { cwd })).toMatchObject({ code: EXIT.done });
  const shown = await openFile(browser, file, look);
  onTestFinished(() => shown.page.close());
  return { ...shown, file };
}

const hostileDeeds = (user: string, name: string, minute: number) => {
  const circumstances = {
    by: inConsole(user, minute, 'ASIAEXAMPLEREQUEST01'),
    from: ELSEWHERE,
    minute,
    also: { userAgent: name },
  };
  return [
    signIn({ ...circumstances, by: iamUser(user) }),
    apiCall('iam', 'CreateUser', { ...circumstances, request: { userName: name } }),
    apiCall(name, name, { ...circumstances, error: 'AccessDenied' }),
    apiCall('sts', 'AssumeRole', { ...circumstances, request: { roleArn: name } }),
  ];
};

/** Without what differs from run to run: the moment before which sessions are denied, and ids. */
const without = (text: string) =>
  text
    .replace(/"aws:TokenIssueTime":"[^"]*"/g, '"aws:TokenIssueTime":"NOW"')
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');

/** The incident's session as the page tells it. */
const told = {
  en: `Session of carol from 198.51.100.77, 2026-11-20 18:22 to 2026-11-20 18:33

console, signed in without MFA after 3 failed sign-ins, 111122223333, 10 calls in 2 sessions

To stop it now, in account 111122223333 (check first; nothing was run):

# no console password for user carol
aws iam delete-login-profile --user-name carol
# deny the sessions that user carol has open
aws iam put-user-policy --user-name carol --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"NOW"}}}]}'

To stop it now, in account 444455556666 (check first; nothing was run):

# deny all sessions that role Prod has open, of others too
aws iam put-role-policy --role-name Prod --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"NOW"}}}]}'

Looked around: 3 reads in 2 services (iam 2, ec2 1)

Changed:

2026-11-20 18:27:41 medium created IAM user backup
2026-11-20 18:28:41 high created access key AKIAEXAMPLEMADE000001 for user backup
2026-11-20 18:29:41 created job copy (glue)
2026-11-20 18:33:41 critical stopped logging of trail main

Was denied 1 call; first organizations LeaveOrganization at 2026-11-20 18:26:41

Became:

2026-11-20 18:32:41 Prod (carol) in account 444455556666: 1 call

Still exists, 3 of 3 things that it made (undo in this order; nothing was run):

# trail that is switched off main, 444455556666
aws cloudtrail start-logging --name main --region us-east-1
# access key AKIAEXAMPLEMADE000001, backup, used for 1 call since
aws iam delete-access-key --user-name backup --access-key-id AKIAEXAMPLEMADE000001
# user backup
aws iam delete-user --user-name backup

Not followed, so it may still exist: what CreateJob made

In a terminal: login-watch session ID trail.ndjson`,
  ja: `carol のセッション（198.51.100.77から）、2026-11-20 18:22〜2026-11-20 18:33

コンソール、サインイン失敗3回の後、MFAなしでサインイン、111122223333、2セッションで10回の操作

今すぐ止めるには、アカウント 111122223333 で（確認してから実行。まだ何も実行していません）：

# ユーザー carol のコンソールパスワードを削除
aws iam delete-login-profile --user-name carol
# ユーザー carol の開いているセッションを拒否
aws iam put-user-policy --user-name carol --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"NOW"}}}]}'

今すぐ止めるには、アカウント 444455556666 で（確認してから実行。まだ何も実行していません）：

# ロール Prod の開いているセッションをすべて拒否（ほかの人のセッションも対象）
aws iam put-role-policy --role-name Prod --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"NOW"}}}]}'

閲覧：2サービスで3回（iam 2, ec2 1）

変更：

2026-11-20 18:27:41 中 IAMユーザー backup を作成しました
2026-11-20 18:28:41 高 ユーザー backup のアクセスキー AKIAEXAMPLEMADE000001 を作成しました
2026-11-20 18:29:41 job copy（glue）を作成
2026-11-20 18:33:41 緊急 証跡 main のログ記録を停止しました

拒否：1回。最初は 2026-11-20 18:26:41 の organizations LeaveOrganization

引き受けたロールなど：

2026-11-20 18:32:41 アカウント 444455556666 の Prod (carol)：1回の操作

作成した3件のうち残っているもの3件（この順で元に戻せます。まだ何も実行していません）：

# 停止中の証跡 main, 444455556666
aws cloudtrail start-logging --name main --region us-east-1
# アクセスキー AKIAEXAMPLEMADE000001, backup、その後1回使用
aws iam delete-access-key --user-name backup --access-key-id AKIAEXAMPLEMADE000001
# ユーザー backup
aws iam delete-user --user-name backup

追跡の対象外（残っている可能性があります）：CreateJob で作成されたもの

ターミナルで確認するには： login-watch session ID trail.ndjson`,
};
const SECRETS = /carol|alice|backup|Prod|198\.51\.100|\d{12}|AKIA|aws iam/;

const rows = (page: Page) => page.locator('#findings .body .row');
const status = (page: Page) => page.getByRole('status');

/** Rules that axe finds broken, without those of no weight. */
async function seriousProblems(page: Page): Promise<unknown> {
  await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).slice(0, 3).join(' ')))`);
}

describe.skipIf(!hasBrowser)('the HTML report', () => {
  test.each([
    ['light', ''],
    ['dark', ''],
    ['light', '#theme=dark&lang=ja'],
  ] as const)(
    'opens without an error, without a request, and nothing serious for axe (%s %s)',
    async (colours, hash) => {
      const { page, troubles } = await reportOf(DAY, { colours, hash });
      await rows(page).first().click();
      expect(await seriousProblems(page)).toEqual([]);
      expect(troubles).toEqual([]);
      expect(await page.locator('html').getAttribute('data-theme')).toBe(
        colours === 'dark' || hash !== '' ? 'dark' : 'light',
      );
      expect(await page.locator('html').getAttribute('lang')).toBe(hash === '' ? 'en' : 'ja');
      expect(await page.locator('#time canvas').count()).toBe(1);
    },
  );

  test('tells the answer, people and places, first appearances, and what was looked at', async () => {
    const { page } = await reportOf(DAY);
    expect(await page.locator('#answer .stories').innerText()).toContain(
      `bob from ${ELSEWHERE}: 3 failed sign-ins, then in without MFA`,
    );
    const bob = page.locator('#people tbody tr', { hasText: 'bob' });
    expect((await bob.innerText()).split('\t')).toEqual([
      'critical',
      'bob',
      '111122223333',
      `${ELSEWHERE} (not trusted)`,
      '1',
      '3',
      'not used',
      '2026-11-20 18:13:41',
      '2026-11-20 18:22:41',
      'Session',
    ]);
    expect(await page.locator('#places tbody tr').allInnerTexts()).toEqual([
      `2026-11-20 18:12:41\t${OFFICE} (Tokyo office)\talice\t2`,
      expect.stringContaining(`2026-11-20 18:13:41\t${ELSEWHERE} (not trusted)\tbob`),
    ]);
    expect(await page.locator('#coverage').innerText()).toContain(`Tokyo office ${OFFICE}/32`);
    expect(await page.locator('#coverage').innerText()).toContain('7 records');
  });

  test('filters by choice and by text, keeps that in the address, and takes it from there', async () => {
    const { page, file } = await reportOf(DAY);
    const all = await rows(page).count();
    await page.getByRole('combobox', { name: 'Who' }).selectOption('bob');
    await page.getByRole('combobox', { name: 'Severity' }).selectOption('high');
    expect(await status(page).innerText()).toMatch(new RegExp(`^\\d+ of ${all} findings$`));
    const few = await rows(page).allInnerTexts();
    expect(few.length).toBeLessThan(all);
    for (const row of few) expect(row).toMatch(/^(?:high|critical)\n[\s\S]*bob/);
    const { hash } = new URL(page.url());
    expect(new URLSearchParams(hash.slice(1))).toEqual(new URLSearchParams('severity=high&who=bob'));

    const again = await openFile(browser, file, { hash });
    expect(await rows(again.page).allInnerTexts()).toEqual(few);
    await again.page.getByRole('button', { name: 'Clear filters' }).click();
    expect(await rows(again.page).count()).toBe(all);
    await again.page.getByLabel('Text').fill('carol key');
    expect(await rows(again.page).allInnerTexts()).toEqual([expect.stringContaining('carol')]);
    await again.page.getByLabel('Text').fill('nobody');
    expect(await status(again.page).innerText()).toContain('No finding fits these filters.');
    await again.page.close();
  });

  test('a story, and an hour of the week, lead to their findings', async () => {
    const { page } = await reportOf(DAY);
    await page.getByRole('button', { name: 'Fri 19:00: 1 sign-in, 0 failures' }).click();
    for (const row of await rows(page).allInnerTexts()) expect(row).toMatch(/2026-11-20 19:/);
    await page.getByRole('button', { name: 'Fri 19:00 to 19:59 ×' }).click();
    await page.locator('#answer li', { hasText: 'bob' }).getByRole('button').first().click();
    for (const row of await rows(page).allInnerTexts()) expect(row).toContain('bob');
  });

  test('switches language and theme, and keeps both', async () => {
    const { page, troubles } = await reportOf(DAY);
    await page.getByLabel('Language').selectOption('ja');
    expect(await page.locator('h1').innerText()).toBe('AWSサインインレポート');
    expect(await page.locator('#answer .stories').innerText()).toContain('MFA');
    expect(await page.locator('#people').innerText()).not.toMatch(/not used|Sign-ins/);
    await page.getByLabel('配色').selectOption('dark');
    await page.reload();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.title()).toBe('AWSサインインレポート');
    expect(troubles).toEqual([]);
  });

  test('is used by keyboard: the list, a finding, and back', async () => {
    const { page } = await reportOf(DAY);
    const grid = page.getByRole('grid');
    await grid.focus();
    await page.keyboard.press('End');
    const last = await grid.getAttribute('aria-activedescendant');
    expect(last).toBe(`row-${(await rows(page).count()) - 1}`);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.row.active').getAttribute('aria-rowindex')).toBe('3');
    await page.keyboard.press('Enter');
    const detail = page.locator('.detail');
    expect(await page.evaluate('document.activeElement.className')).toBe('detail');
    expect(await detail.innerText()).toContain('ATT&CK T');
    await detail.getByRole('button', { name: 'Close' }).press('Enter');
    expect(await page.evaluate('document.activeElement.className')).toBe('grid');
  });

  test('prints all sections, with the findings as a table', async () => {
    const { page, troubles } = await reportOf(DAY, { colours: 'dark' });
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await page.locator('.printed tbody tr').count()).toBe(await rows(page).count());
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.grid').isVisible()).toBe(false);
    expect(await page.locator('.printed').isVisible()).toBe(true);
    expect(troubles).toEqual([]);
  });

  test('shows what is new and gone since an earlier report, and compares in Japanese too', async () => {
    const period = ['--since', '2026-11-01', '--until', '2026-12-01'];
    writeFileSync(
      join(cwd, 'before.ndjson'),
      DAY.slice(0, 4)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    );
    const json = ['--format', 'json', '--output', join(cwd, 'before.json')];
    await runCli(['replay', '--rules', 'all', ...period, '--file', 'before.ndjson', ...json], { cwd });
    const { page, troubles } = await reportOf(DAY.slice(1), {}, [...period, '--compare', 'before.json']);
    const section = page.locator('#compared');
    expect(await section.getByRole('region', { name: /^Gone \(1\)/ }).innerText()).toContain('alice signed in');
    expect(await section.getByRole('region', { name: /^New/ }).innerText()).toContain('Root signed in');
    await page.getByLabel('Language').selectOption('ja');
    expect(await section.getByRole('region', { name: /^なくなった検出（1件）/ }).count()).toBe(1);
    expect(await seriousProblems(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test('a story unfolds to what its session did, whatever rules were asked for, and stays unfolded in the other language', async () => {
    const { page, troubles } = await reportOf(INCIDENT, {}, ['--rules', 'signin']);
    const story = page.locator('#answer li', { hasText: '3 failed sign-ins' });
    const summary = story.locator('summary');
    expect(await story.locator('.session').count()).toBe(0);
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(without(await story.locator('.session').innerText())).toBe(told.en);
    await page.getByLabel('Language').selectOption('ja');
    expect(without(await page.locator('#answer .session').innerText())).toBe(told.ja);
    expect(await seriousProblems(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#answer .session').isVisible()).toBe(true);
    expect(troubles).toEqual([]);
  });

  test('a person and a finding unfold to the session too, by keyboard', async () => {
    const { page, troubles } = await reportOf(INCIDENT);
    const button = page.getByRole('button', { name: `Session: carol, ${ELSEWHERE}` });
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    await button.press('Enter');
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    const below = page.locator(`#${await button.getAttribute('aria-controls')}`);
    expect(await below.innerText()).toContain('Looked around: 3 reads in 2 services (iam 2, ec2 1)');
    expect(await seriousProblems(page)).toEqual([]);
    await button.press('Enter');
    expect(await below.isVisible()).toBe(false);

    // What was done in the other account is of the same sign-in.
    await page.getByRole('combobox', { name: 'Rule' }).selectOption('trail-stopped');
    await rows(page).first().click();
    const detail = page.locator('.detail');
    await detail.locator('summary').press('Enter');
    expect(await detail.locator('.session').innerText()).toContain('signed in without MFA after 3 failed sign-ins');
    expect(await detail.locator('.session').innerText()).toMatch(
      /In a terminal: login-watch session [0-9a-f-]{36} trail\.ndjson/,
    );
    expect(new URL(page.url()).hash).toBe('#rule=trail-stopped');
    expect(troubles).toEqual([]);
  });

  test('a redacted report unfolds sessions without commands and names', async () => {
    const { page } = await reportOf(INCIDENT, {}, ['--redact']);
    for (const summary of await page.locator('#answer summary').all()) await summary.click();
    expect(without(await page.locator('#answer .session').first().innerText())).toMatchInlineSnapshot(`
      "Session of person-1 from address-1, 2026-11-20 18:22 to 2026-11-20 18:33

      console, signed in without MFA after 3 failed sign-ins, account-1, 10 calls in 2 sessions

      Commands are left out of a redacted report, and sentences are the names of the calls.

      Looked around: 3 reads in 2 services (iam 2, ec2 1)

      Changed:

      2026-11-20 18:27:41 medium iam CreateUser
      2026-11-20 18:28:41 high iam CreateAccessKey
      2026-11-20 18:29:41 glue CreateJob
      2026-11-20 18:33:41 critical cloudtrail StopLogging

      Was denied 1 call; first organizations LeaveOrganization at 2026-11-20 18:26:41

      Became:

      2026-11-20 18:32:41 role-1 (person-1) in account account-2: 1 call

      Still exists, 3 of 3 things that it made:

      trail that is switched off object-1, account-2
      access key object-2, object-3, used for 1 call since
      user object-3

      Not followed, so it may still exist: what CreateJob made"
    `);
    expect(await page.locator('body').innerText()).not.toMatch(
      /carol|alice|backup|Prod|198\.51\.100|\d{12}|AKIA|aws iam/,
    );
  });

  test('says so where it is redacted', async () => {
    const { page } = await reportOf(DAY, {}, ['--redact']);
    expect(await page.locator('header').innerText()).toContain('replaced by stand-ins');
    expect(await page.locator('#people').innerText()).toContain('person-1');
    expect(await page.locator('body').innerText()).not.toMatch(/alice|bob|198\.51\.100|111122223333/);
  });

  test('names of attackers are text: nothing runs, links or leaves its place', async () => {
    const names = [...HOSTILE, '</script><script>alert(1)</script>', '"><svg onload=alert(1)>', '<!--', '__proto__'];
    const { page, troubles } = await reportOf(names.flatMap((name, minute) => hostileDeeds(name, name, minute)));
    await rows(page).first().click();
    for (let at = 0; at < names.length; at += 1) await page.keyboard.press('ArrowDown');
    for (const summary of await page.locator('#answer summary').all()) await summary.click();
    for (const unfold of await page.locator('#people button[aria-expanded]').all()) await unfold.click();
    expect(await page.locator('.session').count()).toBeGreaterThan(20);
    expect(troubles).toEqual([]);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(
      links.filter(
        (href) => !/^(?:#|https:\/\/(?:attack\.mitre\.org|[a-z0-9-]+\.console\.aws\.amazon\.com)\/)/.test(href ?? ''),
      ),
    ).toEqual([]);
    expect(await page.locator('svg, img, iframe, object, embed').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});

describe.skipIf(!hasBrowser)('the HTML report of one session', () => {
  test.each([
    ['light', ''],
    ['dark', '#lang=ja'],
  ] as const)(
    'opens without an error, without a request, and nothing serious for axe (%s %s)',
    async (colours, hash) => {
      const { page, troubles } = await sessionOf(INCIDENT, { colours, hash }, 'carol');
      expect(await seriousProblems(page)).toEqual([]);
      expect(await page.locator('html').getAttribute('data-theme')).toBe(colours);
      expect(await page.title()).toBe(hash === '' ? 'AWS session report' : 'AWSセッションレポート');
      expect(troubles).toEqual([]);
    },
  );

  test('tells what the table tells, in both languages, and prints it', async () => {
    const { page, troubles } = await sessionOf(INCIDENT, {}, 'carol');
    const session = page.locator('#session .session');
    expect(without(await session.innerText())).toBe(told.en);
    expect(await page.locator('#coverage').innerText()).toContain(`${INCIDENT.length} records were read`);
    await page.getByLabel('Language').selectOption('ja');
    expect(without(await session.innerText())).toBe(told.ja);
    await page.getByLabel('配色').selectOption('dark');
    await page.reload();
    expect(new URLSearchParams(new URL(page.url()).hash.slice(1))).toEqual(new URLSearchParams('lang=ja&theme=dark'));
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
    expect(troubles).toEqual([]);
  });

  test('--redact leaves names and commands out', async () => {
    const { page } = await sessionOf(INCIDENT, {}, 'carol', ['--redact']);
    const text = await page.locator('body').innerText();
    expect(text).toContain('Session of person-1 from address-1');
    expect(text).not.toMatch(SECRETS);
  });

  test('names of attackers are text', async () => {
    const names = [...HOSTILE, '</script><script>alert(1)</script>', '"><svg onload=alert(1)>', '<!--'];
    const records = names.flatMap((name) => hostileDeeds('mallory', name, 1));
    const { page, troubles } = await sessionOf(records, {}, 'mallory');
    expect(await page.locator('.session').innerText()).toContain('<script>alert(1)</script>');
    expect(await page.locator('a[href]:not(.skip), svg, img, iframe, object, embed').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(troubles).toEqual([]);
  });
});
