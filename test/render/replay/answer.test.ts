import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { madeUpWeek, WEEK_SETTINGS } from '../../../sandbox/week.ts';
import { run } from '../../../src/cli.ts';
import { madeUpDay } from '../../../src/demo/day.ts';
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
  more), 2026-11-28 16:00 to 16:20 [b12d7a.tp7afo]
critical  root from 198.51.100.77: in without MFA, 2026-11-28 19:25 [ab0e89.tp7jlo]
high  bob from 198.51.100.77: in without MFA, 2026-11-28 09:20 [12f014.tp6rlc]
high  carol from 2001:db8:85a3::7334: in with MFA, 2026-11-28 10:20 [d361b7.tp6udc]
See an [id]: login-watch session b12d7a.tp7afo day.json
Who    Where                              Sign-ins  Failed  When                       MFA
erin   198.51.100.9 (not trusted)         1         6       2026-11-28 16:00 to 16:07  not used
root   198.51.100.77 (not trusted)        1         0       2026-11-28 19:25           not used
bob    198.51.100.77 (not trusted)        1         0       2026-11-28 09:20           not used
carol  2001:db8:85a3::7334 (not trusted)  1         0       2026-11-28 10:20           used
Routine: 3 people, 3 sign-ins`,
    );
  });

  test('in Japanese', async () => {
    expect(firstScreen(await replay('day.json', ['--language', 'ja']))).toBe(
      `緊急  erin、198.51.100.9 から：サインイン失敗6回、その後MFAなしでサインイン成功、その後証跡 main のログ記録を停止しま
  した（ほか2件）、2026-11-28 16:00〜16:20 [b12d7a.tp7afo]
緊急  ルートユーザー、198.51.100.77 から：MFAなしでサインイン成功、2026-11-28 19:25 [ab0e89.tp7jlo]
高  bob、198.51.100.77 から：MFAなしでサインイン成功、2026-11-28 09:20 [12f014.tp6rlc]
高  carol、2001:db8:85a3::7334 から：MFAありでサインイン成功、2026-11-28 10:20 [d361b7.tp6udc]
[ID] の内容：login-watch session b12d7a.tp7afo day.json
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

  test('in 80 columns in Japanese, where sentences are longer, they have handles', async () => {
    expect(firstScreen(await replay('day.json', ['--language', 'ja'], { columns: 80 }))).toBe(
      `緊急  erin、198.51.100.9 から：サインイン失敗6回、その後MFAなしでサインイン成
  功、その後証跡 main のログ記録を停止しました（ほか2件）、2026-11-28 16:00〜
  16:20 [b12d7a.tp7afo]
緊急  ルートユーザー、198.51.100.77 から：MFAなしでサインイン成功、2026-11-28
  19:25 [ab0e89.tp7jlo]
高  bob、198.51.100.77 から：MFAなしでサインイン成功、2026-11-28 09:20
  [12f014.tp6rlc]
高  carol、2001:db8:85a3::7334 から：MFAありでサインイン成功、2026-11-28 10:20
  [d361b7.tp6udc]
[ID] の内容：login-watch session b12d7a.tp7afo day.json
人と場所の組み合わせ4件：サインイン4回、失敗6回
通常のサインイン：3人、3回`,
    );
  });
});

describe('the scripted week in a terminal: six break-ins', () => {
  test.each([
    [
      60,
      `critical  GitHubActions-9999 (role ci-deploy) from
  198.51.100.9: stopped logging of trail main, 2026-11-24
  20:27 [caaade.tp07t0]
Also: root from 198.51.100.77 [c74931.tp1uqo]; bob from
  198.51.100.77 [d9208a.towfu0, d0a053.tp1zu0,
  5d3357.tp7ju0]; alice from 203.0.113.24 [fc04f8.tp3ks0]
See an [id]: login-watch session caaade.tp07t0 week.json
347 stories of medium or low severity besides
2 people and places: 4 sign-ins, 0 failed
Routine: 1 person, 7 sign-ins
Sign-ins each 5 hours ▅▅▁▁▅▁▁▁▁▅▁▁▁▁▅█▁▁▁▅▁▁▁▁▅▁▁▁▅▁▅`,
    ],
    [
      80,
      `critical  GitHubActions-9999 (role ci-deploy) from 198.51.100.9: stopped
  logging of trail main, 2026-11-24 20:27 [caaade.tp07t0]
critical  root from 198.51.100.77: in with MFA, then weakened the password
  policy, 2026-11-25 17:40 to 17:50 [c74931.tp1uqo]
high  bob from 198.51.100.77: in without MFA, 2026-11-22 19:30 [d9208a.towfu0]
Also: bob from 198.51.100.77 [d0a053.tp1zu0, 5d3357.tp7ju0]; alice from
  203.0.113.24 [fc04f8.tp3ks0]
See an [id]: login-watch session caaade.tp07t0 week.json
347 stories of medium or low severity besides
2 people and places: 4 sign-ins, 0 failed
Routine: 1 person, 7 sign-ins
Sign-ins each 4 hours ▅▅▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅█▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅▅`,
    ],
    [
      120,
      `critical  GitHubActions-9999 (role ci-deploy) from 198.51.100.9: stopped logging of trail main, 2026-11-24 20:27
  [caaade.tp07t0]
critical  root from 198.51.100.77: in with MFA, then weakened the password policy, 2026-11-25 17:40 to 17:50
  [c74931.tp1uqo]
high  bob from 198.51.100.77: in without MFA, 2026-11-22 19:30 [d9208a.towfu0]
high  bob from 198.51.100.77: in without MFA, 2026-11-25 19:30 [d0a053.tp1zu0]
Also: alice from 203.0.113.24 [fc04f8.tp3ks0]; bob from 198.51.100.77 [5d3357.tp7ju0]
See an [id]: login-watch session caaade.tp07t0 week.json
347 stories of medium or low severity besides
2 people and places: 4 sign-ins, 0 failed
Routine: 1 person, 7 sign-ins
Sign-ins each 4 hours ▅▅▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅█▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅▅`,
    ],
    [
      200,
      `critical  GitHubActions-9999 (role ci-deploy) from 198.51.100.9: stopped logging of trail main, 2026-11-24 20:27 [caaade.tp07t0]
critical  root from 198.51.100.77: in with MFA, then weakened the password policy, 2026-11-25 17:40 to 17:50 [c74931.tp1uqo]
high  bob from 198.51.100.77: in without MFA, 2026-11-22 19:30 [d9208a.towfu0]
high  bob from 198.51.100.77: in without MFA, 2026-11-25 19:30 [d0a053.tp1zu0]
high  alice from 203.0.113.24: opened TCP 22 of security group sg-0123456789abcdef0 to 198.51.100.0/24, 2026-11-26 16:00 [fc04f8.tp3ks0]
high  bob from 198.51.100.77: in without MFA, 2026-11-28 19:30 [5d3357.tp7ju0]
See an [id]: login-watch session caaade.tp07t0 week.json
347 stories of medium or low severity besides
2 people and places: 4 sign-ins, 0 failed
Routine: 1 person, 7 sign-ins
Sign-ins each 4 hours ▅▅▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅█▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅▅`,
    ],
  ])('in %i columns in English', async (columns, expected) => {
    expect(firstScreen(await replay('week.json', ['--summary'], { columns, isTerminal: true }))).toBe(expected);
  });

  test.each([
    [
      60,
      `緊急  GitHubActions-9999（ロール ci-deploy）、198.51.100.9
  から：証跡 main のログ記録を停止しました、2026-11-24 20:27
  [caaade.tp07t0]
ほか：ルートユーザー、198.51.100.77 から [c74931.tp1uqo]；
  bob、198.51.100.77 から [d9208a.towfu0, d0a053.tp1zu0,
  5d3357.tp7ju0]；alice、203.0.113.24 から [fc04f8.tp3ks0]
[ID] の内容：login-watch session caaade.tp07t0 week.json
ほかに重大度「中」または「低」の出来事が347件
人と場所の組み合わせ2件：サインイン4回、失敗0回
通常のサインイン：1人、7回
4時間ごとのサインイン ▅▅▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅█▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅▅`,
    ],
    [
      80,
      `緊急  GitHubActions-9999（ロール ci-deploy）、198.51.100.9 から：証跡 main の
  ログ記録を停止しました、2026-11-24 20:27 [caaade.tp07t0]
緊急  ルートユーザー、198.51.100.77 から：MFAありでサインイン成功、その後パス
  ワードポリシーを緩和しました、2026-11-25 17:40〜17:50 [c74931.tp1uqo]
ほか：bob、198.51.100.77 から [d9208a.towfu0, d0a053.tp1zu0, 5d3357.tp7ju0]；
  alice、203.0.113.24 から [fc04f8.tp3ks0]
[ID] の内容：login-watch session caaade.tp07t0 week.json
ほかに重大度「中」または「低」の出来事が347件
人と場所の組み合わせ2件：サインイン4回、失敗0回
通常のサインイン：1人、7回
4時間ごとのサインイン ▅▅▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅█▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅▅`,
    ],
    [
      120,
      `緊急  GitHubActions-9999（ロール ci-deploy）、198.51.100.9 から：証跡 main のログ記録を停止しました、2026-11-24 20:27
  [caaade.tp07t0]
緊急  ルートユーザー、198.51.100.77 から：MFAありでサインイン成功、その後パスワードポリシーを緩和しました、2026-11-25
  17:40〜17:50 [c74931.tp1uqo]
高  bob、198.51.100.77 から：MFAなしでサインイン成功、2026-11-22 19:30 [d9208a.towfu0]
高  bob、198.51.100.77 から：MFAなしでサインイン成功、2026-11-25 19:30 [d0a053.tp1zu0]
ほか：alice、203.0.113.24 から [fc04f8.tp3ks0]；bob、198.51.100.77 から [5d3357.tp7ju0]
[ID] の内容：login-watch session caaade.tp07t0 week.json
ほかに重大度「中」または「低」の出来事が347件
人と場所の組み合わせ2件：サインイン4回、失敗0回
通常のサインイン：1人、7回
4時間ごとのサインイン ▅▅▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅█▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅▅`,
    ],
    [
      200,
      `緊急  GitHubActions-9999（ロール ci-deploy）、198.51.100.9 から：証跡 main のログ記録を停止しました、2026-11-24 20:27 [caaade.tp07t0]
緊急  ルートユーザー、198.51.100.77 から：MFAありでサインイン成功、その後パスワードポリシーを緩和しました、2026-11-25 17:40〜17:50 [c74931.tp1uqo]
高  bob、198.51.100.77 から：MFAなしでサインイン成功、2026-11-22 19:30 [d9208a.towfu0]
高  bob、198.51.100.77 から：MFAなしでサインイン成功、2026-11-25 19:30 [d0a053.tp1zu0]
高  alice、203.0.113.24 から：セキュリティグループ sg-0123456789abcdef0 の TCP 22 を 198.51.100.0/24 に開放しました、2026-11-26 16:00 [fc04f8.tp3ks0]
高  bob、198.51.100.77 から：MFAなしでサインイン成功、2026-11-28 19:30 [5d3357.tp7ju0]
[ID] の内容：login-watch session caaade.tp07t0 week.json
ほかに重大度「中」または「低」の出来事が347件
人と場所の組み合わせ2件：サインイン4回、失敗0回
通常のサインイン：1人、7回
4時間ごとのサインイン ▅▅▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅█▁▁▁▁▅▁▁▁▁▁▅▁▁▁▁▁▅▅`,
    ],
  ])('in %i columns in Japanese', async (columns, expected) => {
    const args = ['--summary', '--language', 'ja'];
    expect(firstScreen(await replay('week.json', args, { columns, isTerminal: true }))).toBe(expected);
  });
});

test('the command below a story shows that session', async () => {
  const text = await replay('day.json', [], { columns: 80 });
  const command = /^ {2}login-watch (session \S+) day\.json$/m.exec(text)?.[1] ?? '';
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
