import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandUnknownOpts } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programFor, run } from '../../../src/cli.ts';
import { SHELLS } from '../../../src/commands/completion/flags.ts';
import type { Shell } from '../../../src/commands/completion/run.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { RULES } from '../../../src/rules/index.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

const scripts = new Map<Shell, string>();
let cwd = '';
beforeAll(async () => {
  for (const shell of SHELLS) {
    const host = fakeHost();
    expect(await run(['completion', shell], host)).toBe(EXIT.done);
    scripts.set(shell, host.out());
  }
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-completion-'));
  mkdirSync(join(cwd, 'logs of may'));
  writeFileSync(join(cwd, 'login-watch.yaml'), '');
});
afterAll(() => rmSync(cwd, { recursive: true }));

const scriptOf = (shell: Shell) => scripts.get(shell) ?? '';
const isInstalled = (shell: Shell) => spawnSync(shell, ['-c', 'true']).status === 0;
const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;

/** What bash offers after these words, through what it was told to call for that name. The last one is being typed. */
function inBash(...words: string[]): string[] {
  const program = `${scriptOf('bash')}
COMP_WORDS=(${words.map(quote).join(' ')}) COMP_CWORD=${words.length - 1}
offer=$(complete -p "${words[0]}"); offer=\${offer#*-F }; "\${offer%% *}"
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const told = execFileSync('bash', ['--norc', '--noprofile'], { input: program, cwd, encoding: 'utf8' });
  return told.split('\n').filter((line) => line !== '');
}

describe.skipIf(!isInstalled('bash'))('bash', () => {
  test.each<[line: string[], offered: string[]]>([
    [['login-watch', 'ru'], ['rules']],
    [['aws-login-watch', 'rul'], ['rules']],
    [
      ['login-watch', 'rules', ''],
      ['list', 'show', 'compile', 'test', 'help'],
    ],
    [
      ['login-watch', '--profile', 'rules', 'conf'],
      ['config', 'confirm-email'],
    ],
    [
      ['login-watch', '--verbose', 'config', ''],
      ['check', 'schema', 'help'],
    ],
    [['login-watch', 'rules', 'show', 'signin-no'], ['signin-no-mfa']],
    [['login-watch', 'rules', 'show', 'signin-no-mfa', ''], []],
    [['login-watch', 'rules', 'list', 'root', 'signin-no'], ['signin-no-mfa']],
    [
      ['login-watch', 'replay', '--format', ''],
      ['table', 'json', 'ndjson', 'csv', 'html'],
    ],
    [['login-watch', 'replay', '--format', '=', 'nd'], ['ndjson']],
    [
      ['login-watch', 'replay', '--format', '='],
      ['table', 'json', 'ndjson', 'csv', 'html'],
    ],
    [['login-watch', 'replay', '--format', 'json', '--sin'], ['--since']],
    [['login-watch', 'replay', '--since', ''], []],
    [['login-watch', 'replay', '--lang'], ['--language']],
    [
      ['login-watch', 'replay', '--language', ''],
      ['en', 'ja'],
    ],
    [
      ['login-watch', 'replay', '--regions', 'eu-west-1,us-east-'],
      ['eu-west-1,us-east-1', 'eu-west-1,us-east-2'],
    ],
    [['login-watch', 'replay', '--notify', 'slack', 'chat'], ['chatwork']],
    [
      ['login-watch', 'replay', '--file', 'a', 'log'],
      ['login-watch.yaml', 'logs of may'],
    ],
    [['login-watch', 'config', 'check', '--config', 'login-'], ['login-watch.yaml']],
    [['login-watch', 'rules', 'test', 'login-'], ['login-watch.yaml']],
    [['login-watch', 'secret', 'set', 'webhook-'], ['webhook-secret']],
    [['login-watch', 'test', 'slack', 'dis'], ['discord']],
    [['login-watch', 'help', 'polic'], ['policy']],
    [
      ['login-watch', 'completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['login-watch', 'rules', '--', 'sho'], []],
    [
      ['login-watch', 'nonsense', '--ver'],
      ['--version', '--verbose'],
    ],
  ])('%j', (line, offered) => {
    expect(inBash(...line).toSorted()).toEqual(offered.toSorted());
  });

  test('what was typed is never run', () => {
    expect(inBash('login-watch', 'rules', 'show', '$(touch was-run)')).toEqual([]);
    expect(inBash('login-watch', 'replay', '--file', '$(touch was-run)')).toEqual([]);
    expect(inBash('login-watch', 'replay', '--file', 'was')).toEqual([]);
  });
});

describe('the other shells, where they are installed', () => {
  test.each(['zsh', 'fish'] as const)('%s takes the script', (shell) => {
    if (!isInstalled(shell)) {
      process.stderr.write(`skipped, not installed: ${shell}\n`);
      return;
    }
    const file = join(cwd, `completion.${shell}`);
    writeFileSync(file, scriptOf(shell));
    expect(execFileSync(shell, ['-n', file], { encoding: 'utf8' })).toBe('');
  });

  test.each<[line: string, offered: string]>([
    ['login-watch ru', 'rules'],
    ['aws-login-watch --profile rules rules sh', 'show'],
    ['login-watch rules show signin-no', 'signin-no-mfa'],
    ['login-watch replay --format n', 'ndjson'],
    ['login-watch secret set webhook-', 'webhook-secret'],
    ['login-watch config check --config login-', 'login-watch.yaml'],
  ])('fish: %s', (line, offered) => {
    const shell = 'fish';
    if (!isInstalled(shell)) return;
    const file = join(cwd, 'ask.fish');
    writeFileSync(file, `${scriptOf('fish')}\ncomplete -C ${quote(line)}\n`);
    const told = execFileSync(shell, ['--no-config', file], { cwd, encoding: 'utf8' });
    expect(told.split('\n').map((one) => one.split('\t')[0])).toEqual([offered, '']);
  });
});

/** Every command of the program with the path that leads to it. */
function commandsOf(
  command: CommandUnknownOpts,
  path: readonly string[] = [],
): (readonly [readonly string[], CommandUnknownOpts])[] {
  return [[path, command], ...command.commands.flatMap((one) => commandsOf(one, [...path, one.name()]))];
}

test('every command, option and choice of the program is in each script', async () => {
  const names = (await programFor([], fakeHost(), () => undefined)).commands.map((one) => one.name());
  const program = await programFor(names, fakeHost(), () => undefined);
  const all = commandsOf(program);
  expect(all.length).toBeGreaterThan(20);
  for (const [path, command] of all) {
    const zsh = new RegExp(`^${['_login-watch', ...path].join('_')}\\(\\) \\{\\n([\\s\\S]*?)\\n\\}`, 'm');
    const own: Readonly<Record<Shell, string>> = {
      bash: scriptOf('bash')
        .split('\n')
        .filter((line) => line.includes(`'${path.join(' ')}'`) || line.includes(`'${path.join(' ')} `))
        .join('\n'),
      zsh: zsh.exec(scriptOf('zsh'))?.[1] ?? '',
      fish: scriptOf('fish')
        .split('\n')
        .filter((line) => line.includes(`'${['__login_watch_is', ...path].join(' ')}'`))
        .join('\n'),
    };
    for (const { short, long, argChoices = [] } of command.options) {
      for (const word of [short, long, ...argChoices].filter((one) => one !== undefined)) {
        const bare = word.replace(/^-+/, '');
        expect(own.bash, `${path.join(' ')} ${word}`).toContain(word);
        expect(own.zsh, `${path.join(' ')} ${word}`).toContain(word);
        expect(own.fish, `${path.join(' ')} ${word}`).toMatch(new RegExp(`(?:-[ls] |')(?:[\\w -]* )?${bare}\\b`));
      }
    }
    for (const word of command.registeredArguments.flatMap((one) => one.argChoices ?? [])) {
      for (const shell of SHELLS) expect(own[shell], `${path.join(' ')} ${word}`).toContain(word);
    }
  }
  for (const shell of SHELLS) for (const { id } of RULES) expect(scriptOf(shell)).toContain(id);
});

test('a shell that is none is refused', async () => {
  const host = fakeHost();
  expect(await run(['completion', 'tcsh'], host)).toBe(EXIT.wrongUse);
  expect(host.err()).toContain('Valid values: bash, zsh, fish.');
});
