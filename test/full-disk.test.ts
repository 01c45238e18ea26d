/** Results that can't be written, by the built program: a full device, a full disk, a reader that stops early. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLEAN_ENV, PROGRAM, type Ran } from './helpers/host/run-cli.ts';
import { signIn } from './helpers/records/records.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  const many = Array.from({ length: 300 }, (_, minute) => signIn({ minute }));
  writeFileSync(join(cwd, 'many.ndjson'), many.map((one) => `${JSON.stringify(one)}\n`).join(''));
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** Runs a line of the shell; `$LW` is the program. */
function shell(line: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = spawn('sh', ['-c', line], { cwd, env: { ...CLEAN_ENV, LW: `${process.execPath} ${PROGRAM}`, ...env } });
  const told = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    told.stdout += text;
  });
  child.stderr.on('data', (text) => {
    told.stderr += text;
  });
  return new Promise((done) => child.on('close', (code) => done({ code, ...told })));
}

const LOST = 'The result could not be written to standard output: no space is left (ENOSPC).';
const REPLAY = '$LW replay --file many.ndjson';

// Windows has neither /dev/full nor limits on the size of files.
describe.runIf(process.platform === 'linux')('standard output', () => {
  test.each([
    '--help',
    '-V',
    'help replay',
    '',
    'replay --file many.ndjson',
    'replay --file many.ndjson --plain',
    'replay --file many.ndjson --format json',
    'replay --file many.ndjson --format ndjson',
    'replay --file many.ndjson --format csv',
    'replay --file many.ndjson --fail-on info',
    'rules list',
    'rules list --format json',
    'rules show root-login',
    'config schema',
    'logins --help',
    'policy replay',
    'template notifier',
    'completion bash',
    'test-slack --dry-run',
    'forecast --file many.ndjson',
  ])('that is full is said, and no success: %s', async (args) => {
    const { code, stderr } = await shell(`$LW ${args} > /dev/full`);
    expect([code, stderr.split('\n')]).toEqual([3, expect.arrayContaining([LOST])]);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('in Japanese too', async () => {
    const { code, stderr } = await shell(`${REPLAY} > /dev/full`, { LANG: 'ja_JP.UTF-8' });
    expect([code, stderr]).toEqual([3, expect.stringContaining('結果を標準出力に書き込めませんでした')]);
  });

  test('standard error that takes nothing is no success either', async () => {
    expect((await shell(`${REPLAY} --verbose 2> /dev/full`)).code).toBe(3);
    expect((await shell('$LW replay --file no-such-file > /dev/full 2>&1')).code).toBe(3);
  });

  test('a disk that fills up in the middle', async () => {
    const { code, stderr } = await shell(`ulimit -f 4; ${REPLAY} --format json > out.json`);
    expect([code, stderr]).toEqual([3, expect.stringContaining('could not be written to standard output: no space')]);
    expect(readFileSync(join(cwd, 'out.json')).length).toBeLessThan(4096);
  });

  test('a reader that has seen enough is no trouble', async () => {
    for (const format of ['table', 'json', 'ndjson', 'csv']) {
      const { code, stderr } = await shell(`(${REPLAY} --format ${format}; echo $? >&2) | head -n 1`);
      expect([code, stderr]).toEqual([0, '0\n']);
    }
    expect(await shell('($LW --help; echo $? >&2) | true')).toEqual({ code: 0, stdout: '', stderr: '0\n' });
  });
});

describe.runIf(process.platform === 'linux')('--output', () => {
  test('a disk that fills up leaves what was there, and no draft', async () => {
    writeFileSync(join(cwd, 'out.json'), 'old');
    const { code, stderr } = await shell(`ulimit -f 4; ${REPLAY} --format json --output out.json`);
    expect([code, stderr.split('\n')[0]]).toEqual([3, 'Writing out.json failed: no space is left (EFBIG).']);
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe('old');
    expect(readdirSync(cwd).toSorted()).toEqual(['many.ndjson', 'out.json']);
  });

  test('a full disk leaves no part of a new file', async () => {
    const { code } = await shell(`ulimit -f 4; ${REPLAY} --format json --output out.json`);
    expect([code, existsSync(join(cwd, 'out.json'))]).toEqual([3, false]);
  });

  test('a device takes the text, or says why not', async () => {
    expect(await shell(`${REPLAY} --output /dev/full`)).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/^Writing \/dev\/full failed: no space is left \(ENOSPC\)\.\n/),
    });
    expect((await shell(`${REPLAY} --output /dev/null`)).code).toBe(0);
    expect((await shell(`${REPLAY} --format csv --output /dev/stdout | cat`)).stdout).toContain('signin-untrusted');
  });

  test('a link stays a link, and rights stay as they were', async () => {
    writeFileSync(join(cwd, 'real.json'), 'old', { mode: 0o640 });
    symlinkSync('real.json', join(cwd, 'out.json'));
    const { code, stdout } = await shell(
      `${REPLAY} --format json --output out.json && stat -c '%F %a' out.json real.json`,
    );
    expect([code, stdout]).toEqual([0, 'symbolic link 777\nregular file 640\n']);
    expect(JSON.parse(readFileSync(join(cwd, 'real.json'), 'utf8')).counts.records).toBe(300);
  });

  test('of templates and previews too', async () => {
    for (const line of ['template notifier --output out', 'test-slack --preview out']) {
      writeFileSync(join(cwd, 'out'), 'old');
      const { code, stderr } = await shell(`ulimit -f 1; $LW ${line}`);
      expect([code, stderr.split('\n')[0]]).toEqual([3, 'Writing out failed: no space is left (EFBIG).']);
      expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe('old');
    }
  });
});
