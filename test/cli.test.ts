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
    stdout: `login-watch: Who signed in to your AWS account, from where, and will you be told next time?

  login-watch replay --since 24h  see who signed in, without deploying anything
  ${line}
  login-watch --help              list all commands
`,
  });
  const START = 'login-watch init                set up alerts: settings, a notifier and a test alert';
  const GO_ON = 'login-watch status              check that alerts reach you';
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
  [['nonsense'], 'Unknown command: nonsense.\nRun `login-watch --help` for usage.\n'],
  [['replya'], 'Unknown command: replya. Did you mean replay?\nRun `login-watch --help` for usage.\n'],
  [['help', 'replya'], 'Unknown command: replya. Did you mean replay?\nRun `login-watch --help` for usage.\n'],
  [['help', 'rules', 'shwo'], 'Unknown command: shwo. Did you mean show?\nRun `login-watch rules --help` for usage.\n'],
  [['rules', 'help', 'shwo'], 'Unknown command: shwo. Did you mean show?\nRun `login-watch rules --help` for usage.\n'],
  [['--profil'], 'Unknown option: --profil. Did you mean --profile?\nRun `login-watch --help` for usage.\n'],
  [
    ['--profile', 'x', 'replay', '--sinc', '1h'],
    'Unknown option: --sinc. Did you mean --since?\nRun `login-watch replay --help` for usage.\n',
  ],
  [
    ['replay', '--sinc=1h'],
    'Unknown option: --sinc. Did you mean --since?\nRun `login-watch replay --help` for usage.\n',
  ],
  [['replay', '-x'], 'Unknown option: -x.\nRun `login-watch replay --help` for usage.\n'],
  [['replay', '--since'], 'The option --since needs a value.\nRun `login-watch replay --help` for usage.\n'],
  [['rules', 'show'], 'login-watch rules show needs <id>.\nRun `login-watch rules show --help` for usage.\n'],
  [
    ['rules', 'show', 'a', 'b'],
    'login-watch rules show takes one argument, but got 2.\nRun `login-watch rules show --help` for usage.\n',
  ],
  [['replay', '--language', 'fr'], '"fr" isn\'t a valid value for --language.\nValid values: en, ja.\n'],
  [['logins', '--format', 'yaml'], '"yaml" isn\'t a valid value for --format.\nValid values: table, json, csv.\n'],
  [
    ['logins', '--format', 'jsno'],
    '"jsno" isn\'t a valid value for --format.\nDid you mean json? Valid values: table, json, csv.\n',
  ],
  [
    ['completion', 'bsh'],
    '"bsh" isn\'t a valid value for <shell>.\nDid you mean bash? Valid values: bash, zsh, fish.\n',
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
    stderr: '/nonexistent/\\u{1b}[31m does not exist.\nCheck the path; `-` reads standard input.\n',
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
    /^login-watch \d+\.\d+\.\d+ failed because of a bug\. Please report this:\nTypeError: a mistake of ours\n +at /,
  );
});
