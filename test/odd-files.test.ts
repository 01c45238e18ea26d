/** Pipes, devices, sockets and names that aren't UTF-8 among files, by the built program. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { CLEAN_ENV, PROGRAM, runCli } from './helpers/host/run-cli.ts';
import { signIn } from './helpers/records/records.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const NOT_FILE = 'is a pipe, a device or a socket, not a file';
const json = (minute: number) => JSON.stringify({ Records: [signIn({ minute })] });

/** A pipe, a socket and a link to a device that never ends. */
async function odd(): Promise<void> {
  mkdirSync(join(cwd, 'logs'));
  execFileSync('mkfifo', [join(cwd, 'logs/pipe')]);
  symlinkSync('/dev/zero', join(cwd, 'logs/zero'));
  const server = createServer();
  // A path of a socket has at most 107 bytes: it is bound by its name in the folder.
  const before = process.cwd();
  process.chdir(join(cwd, 'logs'));
  server.listen('socket');
  await once(server, 'listening');
  process.chdir(before);
  onTestFinished(() => void server.close());
}

// Windows has none of these, and names there are UTF-16.
describe.runIf(process.platform === 'linux')('what isn’t a file', () => {
  test('is skipped in a folder and named; the files beside it are read', async () => {
    await odd();
    writeFileSync(join(cwd, 'logs/trail.json'), json(1));
    const { code, stdout } = await runCli(['replay', 'logs', '--format', 'json'], { cwd });
    const { counts, notCovered } = JSON.parse(stdout);
    expect([code, counts.records]).toEqual([0, 1]);
    expect(notCovered).toEqual([
      { region: null, reason: `logs: 3 files (logs/pipe, logs/socket, logs/zero): each ${NOT_FILE}` },
    ]);
  });

  test.each(['pipe', 'socket', 'zero'])('is refused when it is named: %s', async (name) => {
    await odd();
    expect(await runCli(['replay', '--file', `logs/${name}`], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: `logs/${name} ${NOT_FILE}.\nName a file or a folder; \`-\` reads standard input.\n`,
    });
    const japanese = await runCli(['replay', '--file', `logs/${name}`], { cwd, env: { LANG: 'ja_JP.UTF-8' } });
    expect([japanese.code, japanese.stderr]).toEqual([2, expect.stringContaining('ファイルではなく')]);
  });

  test.each(['--config', '--output'])('never makes %s wait', async (flag) => {
    await odd();
    writeFileSync(join(cwd, 'trail.json'), json(1));
    const argv = ['replay', '--file', 'trail.json', flag, flag === '--config' ? 'logs/pipe' : 'logs/socket'];
    expect((await runCli(argv, { cwd })).code).toBe(2);
  });

  test('a pipe that the shell hands over is read, and Ctrl-C ends it', async () => {
    writeFileSync(join(cwd, 'trail.json'), json(1));
    const line = (inner: string) => [
      '-c',
      `exec ${process.execPath} ${PROGRAM} replay --format json --verbose --file <(${inner})`,
    ];
    const out = execFileSync('bash', line('cat trail.json'), {
      cwd,
      env: CLEAN_ENV,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(JSON.parse(out.toString()).counts.records).toBe(1);

    const child = spawn('bash', line('cat trail.json; exec sleep 30'), { cwd, env: CLEAN_ENV });
    onTestFinished(() => void child.kill('SIGKILL'));
    let told = '';
    child.stderr.on('data', (text) => {
      told += text;
    });
    while (!told.includes('Rules: ')) await once(child.stderr, 'data');
    await new Promise((done) => setTimeout(done, 1_000));
    child.kill('SIGINT');
    const stopped = Date.now();
    const [code] = await once(child, 'exit');
    expect([code, Date.now() - stopped < 3_000]).toEqual([3, true]);
  });
});

describe.runIf(process.platform === 'linux')('names that aren’t UTF-8', () => {
  const bytes = (name: string) => Buffer.concat([Buffer.from(`${cwd}/`), Buffer.from(name, 'latin1')]);

  test('are read in a folder, and when they are named', async () => {
    mkdirSync(bytes('d\xe9p\xf4t'));
    writeFileSync(bytes('d\xe9p\xf4t/\xff1.json'), json(1));
    writeFileSync(bytes('d\xe9p\xf4t/plain.json'), json(2));
    writeFileSync(bytes('na\xefve.json'), json(3));
    const all = await runCli(['replay', '--file', '.', '--format', 'json'], { cwd });
    expect([all.code, JSON.parse(all.stdout).counts.records]).toEqual([0, 3]);
    for (const [path, count] of [
      ['na*.json', 1],
      ['d*t', 2],
      ['d*t/*1.json', 1],
    ] as const) {
      const line = `exec ${process.execPath} ${PROGRAM} replay --format json --file ${path}`;
      const out = execFileSync('sh', ['-c', line], { cwd, env: CLEAN_ENV, stdio: ['ignore', 'pipe', 'pipe'] });
      expect([path, JSON.parse(out.toString()).counts.records]).toEqual([path, count]);
    }
  });

  test('two that read alike are not taken for each other', async () => {
    writeFileSync(bytes('a\xe9.json'), json(1));
    writeFileSync(bytes('a\xe8.json'), json(2));
    const { code, stderr } = await runCli(['replay', '--file', 'a\ufffd.json'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('does not exist')]);
  });
});
