import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { madeUpWeek, WEEK_SETTINGS } from '../../../sandbox/week.ts';
import { run } from '../../../src/cli.ts';
import { madeUpDay } from '../../../src/demo/day.ts';
import { widthOf } from '../../../src/render/wrap.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

/** The scripted incident: what a person has to see first, word by word. */
const NOW = Date.parse('2026-11-28T12:00:00Z');

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  writeFileSync(join(cwd, 'day.json'), JSON.stringify({ Records: madeUpDay(NOW) }));
  writeFileSync(join(cwd, 'week.json'), JSON.stringify({ Records: madeUpWeek(NOW) }));
  writeFileSync(join(cwd, 'login-watch.yaml'), WEEK_SETTINGS);
});
afterAll(() => rmSync(cwd, { recursive: true }));

async function replay(name: string, args: readonly string[] = [], options: Parameters<typeof fakeHost>[0] = {}) {
  const host = fakeHost({ cwd, columns: 120, ...options });
  await run(['replay', '--file', join(cwd, name), '--rules', 'all', ...args], host);
  return host.out();
}

const firstScreen = (text: string) => text.split('\n\n')[0] ?? '';

describe('the day with a break-in', () => {
  test('in English', async () => {
    expect(firstScreen(await replay('day.json'))).toBe(
      `critical  erin from 198.51.100.9: 6 failed sign-ins, then in without MFA, then stopped logging of trail main (+2
  more), 2026-11-28 16:00 to 16:20
  login-watch session b12d7a1c-4c47-0f56-0ee8-24a426673e95 day.json
critical  root from 198.51.100.77: in without MFA, 2026-11-28 19:25 (session ab0e897a-c38b-8299-6bae-ba6e31de2d95)
high  bob from 198.51.100.77: in without MFA, 2026-11-28 09:20 (session 12f014c9-64d4-782a-5f00-9836439a0ecf)
high  carol from 2001:db8:85a3::7334: in with MFA, 2026-11-28 10:20 (session d361b757-4748-3260-e5ed-0b3c6438db60)
Who    Where                              Sign-ins  Failed  When                       MFA
erin   198.51.100.9 (not trusted)         1         6       2026-11-28 16:00 to 16:07  not used
root   198.51.100.77 (not trusted)        1         0       2026-11-28 19:25           not used
bob    198.51.100.77 (not trusted)        1         0       2026-11-28 09:20           not used
carol  2001:db8:85a3::7334 (not trusted)  1         0       2026-11-28 10:20           used
Routine: 3 people, 3 sign-ins`,
    );
  });

  test('in Japanese', async () => {
    expect(firstScreen(await replay('day.json', ['--language', 'ja'], { columns: 150 }))).toBe(
      `緊急  erin、198.51.100.9 から：サインイン失敗6回、その後MFAなしでサインイン成功、その後証跡 main のログ記録を停止しました（ほか2件）、2026-11-28
  16:00〜16:20
  login-watch session b12d7a1c-4c47-0f56-0ee8-24a426673e95 day.json
緊急  ルートユーザー、198.51.100.77 から：MFAなしでサインイン成功、2026-11-28 19:25（session ab0e897a-c38b-8299-6bae-ba6e31de2d95）
高  bob、198.51.100.77 から：MFAなしでサインイン成功、2026-11-28 09:20（session 12f014c9-64d4-782a-5f00-9836439a0ecf）
高  carol、2001:db8:85a3::7334 から：MFAありでサインイン成功、2026-11-28 10:20（session d361b757-4748-3260-e5ed-0b3c6438db60）
誰が            どこから                                サインイン  失敗  いつ                     MFA
erin            198.51.100.9 (信頼されていない)         1           6     2026-11-28 16:00〜16:07  未使用
ルートユーザー  198.51.100.77 (信頼されていない)        1           0     2026-11-28 19:25         未使用
bob             198.51.100.77 (信頼されていない)        1           0     2026-11-28 09:20         未使用
carol           2001:db8:85a3::7334 (信頼されていない)  1           0     2026-11-28 10:20         使用
通常のサインイン：3人、3回`,
    );
  });

  test('in 80 columns each break-in has its command, in place of the rows that say the same', async () => {
    expect(firstScreen(await replay('day.json', [], { columns: 80 }))).toBe(
      `critical  erin from 198.51.100.9: 6 failed sign-ins, then in without MFA, then
  stopped logging of trail main (+2 more), 2026-11-28 16:00 to 16:20
  login-watch session b12d7a1c-4c47-0f56-0ee8-24a426673e95 day.json
critical  root from 198.51.100.77: in without MFA, 2026-11-28 19:25
  login-watch session ab0e897a-c38b-8299-6bae-ba6e31de2d95 day.json
high  bob from 198.51.100.77: in without MFA, 2026-11-28 09:20
  login-watch session 12f014c9-64d4-782a-5f00-9836439a0ecf day.json
high  carol from 2001:db8:85a3::7334: in with MFA, 2026-11-28 10:20
  login-watch session d361b757-4748-3260-e5ed-0b3c6438db60 day.json
4 people and places: 4 sign-ins, 6 failed
Routine: 3 people, 3 sign-ins`,
    );
  });

  test('in 80 columns in Japanese, where sentences are longer, the ids of events stand in them', async () => {
    expect(firstScreen(await replay('day.json', ['--language', 'ja'], { columns: 80 }))).toBe(
      `緊急  erin、198.51.100.9 から：サインイン失敗6回、その後MFAなしでサインイン成
  功、その後証跡 main のログ記録を停止しました（ほか2件）、2026-11-28 16:00〜
  16:20
  login-watch session b12d7a1c-4c47-0f56-0ee8-24a426673e95 day.json
緊急  ルートユーザー、198.51.100.77 から：MFAなしでサインイン成功、2026-11-28
  19:25（session ab0e897a-c38b-8299-6bae-ba6e31de2d95）
高  bob、198.51.100.77 から：MFAなしでサインイン成功、2026-11-28 09:20
  （session 12f014c9-64d4-782a-5f00-9836439a0ecf）
高  carol、2001:db8:85a3::7334 から：MFAありでサインイン成功、2026-11-28 10:20
  （session d361b757-4748-3260-e5ed-0b3c6438db60）
人と場所の組み合わせ4件：サインイン4回、失敗6回
通常のサインイン：3人、3回`,
    );
  });
});

test.each([60, 80, 120, 200])(
  'a terminal of %i columns: at most 12 lines, each break-in named, none too wide',
  async (columns) => {
    for (const language of ['en', 'ja']) {
      const args = ['--summary', '--language', language];
      const lines = firstScreen(await replay('week.json', args, { columns, isTerminal: true })).split('\n');
      expect(lines.length).toBeLessThanOrEqual(12);
      expect(lines.filter((line) => widthOf(line) > columns)).toEqual([]);
      const text = lines.join('');
      for (const name of ['GitHubActions-9999', language === 'en' ? 'root' : 'ルートユーザー', 'bob', 'alice'])
        expect(text).toContain(name);
    }
  },
);

test.each([80, 100, 120, 160])('in %i columns each story of the day leads to its session', async (columns) => {
  const args = ['--format', 'json'];
  const { stories } = JSON.parse(await replay('day.json', args));
  const grave = stories.filter(({ severity }: { readonly severity: string }) => /critical|high/.test(severity));
  const ids = grave.map(({ session }: { readonly session: string }) => session.split(' ')[2]);
  expect(ids).toHaveLength(4);
  for (const language of ['en', 'ja']) {
    const text = firstScreen(await replay('day.json', ['--language', language], { columns }));
    for (const id of ids) expect(text).toContain(`session ${id}`);
  }
});

test('the command below a story shows that session', async () => {
  const command = /^ {2}login-watch (session \S+) day\.json$/m.exec(await replay('day.json'))?.[1] ?? '';
  const host = fakeHost({ cwd, columns: 120 });
  expect(await run([...command.split(' '), join(cwd, 'day.json')], host)).toBe(0);
  expect(host.out()).toContain('Session of erin from 198.51.100.9');
  expect(host.out()).toContain('stopped logging of trail main');
});

test('--summary prints the answer and the counts, and no findings', async () => {
  const text = await replay('day.json', ['--summary']);
  expect(text).toContain('erin from 198.51.100.9');
  expect(text).toContain('login-watch: ');
  expect(text).not.toContain('Finding ');
});

test('charts stand on a terminal only', async () => {
  const chart = /^Sign-ins (?:an hour|each \d+ hours) [▁▂▃▄▅▆▇█]+$/m;
  expect(await replay('day.json', [], { isTerminal: true })).toMatch(chart);
  expect(await replay('day.json', [], { isTerminal: true })).toMatch(/ 1 █+ /);
  const piped = await replay('day.json');
  expect(piped).not.toMatch(/[▁▂▃▄▅▆▇█]/);
});

test('the same finding again and again is one row with a count', async () => {
  const text = await replay('day.json', [], { columns: 200 });
  expect(text.match(/erin failed to sign in to the console from .*/g)).toEqual([expect.stringContaining('(×6, ')]);
});

test('--sort severity puts the gravest first', async () => {
  const rows = (text: string) => text.match(/(?<=^(?:🔴|🟢|⚪|⚠)\S* +)(?:critical|high|medium|info)/gmu) ?? [];
  const byTime = rows(await replay('day.json', ['--sort', 'time']));
  const bySeverity = rows(await replay('day.json', ['--sort', 'severity']));
  const order = ['critical', 'high', 'medium', 'low', 'info'];
  expect(bySeverity).toEqual(byTime.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
  expect(bySeverity).not.toEqual(byTime);
});

test('JSON has the stories and the people beside the findings', async () => {
  const { stories, people, findings } = JSON.parse(await replay('day.json', ['--format', 'json', '--language', 'ja']));
  expect(stories[0]).toMatchObject({
    severity: 'critical',
    text: expect.stringMatching(/^erin from 198\.51\.100\.9: 6 failed sign-ins, then in without MFA/),
    actor: { kind: 'iam-user', name: 'erin', person: 'erin' },
    places: ['198.51.100.9'],
    signIns: 1,
    failuresBefore: 6,
    failuresAfter: 0,
    mfa: 'not-used',
    from: '2026-11-28T07:00:00Z',
  });
  const ids = new Set(findings.map(({ id }: { readonly id: string }) => id));
  expect(stories.flatMap((story: { readonly findings: readonly string[] }) => story.findings).toSorted()).toEqual(
    [...ids].toSorted(),
  );
  expect(people).toHaveLength(7);
});
