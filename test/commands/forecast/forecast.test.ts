import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { madeUpWeek, WEEK_REGIONS, WEEK_SETTINGS } from '../../../sandbox/week.ts';
import { run } from '../../../src/cli.ts';
import { forecastCommand } from '../../../src/commands/forecast/flags.ts';
import type { ForecastOptions } from '../../../src/commands/forecast/run.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { type Sandbox, startSandbox } from '../../../src/demo/sandbox.ts';
import { messagesIn } from '../../../src/messages/messages.ts';
import { alertsOf } from '../../../src/messages/set-up/forecast.ts';
import { parseSettings } from '../../../src/settings/parse.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost, NOW } from '../../helpers/host/fake-host.ts';
import { apiCall, iamUser, role, signIn } from '../../helpers/records/records.ts';

const DAY = 86_400_000;
let cwd = '';
let sandbox: Sandbox | undefined;
let endpoint: string | undefined;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-forecast-'));
  endpoint = process.env['AWS_ENDPOINT_URL'];
});
afterEach(async () => {
  if (endpoint === undefined) delete process.env['AWS_ENDPOINT_URL'];
  else process.env['AWS_ENDPOINT_URL'] = endpoint;
  rmSync(cwd, { recursive: true });
  await sandbox?.close();
  sandbox = undefined;
});

type HostOptions = Parameters<typeof fakeHost>[0];

async function forecast(argv: readonly string[], options: HostOptions = {}) {
  const host = fakeHost({ cwd, columns: 120, ...options });
  const exit = await run(['forecast', ...argv], host);
  return { exit, out: host.out(), err: host.err() };
}

/** Against the sandbox, where waiting only moves the clock. */
async function ofTheWeek(argv: readonly string[], { denied = [], settings = WEEK_SETTINGS }: Given = {}) {
  writeFileSync(join(cwd, 'login-watch.yaml'), settings);
  let now = NOW;
  sandbox = await startSandbox({ records: madeUpWeek(NOW), regions: WEEK_REGIONS, denied, now: () => now });
  process.env['AWS_ENDPOINT_URL'] = sandbox.endpoint;
  const host = fakeHost({
    cwd,
    columns: 120,
    sleep: async (ms) => {
      now += ms;
    },
  });
  const exit = await run(['forecast', ...argv], { ...host, now: () => now });
  return { exit, out: host.out(), err: host.err() };
}
interface Given {
  readonly denied?: readonly string[];
  readonly settings?: string;
}

const lines = (records: readonly unknown[]) => records.map((one) => `${JSON.stringify(one)}\n`).join('');
const file = (records: readonly unknown[]) => {
  writeFileSync(join(cwd, 'trail.ndjson'), lines(records));
  return ['--file', join(cwd, 'trail.ndjson')];
};

const DEFAULTS: ForecastOptions = {
  since: undefined,
  regions: undefined,
  files: [],
  lookUpNames: false,
  user: undefined,
  account: undefined,
  ip: undefined,
  event: undefined,
  trusted: [],
  groupBy: undefined,
  format: 'table',
  write: false,
  yes: false,
};
test.each<[argv: string[], options: Partial<ForecastOptions>]>([
  [[], {}],
  [
    ['--since', '14d', '--regions', 'us-east-1,eu-west-1'],
    { since: NOW - 14 * DAY, regions: ['us-east-1', 'eu-west-1'] },
  ],
  [['--group-by', 'hour'], { groupBy: 'hour' }],
  [['--write', '--yes'], { write: true, yes: true }],
  [['--file', 'a', 'b', '--format', 'json'], { files: ['a', 'b'], format: 'json' }],
])('%j', async (argv, options) => {
  const seen: unknown[] = [];
  const command = forecastCommand(
    fakeHost(),
    (exit) => seen.push(exit),
    async (given) => {
      seen.push(given);
      return EXIT.done;
    },
  );
  await command.parseAsync(argv, { from: 'user' });
  expect(seen).toEqual([{ ...DEFAULTS, ...options }, EXIT.done]);
});

describe('the made-up week, from CloudTrail', () => {
  test('the table', async () => {
    const { exit, out, err } = await ofTheWeek([]);
    expect([exit, err]).toEqual([EXIT.done, '']);
    expect(out).toMatch(/^login-watch: 53\.1 alerts a day, going by 7 days\n1430 records; 2026-11-13 18:12:41/);
    for (const text of [
      /\nsg-changed +184 +0 +26\.3 +█{24}\n/,
      /\ntrail-stopped +1 +0 +0\.14 +█\n/,
      /\nrole ci-deploy +253 +36\.1 +sg-changed, iam-policy-changed, trail-stopped\n/,
      /\n1\. sg-changed: removes 168 findings, 24 a day\n {3}role ci-deploy of account 111122223333 did it 168 times/,
      /\n {3}e\.g\. scan-6 \(role vulnerability-scanner\) was denied 20 calls/,
      /\nWith all of them: 4\.3 alerts a day\. Alerts about sign-ins, root and tampering stay\s+as they are\.\n/,
      /data events .* are in a trail’s\s+files/,
    ]) {
      expect(out).toMatch(text);
    }
    expect(out).not.toContain('5. ');
  });

  test('--group-by counts its findings as a replay does, and leaves the proposals', async () => {
    const { out } = await ofTheWeek(['--group-by', 'rule']);
    expect(out).toMatch(/\nRule +Findings +Severity +When\nsg-changed +184 +184 low +2026-11-/);
    expect(out).toContain('\n1. sg-changed: removes 168 findings');
    expect(out).not.toContain('Principal ');
    const { groups, counts } = JSON.parse((await ofTheWeek(['--group-by', 'account', '--format', 'json'])).out);
    const sum = groups.reduce((all: number, { findings }: { readonly findings: number }) => all + findings, 0);
    expect([groups[0].key, sum]).toEqual(['111122223333', counts.findings]);
  });

  test('the lines it ends with are settings, with which the next forecast is quiet', async () => {
    const { out } = await ofTheWeek([]);
    const yaml = /\nrules:\n(?: {2}.*\n)+/.exec(out)?.[0] ?? '';
    const settings = WEEK_SETTINGS.replace(/rules:\n[\s\S]*/, yaml);
    expect(Object.keys(parseSettings(settings, 'login-watch.yaml').rules)).toEqual([
      'sg-changed',
      'iam-policy-changed',
      'net-changed',
      'denied-burst',
    ]);
    await sandbox?.close();
    const next = await ofTheWeek([], { settings });
    expect(next.out).toMatch(/^login-watch: 4\.3 alerts a day/);
    expect(next.out).toContain('No exception is proposed');
  });

  test('json', async () => {
    const { exit, out, err } = await ofTheWeek(['--format', 'json']);
    const { proposals, ...told } = JSON.parse(out);
    expect([exit, err]).toEqual([EXIT.done, '']);
    expect(told).toMatchObject({
      version: 1,
      window: { from: '2026-11-13T09:12:41Z', to: '2026-11-20T09:12:41Z' },
      sources: WEEK_REGIONS.map((region) => `cloudtrail:${region}`),
      counts: { records: 1430, duplicates: 0, unreadable: 0, findings: 413 },
      days: 7,
      alertsADay: 53.14,
      remaining: { alertsADay: 4.29 },
      partial: false,
      failures: [],
    });
    expect(told.perRule[0]).toEqual({ rule: 'sg-changed', findings: 184, aDay: 26.29, muted: 0 });
    expect(told.perRule).toContainEqual({ rule: 'denied-burst', findings: 42, aDay: 0.86, muted: 36 });
    expect(told.principals).toContainEqual({
      kind: 'role',
      name: 'vulnerability-scanner',
      account: '111122223333',
      accountName: null,
      rules: ['denied-burst'],
      findings: 6,
      aDay: 0.86,
    });
    expect(proposals).toHaveLength(4);
    expect(proposals[0]).toMatchObject({
      rule: 'sg-changed',
      principal: { kind: 'role', name: 'ci-deploy', account: '111122223333' },
      except: {
        userIdentity: { sessionContext: { sessionIssuer: { arn: ['arn:aws:iam::111122223333:role/ci-deploy'] } } },
      },
      quiets: 168,
      samples: [{ rule: 'sg-changed' }, { rule: 'sg-changed' }, { rule: 'sg-changed' }],
    });
    expect(parseSettings(told.yaml, 'login-watch.yaml').rules['denied-burst']?.except).toEqual(proposals[3].except);
  });

  test('in Japanese', async () => {
    const { out } = await ofTheWeek(['--language', 'ja']);
    expect(out).toMatch(/^login-watch：1日あたりの通知 53\.1件（7日間から推定）\n/);
    expect(out).toContain('1. sg-changed: 検出168件（1日あたり24件）の通知が減ります');
    expect(out).toContain('   アカウント 111122223333 のロール ci-deploy が168回（のべ85時間帯で）実行');
    expect(out).toContain('すべて適用すると1日あたりの通知は4.3件です');
    expect(out).toContain('\nルール別：\n');
    // Rule ids and settings lines aside.
    expect(englishIn(out.slice(0, out.indexOf('\nrules:')))).toEqual([]);
  });

  test.each([
    ['one of all is told', [], EXIT.done, {}],
    [
      'one that was named is missing',
      ['--regions', 'ap-northeast-1,us-east-1'],
      EXIT.refused,
      { hint: expect.any(String) },
    ],
  ] as const)('a region that said no: %s', async (_, argv, status, more) => {
    const { exit, out } = await ofTheWeek([...argv, '--format', 'json'], { denied: ['ap-northeast-1'] });
    const { notCovered, perRule } = JSON.parse(out);
    expect(exit).toBe(status);
    expect(notCovered).toContainEqual({
      region: 'ap-northeast-1',
      reason: expect.stringContaining('cloudtrail:LookupEvents'),
      ...more,
    });
    expect(perRule.map(({ rule }: { readonly rule: string }) => rule)).not.toContain('sg-changed');
  });
});

describe('--write', () => {
  const settingsFile = () => readFileSync(join(cwd, 'login-watch.yaml'), 'utf8');
  const COMMENTED = WEEK_SETTINGS.replace('rules:\n', 'rules:\n  # wanted by the auditor\n');
  const written = (count: number) => `${count} exceptions written to ${join(cwd, 'login-watch.yaml')}\n`;

  test('--yes accepts all: the file keeps what people wrote, and the next forecast is quiet', async () => {
    const { exit, err } = await ofTheWeek(['--write', '--yes'], { settings: COMMENTED });
    expect([exit, err]).toEqual([EXIT.done, written(4)]);
    expect(settingsFile()).toContain('  # wanted by the auditor\n  iam-policy-changed:');
    const { rules } = parseSettings(settingsFile(), 'login-watch.yaml');
    expect(rules['iam-policy-changed']).toEqual({
      on: true,
      except: {
        userIdentity: { sessionContext: { sessionIssuer: { arn: ['arn:aws:iam::111122223333:role/ci-deploy'] } } },
      },
    });
    await sandbox?.close();
    const next = await ofTheWeek(['--write', '--yes'], { settings: settingsFile() });
    expect([next.err, next.out.split('\n')[0]]).toEqual(['', 'login-watch: 4.3 alerts a day, going by 7 days']);
  });

  test('on a terminal each is asked about; only what is accepted is written', async () => {
    const trail = file(madeUpWeek(NOW));
    writeFileSync(join(cwd, 'login-watch.yaml'), COMMENTED);
    const host = fakeHost({ cwd, columns: 120, isTerminal: true });
    const keys = Object.assign(new Readable({ read() {} }), { isTTY: true, setRawMode: () => keys });
    const running = run(['forecast', ...trail, '--write'], { ...host, stdin: keys });
    for (const [rule, answer] of [
      ['sg-changed', 'n'],
      ['iam-policy-changed', ''],
      ['net-changed', 'y'],
      ['denied-burst', 'y'],
    ]) {
      while (!host.err().includes(`Stop ${rule} alerts about role`)) await setImmediate();
      keys.push(`${answer}\r`);
    }
    expect(await running).toBe(EXIT.done);
    expect(host.err()).toContain(written(2));
    const { rules } = parseSettings(settingsFile(), 'login-watch.yaml');
    expect(Object.keys(rules).filter((id) => rules[id]?.except !== undefined)).toEqual(['net-changed', 'denied-burst']);
  });

  test('without a settings file there is one afterwards', async () => {
    const { err } = await forecast([...file(madeUpWeek(NOW)), '--write', '--yes']);
    expect(err).toBe(written(2));
    expect(Object.keys(parseSettings(settingsFile(), 'login-watch.yaml').rules)).toEqual([
      'denied-burst',
      'sg-changed',
    ]);
  });

  test('where nobody can be asked, nothing is read', async () => {
    expect(await forecast(['--file', 'nothing-there', '--write'])).toEqual({
      exit: EXIT.wrongUse,
      out: '',
      err: 'forecast --write asks about each exception, and there is no terminal to ask on.\nRun it in a terminal, or accept all of them with --yes.\n',
    });
  });

  test('stopped early, nothing is written', async () => {
    const stopper = new AbortController();
    stopper.abort();
    await forecast(['--file', '-', '--write', '--yes'], { stdin: lines(madeUpWeek(NOW)), signal: stopper.signal });
    expect(existsSync(join(cwd, 'login-watch.yaml'))).toBe(false);
  });
});

describe('from files', () => {
  const BOTO = { userAgent: 'Boto3/1.40.1' };
  const habit = (by: Readonly<Record<string, unknown>>, days = 3) =>
    Array.from({ length: days * 4 }, (_, index) =>
      apiCall('ec2', 'CreateSecurityGroup', { by, minute: index * 360, also: BOTO }),
    );

  test('a file has its own beginning and end', async () => {
    const { exit, out } = await forecast([...file(habit(role('ci', 'x'))), '--format', 'json']);
    const { days, alertsADay, window } = JSON.parse(out);
    expect([exit, days, alertsADay]).toEqual([EXIT.done, 2.75, 0.36]);
    expect(window).toEqual({ from: '2026-11-20T09:12:41Z', to: '2026-11-23T03:12:41Z' });
  });

  test('too short a time is said to be that', async () => {
    const { out } = await forecast(file(habit(role('ci', 'x'), 1)));
    expect(out).toContain('time is too short to distinguish machines from people');
  });

  test('read aloud: no bars, a line a row', async () => {
    const { out } = await forecast(['--plain', ...file(habit(role('ci', 'x')))]);
    expect(out).toContain('\nsg-changed, 12, 11, 0.36\n');
    expect(out).toContain('\nrole ci, 1, 0.36, sg-changed\n');
  });

  test('nothing at all', async () => {
    writeFileSync(join(cwd, 'trail.json'), '{"Records":[]}');
    const { exit, out } = await forecast(['--file', join(cwd, 'trail.json')]);
    expect([exit, out]).toEqual([
      EXIT.done,
      'login-watch: 0 alerts a day, going by 1 day\n0 records\n\nNo record was inspected, so nothing could be found.\n',
    ]);
  });

  test.each(['0 alerts', '0.36 alerts', '1 alert', '1.1 alerts'])('a number and its word: %s', (told) => {
    expect(alertsOf(told.split(' ')[0] ?? '')).toBe(told);
  });

  test('who signs in is a person, even where the settings have sign-ins off', async () => {
    const robot = habit(iamUser('robot'));
    writeFileSync(join(cwd, 'login-watch.yaml'), 'rules: { signin: { on: false }, sg-changed: { on: true } }\n');
    const proposals = async (records: readonly unknown[]) =>
      JSON.parse((await forecast([...file(records), '--format', 'json'])).out).proposals;
    expect(await proposals(robot)).toHaveLength(1);
    expect(await proposals([...robot, signIn({ by: iamUser('robot') })])).toEqual([]);
  });

  test('a search that no record meets is no silence', async () => {
    const { out } = await forecast([...file(habit(role('ci', 'x'))), '--user', 'nobody']);
    expect(out).toContain(messagesIn('en').nothingInspected);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('fits --user nobody; there are x');
  });

  test('hostile names drive no terminal, and no settings file', async () => {
    const evil = 'x\u001b[31m\u202e\n- evil: true';
    const { out } = await forecast(
      file([...habit(iamUser(evil)), ...habit(role(evil, evil)), ...habit(role('ci', evil))]),
    );
    expect(out).toContain('ci of account');
    for (const sign of ['\u001b', '\u202e', '\n- evil']) expect(out).not.toContain(sign);
  });

  test('stopped early: what was read counts, and is no success', async () => {
    const stopper = new AbortController();
    stopper.abort();
    const { exit, out, err } = await forecast(['--file', '-', '--format', 'json'], {
      stdin: lines(habit(role('ci', 'x'))),
      signal: stopper.signal,
    });
    expect([exit, JSON.parse(out).partial, err]).toEqual([EXIT.refused, true, 'Stopped early: this is only a part.\n']);
  });
});
