import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { apiCall, at, ELSEWHERE, iamUser, OFFICE, root, signIn } from '../../helpers/records/records.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const file = (name: string, content: string | Uint8Array) => writeFileSync(join(cwd, name), content);
const lines = (...records: readonly unknown[]) => records.map((one) => `${JSON.stringify(one)}\n`).join('');

const ALICE = signIn({ by: iamUser('alice'), from: OFFICE, mfa: 'Yes' });
const BOB = signIn({ by: iamUser('bob'), from: ELSEWHERE, minute: 10 });
const ROOT = signIn({ by: root(), from: ELSEWHERE, minute: 20, mfa: 'Yes' });
const KEY = apiCall('iam', 'CreateAccessKey', { minute: 30, request: { userName: 'bob' } });

type HostOptions = Parameters<typeof fakeHost>[0];

async function replay(args: readonly string[], options: HostOptions = {}) {
  const host = fakeHost({ cwd, columns: 120, ...options });
  const paths = args.map((word) => (/\.(gz|ndjson|json)$/.test(word) ? join(cwd, word) : word));
  const exit = await run(['replay', ...paths], host);
  return { exit, stdout: host.out(), stderr: host.err() };
}

async function report(args: readonly string[], options: HostOptions = {}) {
  const { exit, stdout } = await replay([...args, '--format', 'json'], options);
  return { exit, ...JSON.parse(stdout) };
}
const rulesIn = ({ findings }: { readonly findings: readonly { readonly rule: string }[] }) =>
  findings.map(({ rule }) => rule);

/** Without the rules that are off, which change with the list of rules. */
const withoutOff = (stdout: string) => stdout.replace(/^(?:\d+ rules are off: .*\n|オフのルール[\s\S]*)/m, '');

describe('what is shown', () => {
  test('piped: findings, a summary, and nothing on standard error', async () => {
    file('trail.ndjson', lines(ALICE, BOB, ROOT));
    const { stdout, ...others } = await replay(['--file', 'trail.ndjson']);
    expect({ ...others, stdout: withoutOff(stdout) }).toEqual({
      exit: EXIT.done,
      stderr: '',
      stdout: `critical  root from 198.51.100.77: in with MFA, 2026-11-20 09:32
  login-watch session ${ROOT['eventID']} trail.ndjson
high  bob from 198.51.100.77: in without MFA, 2026-11-20 09:22
  login-watch session ${BOB['eventID']} trail.ndjson
Who   Where                       Sign-ins  Failed  When              MFA
root  198.51.100.77 (not judged)  1         0       2026-11-20 09:32  used
bob   198.51.100.77 (not judged)  1         0       2026-11-20 09:22  not used
Routine: 1 person, 1 sign-in

    Severity  When (UTC)           Finding                                                      Rule
⚪  info      2026-11-20 09:12:41  alice signed in to the console from 203.0.113.24             signin-untrusted
⚪  info      2026-11-20 09:22:41  bob signed in to the console from 198.51.100.77              signin-untrusted
⚠   high      2026-11-20 09:22:41  bob signed in to the console without MFA from 198.51.100.77  signin-no-mfa
⚪  info      2026-11-20 09:32:41  Root signed in to the console from 198.51.100.77             signin-untrusted
⚠   critical  2026-11-20 09:32:41  Root signed in to account 111122223333 from 198.51.100.77    root-login

login-watch: 5 findings (1 critical, 1 high, 3 info)
3 records; 2026-11-20 09:12:41 – 2026-11-20 09:32:41 +00:00
No trusted network is set, so no sign-in is judged. List your networks under \`trusted\` in login-watch.yaml.
`,
    });
  });

  test('on a terminal, with settings: colours, marks, the time zone, and Japanese', async () => {
    file(
      'login-watch.yaml',
      'language: ja\ntimezone: Asia/Tokyo\ntrusted: [{ cidr: 203.0.113.0/24, name: Tokyo office }]\n',
    );
    file('trail.ndjson', lines(ALICE, BOB));
    const { stdout, ...others } = await replay(['--file', 'trail.ndjson'], {
      isTerminal: true,
      colour: true,
      columns: 80,
    });
    expect({ ...others, stdout: withoutOff(stdout) }).toEqual({
      exit: EXIT.done,
      stderr: '',
      stdout: `\u001b[31m高  bob、198.51.100.77 から：MFAなしでサインイン成功、2026-11-20 18:22\u001b[39m
  login-watch session ${BOB['eventID']} trail.ndjson
\u001b[2m誰が  どこから                        サインイン  失敗  いつ              MFA\u001b[22m
bob   198.51.100.77 (信頼されていな   1 ████████  0     2026-11-20 18:22  未使用
      い)
通常のサインイン：1人、1回

     重大度  いつ (Asia/Tokyo)    内容
🟢✔  \u001b[32m情報\u001b[39m    2026-11-20 18:12:41  alice が 203.0.113.24（Tokyo office）からコン
                                  ソールにサインインしました \u001b[2m[signin-trusted]\u001b[22m
🔴✘  \u001b[31m高\u001b[39m      2026-11-20 18:22:41  bob が 198.51.100.77 からコンソールにサインイ
                                  ンしました \u001b[2m[signin-untrusted]\u001b[22m
⚠    \u001b[31m高\u001b[39m      2026-11-20 18:22:41  bob が 198.51.100.77 からコンソールにMFAなしで
                                  サインインしました \u001b[2m[signin-no-mfa]\u001b[22m

\u001b[31mlogin-watch：検出 3件（高 2件、情報 1件）\u001b[39m
記録 2件、2026-11-20 18:12:41 – 2026-11-20 18:22:41 +09:00
設定：login-watch.yaml、信頼：Tokyo office 203.0.113.0/24
`,
    });
  });

  test('an account with a name in the settings is named everywhere', async () => {
    file('login-watch.yaml', 'accounts: { 111122223333: payments }\n');
    file('trail.ndjson', lines(ROOT));
    const { findings } = await report(['--file', 'trail.ndjson', '--rules', 'root-login']);
    expect(findings).toMatchObject([
      {
        account: '111122223333',
        accountName: 'payments',
        message: 'Root signed in to account payments (111122223333) from 198.51.100.77',
      },
    ]);
    const japanese = await replay(['--file', 'trail.ndjson', '--rules', 'root-login', '--language', 'ja'], {
      columns: 200,
    });
    expect(japanese.stdout).toContain('アカウント payments（111122223333）にサインインしました');
    const { stdout } = await replay(['--file', 'trail.ndjson', '--rules', 'root-login']);
    expect(stdout).toMatch(/ {2}payments {2}Root signed in/);
  });

  test('--language wins over the settings', async () => {
    file('login-watch.yaml', 'language: ja\n');
    file('trail.ndjson', lines(KEY));
    const { stdout } = await replay(['--file', 'trail.ndjson', '--language', 'en']);
    expect(stdout).toContain('Nothing found.');
  });

  test('the same input gives the same bytes, in whatever order it comes', async () => {
    file('one.ndjson', lines(ALICE, BOB, ROOT, KEY));
    file('two.ndjson', lines(KEY, ROOT, ALICE, BOB));
    const args = ['--rules', 'all', '--format', 'ndjson', '--file'];
    const { stdout } = await replay([...args, 'one.ndjson']);
    expect(stdout.split('\n').length).toBe(7);
    // But for the file that each record stands in.
    expect((await replay([...args, 'two.ndjson'])).stdout.replaceAll('two.ndjson', 'one.ndjson')).toBe(stdout);
  });
});

describe('what is looked at', () => {
  test('each event once, however often it comes; records that can not be read are counted', async () => {
    file('a.ndjson', lines(ALICE, ALICE, { ...BOB, eventID: 'x', eventSource: 7 }));
    file('b.json.gz', gzipSync(JSON.stringify({ Records: [BOB, ALICE] })));
    const { counts, sources, notCovered, exit } = await report(['--file', 'a.ndjson', 'b.json.gz']);
    expect(counts).toEqual({
      records: 5,
      inspected: 2,
      notSelected: 0,
      outside: 0,
      duplicates: 2,
      deduplicated: 'candidates',
      unreadable: 1,
      findings: 3,
    });
    expect(sources).toEqual([`file:${join(cwd, 'a.ndjson')}`, `file:${join(cwd, 'b.json.gz')}`]);
    expect(notCovered).toEqual([{ region: null, reason: expect.stringMatching(/^1 unreadable: .*a\.ndjson: /) }]);
    expect(exit).toBe(EXIT.done);
  });

  test('standard input', async () => {
    const told = await report(['--file', '-'], { stdin: JSON.stringify({ Records: [ROOT] }) });
    expect([rulesIn(told), told.sources]).toEqual([['signin-untrusted', 'root-login'], ['stdin']]);
  });

  test('a file has its own beginning and end, unless --since and --until say otherwise', async () => {
    file('trail.ndjson', lines(ALICE, BOB, ROOT));
    const args = ['--file', 'trail.ndjson'];
    expect((await report(args)).window).toEqual({ from: at(0), to: at(20) });
    const cut = await report([...args, '--since', at(5), '--until', at(10)]);
    expect([cut.window, cut.counts.records, rulesIn(cut)]).toEqual([
      { from: at(5), to: at(10) },
      3,
      ['signin-untrusted', 'signin-no-mfa'],
    ]);
  });

  test('--regions leaves out what files hold of others', async () => {
    file('trail.ndjson', lines(ALICE, signIn({ by: iamUser('bob'), region: 'eu-west-1', mfa: 'Yes' })));
    const { findings } = await report(['--file', 'trail.ndjson', '--regions', 'eu-west-1,eu-north-1']);
    expect(findings.map(({ region }: { readonly region: string }) => region)).toEqual(['eu-west-1']);
  });

  test('no event at all leaves the window open', async () => {
    file('trail.json', JSON.stringify({ Records: [] }));
    const { exit, window, counts } = await report(['--file', 'trail.json']);
    expect([exit, window, counts.records]).toEqual([EXIT.done, { from: null, to: null }, 0]);
  });

  test('--rules takes ids, themes and all; a rule asked for by name is on', async () => {
    file('trail.ndjson', lines(ALICE, BOB, ROOT, KEY));
    const some = async (rules: string) => rulesIn(await report(['--file', 'trail.ndjson', '--rules', rules]));
    expect(await some('iam')).toEqual(['iam-key-created']);
    expect(await some('root-login,iam')).toEqual(['root-login', 'iam-key-created']);
    file('login-watch.yaml', 'rules: { root: { on: false }, signin: { on: false } }\n');
    expect(await replay(['--file', 'trail.ndjson'])).toEqual({
      exit: EXIT.wrongUse,
      stdout: '',
      stderr:
        'None of these rules is on.\nName a rule by its id with --rules, or switch it on in login-watch.yaml. `login-watch rules list` lists the rules.\n',
    });
    expect([await some('root-login'), await some('root')]).toEqual([['root-login'], ['root-login']]);
    // Off by default, and of no use in a deployed notifier of most accounts; a replay costs nothing.
    file('network.ndjson', lines(apiCall('ec2', 'CreateVpc', { request: { cidrBlock: '10.0.0.0/16' } })));
    const vpc = async (rules: string) => rulesIn(await report(['--file', 'network.ndjson', '--rules', rules]));
    expect([await vpc('all'), await vpc('network'), await vpc('iam')]).toEqual([['net-changed'], ['net-changed'], []]);
    // As a deployed notifier has them.
    expect(await vpc('on')).toEqual([]);
  });
});

describe('what is off', () => {
  const off = (stdout: string) => /^(?:\d+ rules? (?:is|are) off: |オフのルール \d+件：)(.*)$/m.exec(stdout)?.[1];

  test('is named among the chosen rules, in each language, and in JSON', async () => {
    file('trail.ndjson', lines(ALICE));
    file('login-watch.yaml', 'rules: { signin-no-mfa: { on: false } }\n');
    const args = ['--file', 'trail.ndjson'];
    const wide = { columns: 160 };
    const { stdout } = await replay(args, wide);
    expect(off(stdout)).toMatch(/(?:^|, )signin-no-mfa(?:,|$)/);
    expect(off(stdout)).toContain('signin-off-hours');
    expect(off(stdout)).not.toContain('net-changed');
    const ids = off(stdout)?.split(', ');
    expect((await report(args)).rulesOff).toEqual(ids);
    expect(off((await replay([...args, '--plain'], wide)).stdout)).toBe(ids?.join(', '));
    expect(off((await replay([...args, '--language', 'ja'], wide)).stdout)).toBe(ids?.join('、'));
    expect((await report([...args, '--rules', 'on'])).rulesOff).toEqual(expect.arrayContaining(['net-changed']));
  });

  test('nothing is off where a theme or all are asked for', async () => {
    file('trail.ndjson', lines(ALICE));
    for (const rules of ['signin', 'all', 'signin-off-hours']) {
      const args = ['--file', 'trail.ndjson', '--rules', rules];
      expect([(await report(args)).rulesOff, off((await replay(args)).stdout)]).toEqual([[], undefined]);
    }
  });
});

describe('what is told', () => {
  test('--min-severity and --limit keep the worst, in order of time', async () => {
    file('trail.ndjson', lines(ALICE, BOB, ROOT));
    const args = ['--file', 'trail.ndjson'];
    expect(rulesIn(await report([...args, '--min-severity', 'high']))).toEqual(['signin-no-mfa', 'root-login']);
    const { leftOut, ...limited } = await report([...args, '--limit', '2']);
    expect([rulesIn(limited), leftOut, limited.counts.findings]).toEqual([['signin-no-mfa', 'root-login'], 3, 2]);
  });

  test('--fail-on makes the exit status 1, but not for what is muted', async () => {
    file('trail.ndjson', lines(BOB));
    const exitOn = async (severity: string) => (await replay(['--file', 'trail.ndjson', '--fail-on', severity])).exit;
    expect(await exitOn('high')).toBe(EXIT.found);
    expect(await exitOn('critical')).toBe(EXIT.done);
    file(
      'login-watch.yaml',
      'businessHours: { days: [fri], from: "09:00", to: "18:00", mute: [info, low, medium, high] }\n',
    );
    expect(await exitOn('info')).toBe(EXIT.done);
  });

  test('--output writes the file, and on a terminal says so', async () => {
    file('trail.ndjson', lines(BOB));
    const args = ['--file', 'trail.ndjson', '--format', 'csv', '--output', 'out.csv'];
    expect(await replay(args, { isTerminal: true })).toEqual({
      exit: EXIT.done,
      stdout: '',
      stderr: 'Written to out.csv\n',
    });
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8').split('\n').length).toBe(4);
    expect(await replay(args)).toEqual({ exit: EXIT.done, stdout: '', stderr: '' });
  });

  test('--verbose says which settings and rules hold', async () => {
    file('trail.ndjson', lines(BOB));
    const { stderr } = await replay(['--file', 'trail.ndjson', '--rules', 'root-login', '--verbose']);
    expect(stderr).toBe('Settings: none found; the defaults apply\nRules: root-login\n');
  });
});

describe('what is missing', () => {
  const DAMAGE = 'Not looked at:\n  <>/cut.gz: ends in the middle of record 3\n  Fetch the file again.\n';
  const damaged = () =>
    file('cut.gz', gzipSync(`{"Records":[${JSON.stringify(ALICE)},${JSON.stringify(BOB)},{"eventID":`));
  const at80 = (text: string) => text.replaceAll(`${cwd}${sep}`, '<>/');
  const wide = { columns: 200 };

  test.each(['json', 'ndjson', 'csv', 'table'])('%s: what is whole is used, the damage is told', async (format) => {
    damaged();
    const { exit, stdout, stderr } = await replay(['--file', 'cut.gz', '--format', format], wide);
    expect([exit, at80(stderr)]).toEqual([EXIT.wrongUse, DAMAGE]);
    expect(stdout).toContain('signin-no-mfa');
  });

  test('on a terminal the table tells it, once', async () => {
    damaged();
    const { exit, stdout, stderr } = await replay(['--file', 'cut.gz'], { ...wide, isTerminal: true });
    expect([exit, stderr]).toEqual([EXIT.wrongUse, '']);
    expect(at80(stdout)).toContain(DAMAGE);
  });

  test('formats that hold nothing but findings have all of it told on standard error', async () => {
    file('trail.ndjson', `${lines(BOB)}{"hello":1}\n`);
    const stderrOf = async (format: string) =>
      at80((await replay(['--file', 'trail.ndjson', '--format', format], wide)).stderr);
    const told = "Not looked at:\n  <>/trail.ndjson: also holds 1 JSON value that isn't a CloudTrail record\n";
    expect([await stderrOf('csv'), await stderrOf('ndjson')]).toEqual([told, told]);
    expect([await stderrOf('json'), await stderrOf('table')]).toEqual(['', '']);
  });

  test('json has it with what to do', async () => {
    damaged();
    const { notCovered } = await report(['--file', 'cut.gz']);
    expect(notCovered).toEqual([
      {
        region: null,
        reason: `${join(cwd, 'cut.gz')}: ends in the middle of record 3`,
        hint: 'Fetch the file again.',
      },
    ]);
  });

  test('stopped early: what was read until then is shown, and is no success', async () => {
    const stopper = new AbortController();
    stopper.abort();
    const options = { stdin: lines(BOB), signal: stopper.signal };
    const { exit, stdout, stderr } = await replay(['--file', '-', '--format', 'json'], options);
    expect([exit, JSON.parse(stdout).partial, stderr]).toEqual([
      EXIT.refused,
      true,
      'Stopped early: this is only a part.\n',
    ]);
  });

  test('what can be found missing before reading is told before reading', async () => {
    const { exit, stdout, stderr } = await replay(['--file', '-', '--notify', 'slack']);
    expect({ exit, stdout, stderr }).toEqual({
      exit: EXIT.wrongUse,
      stdout: '',
      stderr: expect.stringContaining('No channel slack is set up'),
    });
  });

  test('where no file can be read, the first line claims nothing', async () => {
    const { exit, stdout } = await replay(['--file', 'none.json', '--file', 'neither.json']);
    expect([exit, stdout.split('\n')[0]]).toEqual([
      EXIT.wrongUse,
      'No record was inspected, so nothing could be found.',
    ]);
  });

  test('a file that can not be written', async () => {
    file('trail.ndjson', lines(BOB));
    expect(await replay(['--file', 'trail.ndjson', '--output', 'no/such/folder'])).toEqual({
      exit: EXIT.wrongUse,
      stdout: '',
      stderr: 'Cannot write no/such/folder: ENOENT.\nName a file in a folder that exists and that you may write to.\n',
    });
  });
});
