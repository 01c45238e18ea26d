/** `login-watch audit` of the large account, by the built program in a process of its own. */
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { startAccount } from './account/account.ts';
import { type ProcessUse, readUse, TELL_USE } from './process-use.ts';
import { makeGood } from './scripted/good.ts';
import { enlarge, LARGE_REGIONS } from './scripted/large.ts';

const LAUNCHER = resolve(import.meta.dirname, '../bin/login-watch.js');

interface Audited extends ProcessUse {
  readonly status: number | null;
  readonly stdout: string;
}

/** Without limits on requests. */
export async function auditLarge(): Promise<Audited> {
  const account = await startAccount({ regions: LARGE_REGIONS });
  makeGood(account);
  enlarge(account);
  const env = {
    PATH: process.env['PATH'] ?? '',
    AWS_ENDPOINT_URL: account.endpoint,
    AWS_REGION: account.sns.world.home,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent/aws-config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/aws-credentials',
  };
  const args = ['--import', TELL_USE, LAUNCHER, 'audit', '--format', 'json'];
  // Not `spawnSync`: this process is AWS.
  const child = spawn(process.execPath, args, { cwd: tmpdir(), env });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  const status = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  await account.close();
  return { ...readUse(said.stderr), status, stdout: said.stdout };
}
