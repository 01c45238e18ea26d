/** `audit --compare`: an account that changes between two audits. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { putAlarm, subscribe } from '../../../sandbox/scripted/good.ts';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { widthOf } from '../../../src/render/wrap.ts';
import { auditedAccount } from '../../helpers/audit/asked.ts';
import { englishIn } from '../../helpers/host/english.ts';

const off =
  (id: string): Change =>
  (account, topic) =>
    putAlarm(account, id, topic, { ActionsEnabled: false });
const on =
  (id: string): Change =>
  (account, topic) =>
    putAlarm(account, id, topic);

/** An audit before and one after `then`, which is compared with it. */
async function twice(first: Change, then: Change, argv: readonly string[] = [], before: readonly string[] = []) {
  const made = await auditedAccount(first);
  const { err } = await made.ask(['--format', 'json', '--output', 'earlier.json', ...before]);
  expect(err).toMatch(/^(?:|.*Written to earlier\.json\n)$/);
  then(made.account, made.topic);
  return { ...made, ...(await made.ask(['--compare', 'earlier.json', ...argv])) };
}

const linesOf = (out: string) => out.slice(out.indexOf('Compared'), out.indexOf('\n\nCheck ')).split('\n');

describe('the table', () => {
  test('new failures, mended ones, those that still fail, and other evidence', async () => {
    const first: Change = (account, topic) => {
      for (const id of ['CloudWatch.5', 'CloudWatch.9']) off(id)(account, topic);
      for (const id of ['CloudWatch.7']) putAlarm(account, id, account.sns.create('keys'));
      subscribe(account, account.sns.create('keys'), 'carol@example.com');
    };
    const then: Change = (account, topic) => {
      on('CloudWatch.5')(account, topic);
      off('CloudWatch.8')(account, topic);
      subscribe(account, account.sns.create('keys'), 'dave@example.com');
    };
    const { exit, out } = await twice(first, then, ['--checks', 'controls'], ['--checks', 'controls']);
    expect(exit).toBe(EXIT.found);
    const lines = linesOf(out);
    expect(lines[0]).toMatch(/^Compared with the audit of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC:$/);
    expect(lines).toContain('1 new failure');
    expect(out).toContain('CloudWatch.8: Nobody is alerted. The actions of alarm CloudWatch.8 are disabled.');
    expect(lines).toContain('1 mended');
    expect(out).toMatch(/1 mended\n {2}CloudWatch\.5: Alarm CloudWatch\.5 alerts 2 people/);
    expect(out).toMatch(/1 still failing\n {2}CloudWatch\.9\n/);
    // The policy of a trail's own bucket raises CloudWatch.2, too.
    expect(out).toMatch(/2 passing as before, with other evidence\n {2}CloudWatch\.2: [\s\S]* {2}CloudWatch\.7: /);
    expect(out).toContain('(before:\n  Alarm CloudWatch.7 alerts 1 person within');
    expect(out).toContain('9 passing as before.');
  });

  test('that nothing is new and nothing mended is said', async () => {
    const { exit, out } = await twice(off('CloudWatch.9'), () => undefined);
    expect(exit).toBe(EXIT.found);
    expect(out).toMatch(/\n0 new failures\n0 mended\n[12] still failing\n/);
  });

  test('checks and results that one of the two lacks are no mended ones', async () => {
    const checks = ['--checks', 'CloudWatch.9,CloudWatch.5'];
    const { out } = await twice(
      off('CloudWatch.9'),
      on('CloudWatch.9'),
      ['--checks', 'CloudWatch.5,CloudWatch.8'],
      checks,
    );
    expect(out).toContain('0 mended');
    expect(out).toMatch(
      /2 not comparable[\s\S]* {2}fail → not checked: CloudWatch\.9\n {2}not checked → pass: CloudWatch\.8\n/,
    );
  });

  test('with fewer regions nothing is called mended, with more no failure new', async () => {
    const fewer = ['--regions', 'us-east-1'];
    const less = await twice(off('CloudWatch.9'), on('CloudWatch.9'), [...fewer, '--checks', 'CloudWatch.9']);
    expect(less.out).toContain('Only the earlier audit looked at eu-north-1: nothing is called mended.');
    expect(less.out).toContain('fail → pass: CloudWatch.9');
    const more = await twice(on('CloudWatch.9'), off('CloudWatch.9'), ['--checks', 'CloudWatch.9'], fewer);
    expect(more.out).toContain("The earlier audit didn't look at eu-north-1: no failure is called new.");
    expect(more.out).toContain('pass → fail: CloudWatch.9');
  });

  test.each([60, 80, 200])('fits %i columns, in both languages and without UTF-8', async (columns) => {
    const { ask } = await twice(off('CloudWatch.9'), on('CloudWatch.9'));
    for (const [language, LC_ALL] of [
      ['en', 'C'],
      ['ja', 'ja_JP.UTF-8'],
    ] as const) {
      const argv = ['--compare', 'earlier.json', '--language', language, '--checks', 'controls'];
      const { out } = await ask(argv, { columns, env: { LC_ALL } });
      expect(out.split('\n').filter((line) => widthOf(line) > columns)).toEqual([]);
      if (language === 'en') expect(out.match(/[^\n -~]/gu)).toBeNull();
      else expect(englishIn(out.slice(out.indexOf('との比較'), out.indexOf('チェック')))).toEqual([]);
      expect(out).toContain(language === 'en' ? '1 mended' : '合格に変わったもの：1件');
    }
  });

  test('--plain has each line whole', async () => {
    const { out } = await twice(off('CloudWatch.9'), on('CloudWatch.9'), ['--plain', '--checks', 'controls']);
    expect(out).toContain(
      '\n1 mended\nCloudWatch.9: Alarm CloudWatch.9 alerts 2 people within about 13 minutes; nobody by EventBridge.\n',
    );
  });
});

test('json has the same as data', async () => {
  const { out } = await twice(off('CloudWatch.9'), on('CloudWatch.9'), [
    '--format',
    'json',
    '--checks',
    'CloudWatch.9',
  ]);
  expect(JSON.parse(out).compared).toMatchObject({
    regionsOnlyBefore: [],
    regionsOnlyNow: [],
    counts: { fresh: 0, mended: 1, failing: 0, changed: 0 },
    checks: expect.arrayContaining([
      expect.objectContaining({
        id: 'CloudWatch.9',
        change: 'mended',
        before: { result: 'fail', said: 'Nobody is alerted. The actions of alarm CloudWatch.9 are disabled.' },
        now: expect.objectContaining({ result: 'pass' }),
      }),
    ]),
  });
});

describe('refused, before AWS is asked for more than who asks', () => {
  const refusedWith = async (text: string | undefined, argv: readonly string[] = []) => {
    const { ask, cwd, account } = await auditedAccount();
    if (text !== undefined) await writeFile(join(cwd, 'earlier.json'), text);
    const { exit, out, err } = await ask(['--compare', 'earlier.json', ...argv]);
    expect({ exit, out }).toEqual({ exit: EXIT.wrongUse, out: '' });
    expect(account.calls.map(({ action }) => action).filter((action) => action !== 'GetCallerIdentity')).toEqual([]);
    return err;
  };

  test('a file that is none, or holds something else', async () => {
    expect(await refusedWith(undefined)).toContain("earlier.json can't be read (ENOENT).");
    for (const text of ['', '{', '[]', '{"version":1,"findings":[]}', '{"version":2}'])
      expect(await refusedWith(text)).toContain('earlier.json holds no report of login-watch audit --format json.');
  });

  test('a format that shows no differences', async () => {
    expect(await refusedWith('{}', ['--format', 'csv'])).toContain("--compare doesn't work with --format csv.");
    expect(await refusedWith('{}', ['--format', 'sarif'])).toContain("--compare doesn't work with --format sarif.");
  });

  test('an audit of another account', async () => {
    const { ask, cwd } = await auditedAccount();
    await ask(['--format', 'json', '--output', 'own.json', '--checks', 'CloudWatch.3']);
    const other = (await readFile(join(cwd, 'own.json'), 'utf8')).replace('"111122223333"', '"444455556666"');
    expect(await refusedWith(other)).toContain(
      'earlier.json is an audit of account 444455556666, and these credentials are of account 111122223333.',
    );
  });
});
