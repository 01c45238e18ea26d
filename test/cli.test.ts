import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../src/cli.ts';
import { EXIT } from '../src/core/exit.ts';
import type { Host } from '../src/host.ts';
import { fakeHost } from './helpers/host/fake-host.ts';
import { signIn } from './helpers/records/records.ts';

async function login(argv: readonly string[], host = fakeHost()) {
  const exit = await run(argv, host);
  return { exit, stdout: host.out(), stderr: host.err() };
}

describe('without a command: what can be done from here', () => {
  const welcome = (line: string) => ({
    exit: EXIT.done,
    stderr: '',
    stdout: `login-watch: who signed in to your AWS account, from where, and will you be told next time?

  login-watch replay --since 24h   who signed in, right now, with nothing deployed
  ${line}
  login-watch --help               everything else
`,
  });
  const START = 'login-watch init                 be told next time: settings, a notifier, a test message';
  const GO_ON = 'login-watch status               will you be told next time?';
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'login-watch-welcome-'));
    mkdirSync(join(folder, 'with/deeper/still'), { recursive: true });
    // Nobody reads it: mistakes in it are for the commands to tell.
    writeFileSync(join(folder, 'with/login-watch.yaml'), 'nonsense: [');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['', START],
    ['with', GO_ON],
    ['with/deeper/still', GO_ON],
    ['gone', START],
  ])('in %j', async (cwd, line) => {
    expect(await login([], fakeHost({ cwd: join(folder, cwd) }))).toEqual(welcome(line));
  });
});

describe('--plain', () => {
  const records = [
    signIn({ from: '198.51.100.7', mfa: 'Yes' }),
    signIn({ minute: 1, from: '203.0.113.7', mfa: 'Yes' }),
  ];
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'login-watch-plain-'));
    writeFileSync(join(folder, 'day.json'), JSON.stringify({ Records: records }));
    writeFileSync(join(folder, 'login-watch.yaml'), 'trusted: [{ cidr: 203.0.113.0/24, name: office }]\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const replay = () => ['replay', '--file', join(folder, 'day.json')];
  const terminal = () => fakeHost({ cwd: folder, isTerminal: true, colour: true, columns: 60 });

  test('a line for each finding, however narrow the terminal, in words instead of marks and colours', async () => {
    const { exit, stdout, stderr } = await login([...replay(), '--plain'], terminal());
    expect([exit, stderr]).toEqual([EXIT.done, '']);
    expect(stdout).not.toMatch(/\p{Cc}(?<!\n)|[🟢🔴⚠]/u);
    const found = stdout.split('\n').filter((line) => line.includes('[signin-'));
    expect(found.map((line) => line.slice(0, line.indexOf(',')))).toEqual(['not trusted', 'trusted']);
    expect(found.every((line) => line.endsWith(']') && line.length > 60)).toBe(true);
    // Without it there are.
    expect((await login(replay(), terminal())).stdout).toMatch(/\p{Cc}(?<!\n)/u);
  });

  test('lists of rules have a line for each rule, too', async () => {
    const { stdout } = await login(['--plain', 'rules', 'list', 'signin-no-mfa'], terminal());
    expect(stdout.split('\n')[1]).toMatch(/^signin-no-mfa, \w+, on, .{10,}$/);
  });

  test('--help says so', async () => {
    expect((await login(['--help'])).stdout).toMatch(/--plain +for screen readers/);
  });
});

test.each([
  [['nonsense'], "unknown command 'nonsense'\nRun `login-watch --help` for what there is.\n"],
  [['replya'], "unknown command 'replya'\n(Did you mean replay?)\nRun `login-watch --help` for what there is.\n"],
  [['--profil'], "unknown option '--profil'\n(Did you mean --profile?)\nRun `login-watch --help` for what there is.\n"],
  [
    ['--profile', 'x', 'replay', '--sinc', '1h'],
    "unknown option '--sinc'\n(Did you mean --since?)\nRun `login-watch replay --help` for what there is.\n",
  ],
  [
    ['replay', '--language', 'fr'],
    "option '--language <language>' argument 'fr' is invalid. Allowed choices are en, ja.\nRun `login-watch replay --help` for what there is.\n",
  ],
])('%j is wrong use, with the nearest name', async (argv, stderr) => {
  expect(await login(argv)).toEqual({ exit: EXIT.wrongUse, stdout: '', stderr });
});

test.each([['replay'], ['rules'], ['policy'], ['test'], ['test-slack'], ['completion'], ['doctor']])(
  '%s --help shows examples',
  async (name) => {
    const { exit, stdout, stderr } = await login([name, '--help']);
    expect([exit, stderr]).toEqual([EXIT.done, '']);
    expect(stdout).toMatch(new RegExp(`^Usage: login-watch ${name} `));
    expect(stdout).toContain(`$ `);
    expect(stdout).toContain(`login-watch ${name}`);
  },
);

test('what only the user can mend is a sentence and a hint; nothing in it drives the terminal', async () => {
  expect(await login(['replay', '--file', '/nonexistent/\u001b[31m'])).toEqual({
    exit: EXIT.wrongUse,
    stdout: '',
    stderr: '/nonexistent/\\u{1b}[31m does not exist\nCheck the path; `-` reads standard input.\n',
  });
});

test('a mistake of ours keeps its stack, and asks to be reported', async () => {
  const host = fakeHost();
  const broken: Host = {
    ...host,
    now() {
      throw new TypeError('a mistake of ours');
    },
  };
  const exit = await run(['replay', '--file', 'x'], broken);
  expect([exit, host.out()]).toEqual([EXIT.refused, '']);
  expect(host.err()).toMatch(
    /^login-watch \d+\.\d+\.\d+ failed in a way that it should not\. Please report this:\nTypeError: a mistake of ours\n +at /,
  );
});
