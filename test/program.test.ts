/** The built program as a process: what it costs to ask for help, streams that break, and Ctrl-C. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../src/cli.ts';
import { EXIT } from '../src/core/exit.ts';
import { HOMEPAGE } from '../src/core/homepage.ts';
import { VERSION } from '../src/version.ts';
import { fakeHost } from './helpers/host/fake-host.ts';
import { CLEAN_ENV, PROGRAM, runCli } from './helpers/host/run-cli.ts';
import { signIn } from './helpers/records/records.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  const many = Array.from({ length: 1000 }, (_, minute) => signIn({ minute }));
  writeFileSync(join(cwd, 'many.ndjson'), lines(many));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const lines = (records: readonly unknown[]) => records.map((one) => `${JSON.stringify(one)}\n`).join('');

function start(...args: string[]): ChildProcess & { readonly told: { stderr: string; stdout: string } } {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: CLEAN_ENV });
  const told = { stderr: '', stdout: '' };
  child.stderr.on('data', (text) => {
    told.stderr += text;
  });
  return Object.assign(child, { told });
}

/** The addresses of the modules that are loaded, in order, when the program runs with these arguments. */
async function modulesOf(...args: string[]): Promise<readonly string[]> {
  // Written at once: `console` in the thread of the hooks may come too late.
  const hooks =
    'import { writeSync } from "node:fs"; export const load = (url, context, next) => (writeSync(2, url + "\\n"), next(url, context))';
  const register = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;
  const loader = `data:text/javascript,${encodeURIComponent(register)}`;
  const child = spawn(process.execPath, ['--import', loader, PROGRAM, ...args], { cwd, env: CLEAN_ENV });
  let urls = '';
  child.stderr.on('data', (text) => {
    urls += text;
  });
  child.stdout.resume();
  expect(await once(child, 'close')).toEqual([0, null]);
  return urls.split('\n');
}

/** Those of the build, as it names them. */
const namesIn = (urls: readonly string[]) => urls.flatMap((url) => url.split('/dist/').slice(1));

test('the version is that of the package, in one place', async () => {
  const { version, homepage } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../package.json'), 'utf8'));
  expect([VERSION, HOMEPAGE]).toEqual([version, homepage]);
  expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('--help, which the build wrote down, is what the program itself would say', async () => {
  const host = fakeHost();
  await run(['help'], host);
  expect(await runCli(['--help'])).toEqual({ code: EXIT.done, stdout: host.out(), stderr: '' });
  expect(await runCli(['-h'])).toEqual({ code: EXIT.done, stdout: host.out(), stderr: '' });
});

test('--help follows the language of the locale', async () => {
  const host = fakeHost({ env: { LANG: 'ja_JP.UTF-8' } });
  await run(['help'], host);
  expect(host.out()).toContain('使い方：login-watch');
  expect((await runCli(['--help'], { env: { LANG: 'ja_JP.UTF-8' } })).stdout).toBe(host.out());
});

test('--help loads no parser and no command, so that it costs little more than starting Node', async () => {
  const loaded = await modulesOf('--help');
  expect(namesIn(loaded)).toContain('main.js');
  expect(loaded.filter((url) => /cli\.js|commander|commands\/|string-width|zod|yaml|@aws-sdk/.test(url))).toEqual([]);
  expect(loaded.length).toBeLessThan(30);
});

test('without a command neither the SDK nor the reader of settings is loaded', async () => {
  writeFileSync(join(cwd, 'login-watch.yaml'), 'language: en\n');
  const loaded = await modulesOf();
  // Seen by the hook, so that this can fail.
  expect(namesIn(loaded)).toContain('start.js');
  expect(loaded.filter((url) => /node_modules.(?:zod|yaml|@aws-sdk|@smithy|inquirer|ora|chalk)/.test(url))).toEqual([]);
});

test('replay of a file loads bundles, and few modules of its own beside them', async () => {
  writeFileSync(join(cwd, 'login-watch.yaml'), 'language: en\n');
  const loaded = await modulesOf('replay', 'many.ndjson');
  expect(namesIn(loaded)).toEqual(expect.arrayContaining(['start.js', 'usual.js', 'with-settings.js']));
  expect(namesIn(loaded).length).toBeLessThan(25);
});

test('a reader that stops early ends the program quietly', async () => {
  const child = start('replay', '--file', 'many.ndjson', '--format', 'json');
  await once(child.stdout ?? child, 'data');
  child.stdout?.destroy();
  expect([await once(child, 'close'), child.told.stderr]).toEqual([[0, null], '']);
});

test('colours: none in a pipe, unless forced', async () => {
  const colourful = async (args: readonly string[], env: Readonly<Record<string, string>>) =>
    (await runCli(['rules', 'show', 'root-login', ...args], { env })).stdout.includes('\u001b[');
  expect(await colourful([], { NO_COLOR: '' })).toBe(false);
  expect(await colourful([], { NO_COLOR: '', FORCE_COLOR: '1' })).toBe(true);
  expect(await colourful([], { NO_COLOR: '', FORCE_COLOR: '' })).toBe(false);
  expect(await colourful([], { NO_COLOR: '', FORCE_COLOR: '0' })).toBe(false);
  expect(await colourful([], { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false);
  expect(await colourful(['--no-color'], { NO_COLOR: '', FORCE_COLOR: '1' })).toBe(false);
});

// Windows has no signals to send to a child.
if (process.platform !== 'win32') {
  test('Ctrl-C: what was read until then is shown, told as partial', async () => {
    const child = start('replay', '--file', '-', '--format', 'json', '--verbose');
    child.stdout?.on('data', (text) => {
      child.told.stdout += text;
    });
    child.stdin?.write(lines([signIn({})]));
    // It says which rules hold when it begins to read.
    while (!child.told.stderr.includes('Rules: ')) await once(child.stderr ?? child, 'data');
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([3, null]);
    const { partial, notCovered } = JSON.parse(child.told.stdout);
    expect([partial, notCovered]).toEqual([
      true,
      [{ region: null, reason: 'standard input: reading was stopped here; the rest was not read' }],
    ]);
    expect(child.told.stderr).toContain('Stopped early: this is only a part.\n');
  });
}
