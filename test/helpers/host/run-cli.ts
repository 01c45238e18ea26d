/** Runs the built program as a user would, with nothing from the machine's environment. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** `.ci/run` names the packed package's program, as a user has it. */
export const PROGRAM =
  process.env['LOGIN_WATCH_PROGRAM'] ?? resolve(import.meta.dirname, '../../../bin/login-watch.js');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
}

/** No credentials, no instance metadata, no colours. */
export const CLEAN_ENV: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  ...(process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] }),
  HOME: '/nonexistent',
  USERPROFILE: '/nonexistent',
  NO_COLOR: '1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/aws-config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/aws-credentials',
};

export function runCli(args: readonly string[], { cwd, env = {}, stdin = '' }: Options = {}): Promise<Ran> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: { ...CLEAN_ENV, ...env } });
  const told = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told.stderr += text;
  });
  // A program that never reads its input closes it.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, ...told }));
  });
}
