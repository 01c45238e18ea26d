import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { rulesCommand } from '../../../src/commands/rules/flags.ts';
import type { RulesOptions } from '../../../src/commands/rules/run.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { RULES } from '../../../src/rules/index.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

async function rules(...argv: string[]) {
  const host = fakeHost({ cwd });
  const exit = await run(['rules', ...argv], host);
  return { exit, stdout: host.out(), stderr: host.err() };
}
const json = async (...argv: string[]) => JSON.parse((await rules(...argv, '--format', 'json')).stdout);

test.each<[argv: string[], action: string, options: RulesOptions]>([
  [['list'], 'list', { names: [], format: 'table' }],
  [['list', 'signin', 'root-login', '--format', 'json'], 'list', { names: ['signin', 'root-login'], format: 'json' }],
  [['show', 'root-login'], 'show', { names: ['root-login'], format: 'table' }],
])('%j', async (argv, action, options) => {
  const seen: unknown[] = [];
  const command = rulesCommand(
    fakeHost(),
    (exit) => seen.push(exit),
    async (...args) => {
      seen.push(args.slice(0, 2));
      return EXIT.done;
    },
  );
  await command.parseAsync(argv, { from: 'user' });
  expect(seen).toEqual([[action, options], EXIT.done]);
});

test('list as json is the contract, for all rules in order', async () => {
  const listed: readonly Record<string, unknown>[] = await json('list');
  expect(listed.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  const rule = RULES.find(({ id }) => id === 'signin-no-mfa');
  expect(listed.find(({ id }) => id === 'signin-no-mfa')).toEqual({
    id: 'signin-no-mfa',
    theme: 'signin',
    severity: 'high',
    on: true,
    title: 'Console sign-in without MFA',
    why: rule?.why.en,
    respond: rule?.respond.en,
    references: rule?.references,
    attack: rule?.attack,
    cis: rule?.cis,
    securityHub: rule?.securityHub,
    because: 'default',
  });
});

test('the settings are applied, and named', async () => {
  writeFileSync(
    join(cwd, 'login-watch.yaml'),
    `language: ja
rules: { root: { on: false }, signin-no-mfa: { severity: critical } }
own: [{ id: own-one, title: Mine, severity: low, when: { eventName: [A] } }]
`,
  );
  const told = (await json('list', 'root', 'signin-no-mfa', 'own-one')).map(
    ({ id, severity, on, title, because }: Record<string, unknown>) => [id, severity, on, title, because],
  );
  expect(told).toEqual([
    // JSON is English whatever the language.
    ['signin-no-mfa', 'critical', true, 'Console sign-in without MFA', 'default'],
    ['root-login', 'critical', false, expect.any(String), 'root'],
    ['root-activity', 'critical', false, expect.any(String), 'root'],
    ['root-recovery', 'critical', false, expect.any(String), 'root'],
    ['root-credential', 'critical', false, expect.any(String), 'root'],
    ['root-contact', 'high', false, expect.any(String), 'root'],
    ['own-one', 'low', true, 'Mine', 'default'],
  ]);
});

test('list as a table', async () => {
  expect(await rules('list', 'root', 'signin-break-glass')).toEqual({
    exit: EXIT.done,
    stderr: '',
    stdout: `Rule                Severity  State  Detects
signin-break-glass  critical  off    Emergency access used (needs \`breakGlass\`
                                     in your settings) [T1078.004]
root-login          critical  on     Root sign-in [T1078.004]
root-activity       critical  on     Root activity [T1078.004]
root-recovery       critical  on     Root password recovery [T1078.004]
root-credential     critical  on     Root credential changed [T1098.001]
root-contact        high      on     Root’s mailbox changed [T1098, T1078.004]

Explain one: \`login-watch rules show <id>\`
`,
  });
});

test('show explains one rule, within the width of the terminal', async () => {
  const { exit, stdout, stderr } = await rules('show', 'signin-no-mfa');
  expect([exit, stderr]).toEqual([EXIT.done, '']);
  expect(stdout).toMatch(/^signin-no-mfa: Console sign-in without MFA\nhigh, on\n\n/);
  expect(stdout).toContain('\n  1. ');
  expect(stdout.replaceAll('\n', ' ')).toContain('Security Hub CloudWatch.3');
  expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toEqual(RULES.find(({ id }) => id === 'signin-no-mfa')?.when);
  expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('https://'))).toEqual([]);
});

test('show as json is one object', async () => {
  expect(await json('show', 'root-login')).toMatchObject({ id: 'root-login', theme: 'root' });
});

test.each([
  [['show', 'root-logim'], 'No rule or theme is named "root-logim". Did you mean root-login?\n'],
  [['list', 'nonsense-x'], 'No rule or theme is named "nonsense-x".\n'],
  [['show', 'root'], '"root" is a theme, not a rule.\nIts rules: root-login, root-activity'],
  [['show'], 'login-watch rules show needs <id>.\n'],
  [['shwo'], 'Unknown command: shwo. Did you mean show?\n'],
])('%j is wrong use', async (argv, why) => {
  const { exit, stdout, stderr } = await rules(...argv);
  expect([exit, stdout, stderr.startsWith(why) ? why : stderr]).toEqual([EXIT.wrongUse, '', why]);
});
