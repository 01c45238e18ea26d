/** One sign-in and everything that was done with it: from files and from the event history, in both languages. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { testAccount } from '../../helpers/records/account.ts';
import { INCIDENT, LOGIN } from '../../helpers/records/incident.ts';
import { apiCall, at, iamUser, OFFICE, signIn } from '../../helpers/records/records.ts';
import { byKey } from '../../helpers/records/sessions.ts';

/** Five hours after the first record. */
const NOW = Date.parse(at(300));
const idOf = (record: Readonly<Record<string, unknown>> | undefined) => String(record?.['eventID']);

async function session(args: readonly string[], records: readonly object[] = INCIDENT, language?: 'ja') {
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  const trail = join(cwd, 'trail.json');
  await writeFile(trail, JSON.stringify({ Records: records }));
  const host = fakeHost({ cwd, columns: 100, now: NOW });
  const spoken = language === undefined ? [] : ['--language', language];
  const exit = await run(['session', ...args, ...spoken, '--file', trail], host);
  return { exit, out: host.out(), err: host.err(), cwd };
}

describe('from files', () => {
  test('first the commands that stop it, then what was done', async () => {
    const { exit, out, err } = await session(['latest']);
    expect({ exit, err }).toEqual({ exit: EXIT.done, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "To stop it now, in account 111122223333 (check first; nothing was run):
        # no console password for user carol
        aws iam delete-login-profile --user-name carol
        # deny the sessions that user carol has open
        aws iam put-user-policy --user-name carol --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"2026-11-20T14:12:41Z"}}}]}'
      To stop it now, in account 444455556666 (check first; nothing was run):
        # deny all sessions that role Prod has open, of others too
        aws iam put-role-policy --role-name Prod --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"2026-11-20T14:12:41Z"}}}]}'

      Session of carol from 198.51.100.77, 2026-11-20 09:22 – 09:33
        console, signed in without MFA after 3 failed sign-ins, 111122223333, 10 calls in 2 sessions

      Looked around: 3 reads in 2 services (iam 2, ec2 1)
      Changed:
        09:27:41  medium    created IAM user backup
        09:28:41  high      created access key AKIAEXAMPLEMADE000001 for user backup
        09:29:41  -         created job copy (glue)
        09:33:41  critical  stopped logging of trail main
      Was denied 1 call; first organizations LeaveOrganization at 2026-11-20 09:26:41 +00:00

      Became:
        2026-11-20 09:32:41 +00:00 Prod (carol) in account 444455556666: 1 call

      Still exists, 3 of 3 things that it made (undo in this order; nothing was run):
        # trail that is switched off main, 444455556666
        aws cloudtrail start-logging --name main --region us-east-1
        # access key AKIAEXAMPLEMADE000001, backup, used for 1 call since
        aws iam delete-access-key --user-name backup --access-key-id AKIAEXAMPLEMADE000001
        # user backup
        aws iam delete-user --user-name backup
      Not followed, so it may still exist: what CreateJob made
      "
    `);
  });

  test('in Japanese', async () => {
    const { out } = await session(['latest'], INCIDENT, 'ja');
    expect(out).toMatchInlineSnapshot(`
      "今すぐ止めるには、アカウント 111122223333 で（確認してから実行。まだ何も実行していません）：
        # ユーザー carol のコンソールパスワードを削除
        aws iam delete-login-profile --user-name carol
        # ユーザー carol の開いているセッションを拒否
        aws iam put-user-policy --user-name carol --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"2026-11-20T14:12:41Z"}}}]}'
      今すぐ止めるには、アカウント 444455556666 で（確認してから実行。まだ何も実行していません）：
        # ロール Prod の開いているセッションをすべて拒否（ほかの人のセッションも対象）
        aws iam put-role-policy --role-name Prod --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"2026-11-20T14:12:41Z"}}}]}'

      carol のセッション（198.51.100.77から）、2026-11-20 09:22 – 09:33
        コンソール、サインイン失敗3回の後、MFAなしでサインイン、111122223333、2セッションで10回の操作

      閲覧：2サービスで3回（iam 2, ec2 1）
      変更：
        09:27:41  中      IAMユーザー backup を作成しました
        09:28:41  高      ユーザー backup のアクセスキー AKIAEXAMPLEMADE000001 を作成しました
        09:29:41  -       job copy（glue）を作成
        09:33:41  緊急    証跡 main のログ記録を停止しました
      拒否：1回。最初は 2026-11-20 09:26:41 +00:00 の organizations LeaveOrganization

      引き受けたロールなど：
        2026-11-20 09:32:41 +00:00 アカウント 444455556666 の Prod (carol)：1回の操作

      作成した3件のうち残っているもの3件（この順で元に戻せます。まだ何も実行していません）：
        # 停止中の証跡 main, 444455556666
        aws cloudtrail start-logging --name main --region us-east-1
        # アクセスキー AKIAEXAMPLEMADE000001, backup、その後1回使用
        aws iam delete-access-key --user-name backup --access-key-id AKIAEXAMPLEMADE000001
        # ユーザー backup
        aws iam delete-user --user-name backup
      追跡の対象外（残っている可能性があります）：CreateJob で作成されたもの
      "
    `);
  });

  test('the same session by its event, its person, a key, and the event of a role that it became', async () => {
    const { out: latest } = await session(['latest']);
    const deed = idOf(INCIDENT.find(({ eventName }) => eventName === 'StopLogging'));
    for (const question of [idOf(LOGIN), deed, 'carol', 'CAR*', 'ASIAEXAMPLEREQUEST15'])
      expect((await session([question])).out).toBe(latest);
  });

  test('several sessions of a person: the latest, and the events by which the others are found', async () => {
    const earlier = signIn({ by: iamUser('carol'), from: OFFICE, minute: -200 });
    const { out } = await session(['carol'], [earlier, ...INCIDENT]);
    expect(out).toContain('1 other session besides: ');
    expect(out).toContain(idOf(earlier));
    expect((await session([idOf(earlier)], [earlier, ...INCIDENT])).out).toContain('2026-11-20 05:52');
  });

  test('JSON has all of it', async () => {
    const { out } = await session(['latest', '--format', 'json']);
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      version: 1,
      question: 'latest',
      session: {
        kind: 'console',
        actor: { name: 'carol' },
        events: 10,
        signIn: { eventId: idOf(LOGIN), mfa: 'not-used' },
      },
      reads: { count: 3 },
      denied: [{ name: 'LeaveOrganization', count: 1 }],
      became: [{ by: { name: 'AssumeRole' } }],
      made: {
        ended: 0,
        unfollowed: ['CreateJob'],
        lives: [{ kind: 'trail-off' }, { kind: 'access-key', used: 1 }, { kind: 'user' }],
      },
      notCovered: [],
    });
    expect(report.sessions).toHaveLength(2);
    expect(report.stop.map(({ kind }: { readonly kind: string }) => kind)).toEqual([
      'password-off',
      'user-sessions-denied',
      'role-sessions-denied',
    ]);
  });

  test('--output writes a file', async () => {
    const { out, cwd } = await session(['latest', '--output', 'session.txt']);
    expect(out).toBe('');
    expect(await readFile(join(cwd, 'session.txt'), 'utf8')).toContain(
      'aws iam delete-login-profile --user-name carol',
    );
  });

  test.each([
    ['11111111-2222-3333-4444-555555555555', 'No event 11111111-2222-3333-4444-555555555555 among 15 records.'],
    ['nobody', 'No session of nobody among 15 records.'],
    [idOf(INCIDENT[0]), `belongs to no session: the sign-in failed, so nobody got in.`],
  ])('%s is answered by a refusal that says what to do', async (question, said) => {
    const { exit, out, err } = await session([question]);
    expect({ exit, out }).toEqual({ exit: EXIT.wrongUse, out: '' });
    expect(err).toContain(said);
  });
});

describe('from the event history', () => {
  interface World {
    readonly records?: readonly object[];
    readonly args: readonly string[];
    readonly isSlow?: boolean;
  }

  /** Time passes while the program waits. */
  async function history({ records = INCIDENT, args, isSlow = false }: World) {
    let now = NOW;
    const account = await testAccount({
      now: () => now,
      records: JSON.parse(JSON.stringify(records)),
      regions: ['us-east-1'],
      trouble: () => {
        if (isSlow) now += 20_000;
        return undefined;
      },
    });
    for (const [name, value] of Object.entries({
      AWS_ENDPOINT_URL: account.endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'us-east-1',
    }))
      vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    const host = {
      ...fakeHost({ columns: 100 }),
      now: () => now,
      sleep: async (ms: number) => {
        now += ms;
      },
    };
    const exit = await run(['session', ...args, '--format', 'json'], host);
    const asked = account.calls.filter(({ action }) => action === 'LookupEvents');
    return { exit, out: host.out(), err: host.err(), asked };
  }

  const outline = (out: string) => {
    const { session: one, reads, changes, made, became, notCovered } = JSON.parse(out);
    return {
      events: one.events,
      reads: reads.count,
      changes: changes.map(({ text }: { readonly text: string }) => text),
      became: became.length,
      lives: made.lives.map(({ kind }: { readonly kind: string }) => kind),
      notCovered: notCovered.map(({ reason }: { readonly reason: string }) => reason),
    };
  };

  test('the same as from files, by user and role session and the keys that were given out', async () => {
    const { exit, out, asked } = await history({ args: [idOf(LOGIN)] });
    expect(exit).toBe(EXIT.done);
    expect(outline(out)).toMatchObject({
      events: 10,
      reads: 3,
      changes: [
        'created IAM user backup',
        expect.stringContaining('created access key'),
        'created job copy (glue)',
        'stopped logging of trail main',
      ],
      became: 1,
      lives: ['trail-off', 'access-key', 'user'],
    });
    // Few questions, and none for everything.
    expect(asked.length).toBeLessThan(30);
  });

  test('an account whose history isn’t read is named', async () => {
    const here = INCIDENT.filter(({ recipientAccountId }) => recipientAccountId === '111122223333');
    const { out } = await history({ args: ['latest'], records: here });
    expect(outline(out).notCovered).toContain(
      "account 444455556666: its records weren't read, so what was done there isn't known",
    );
  });

  test('what others ended is asked for', async () => {
    const ended = apiCall('iam', 'DeleteUser', { by: byKey('alice'), minute: 120, request: { userName: 'backup' } });
    const { out } = await history({ args: ['latest'], records: [...INCIDENT, ended] });
    expect(outline(out).lives).toEqual(['trail-off']);
  });

  test('more than two minutes: not without a question or --yes', async () => {
    const many = Array.from({ length: 400 }, (_, index) =>
      apiCall('iam', 'ListUsers', {
        by: byKey('alice'),
        minute: index / 10,
        also: { readOnly: true, requestID: `${index}` },
      }),
    );
    const args = ['AKIAEXAMPLEALICE00001'];
    const refused = await history({ args, records: many, isSlow: true });
    expect(refused.exit).toBe(EXIT.wrongUse);
    expect(refused.err).toContain('would take more than two minutes');
    const { exit, out } = await history({ args: [...args, '--yes'], records: many, isSlow: true });
    expect({ exit, events: outline(out).events }).toEqual({ exit: EXIT.done, events: 400 });
  });
});
