import { expect, test } from 'vitest';
import { run } from '../src/cli.ts';
import { EXIT, type Host } from '../src/host.ts';
import { fakeHost } from './helpers/fake-host.ts';

async function login(argv: readonly string[], host = fakeHost()) {
  const exit = await run(argv, host);
  return { exit, stdout: host.out(), stderr: host.err() };
}

test('without a command: what can be done from here', async () => {
  expect(await login([])).toEqual({
    exit: EXIT.done,
    stderr: '',
    stdout: `login-watch: who signed in to your AWS account, from where, and will you be told next time?

  login-watch replay --since 24h   who signed in, right now, with nothing deployed
  login-watch rules list           what is looked for
  login-watch --help               everything else
`,
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

test.each([['replay'], ['rules'], ['policy'], ['test'], ['test-slack']])('%s --help shows examples', async (name) => {
  const { exit, stdout, stderr } = await login([name, '--help']);
  expect([exit, stderr]).toEqual([EXIT.done, '']);
  expect(stdout).toMatch(new RegExp(`^Usage: login-watch ${name} `));
  expect(stdout).toContain(`$ `);
  expect(stdout).toContain(`login-watch ${name}`);
});

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
