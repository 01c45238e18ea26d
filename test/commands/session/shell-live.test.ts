/** The printed commands, given to a shell: text from events runs in none of them. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { visible } from '../../../src/core/text.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { HOSTILE } from '../../helpers/records/hostile.ts';
import { apiCall } from '../../helpers/records/records.ts';
import { byKey } from '../../helpers/records/sessions.ts';

const NAMES = [
  ...HOSTILE,
  'x; touch pwned',
  '$(touch pwned)',
  '`touch pwned`',
  "'; touch pwned; '",
  'a\ntouch pwned',
  '> pwned',
  '--profile',
  'file://pwned',
];

test('no text from events runs, not even in a shell that takes # for a command', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  const records = NAMES.flatMap((name, minute) => [
    apiCall('iam', 'CreateUser', { by: byKey('mallory'), minute, request: { userName: name } }),
    apiCall('iam', 'CreateAccessKey', {
      by: { ...byKey('mallory'), userName: name },
      minute,
      response: { accessKey: { accessKeyId: `AKIA${minute}`, userName: name } },
    }),
  ]);
  await writeFile(join(cwd, 'trail.json'), JSON.stringify({ Records: records }));
  const host = fakeHost({ cwd, columns: 100 });
  await run(['session', 'mallory', join(cwd, 'trail.json')], host);
  const lines = host.out().split('\n');
  for (const line of lines) expect(line).toBe(visible(line));
  const commands = lines.filter((line) => /^ {2}(?:#|aws) /.test(line));
  expect(commands.filter((line) => line.startsWith('  aws iam')).length).toBeGreaterThan(1);
  const script = ['aws() { :; }', ...commands.map((line) => line.replace(/^ {2}#/, ':'))].join('\n');
  execFileSync('/bin/sh', ['-c', script], { cwd, stdio: 'pipe' });
  expect(await readdir(cwd)).toEqual(['trail.json']);
});
