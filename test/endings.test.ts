/**
 * Drives every command against a full disk, a closed pipe, a hanging proxy, SIGTERM, and an AWS that answers `null`, a web
 * page, 10 MB or never: none hangs, none says that all is well, none shows a stack.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandName } from '../src/core/command-names.ts';
import { hurry } from './helpers/host/hurry.ts';
import { CLEAN_ENV, PROGRAM } from './helpers/host/run-cli.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:acme-alerts';
const LINK = `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=${'a1'.repeat(40)}`;
const HOOK = ['https://hooks.slack.com/services', 'T0000', 'B0000', 'hush'].join('/');

/** A line of each command that asks AWS, if the command does at all. */
const LINES: Readonly<Record<CommandName, readonly string[]>> = {
  init: ['init', '--yes', '--config', 'new.yaml'],
  replay: ['replay', '--since', '1h'],
  session: ['session', 'latest'],
  athena: ['athena', 'setup', '--yes', '--s3', 's3://acme-trail/AWSLogs'],
  watch: ['watch', '--once', '--state', 'watch.state'],
  demo: ['demo'],
  forecast: ['forecast', '--since', '24h'],
  rules: ['rules', 'list'],
  config: ['config', 'check'],
  secret: ['secret', 'set', 'slack'],
  deploy: ['deploy', '--yes'],
  policy: ['policy', 'replay'],
  test: ['test', '--deployed'],
  'test-slack': ['test-slack'],
  'test-chatwork': ['test-chatwork'],
  'test-teams': ['test-teams'],
  'test-discord': ['test-discord'],
  'test-pagerduty': ['test-pagerduty'],
  'test-webhook': ['test-webhook'],
  'test-email': ['test-email'],
  status: ['status'],
  audit: ['audit'],
  logins: ['logins', '--since', '24h'],
  redrive: ['redrive', '--yes'],
  template: ['template', 'notifier'],
  destroy: ['destroy', '--yes'],
  doctor: ['doctor'],
  'confirm-email': ['confirm-email', '--url', LINK],
  completion: ['completion', 'bash'],
};
/** These ask nobody, and do their work whatever AWS says. */
const OFFLINE = new Set(['demo', 'rules', 'config', 'policy', 'template', 'completion']);
const EVERY = Object.entries(LINES);
const ONLINE = EVERY.filter(([name]) => !OFFLINE.has(name));

const SETTINGS = `name: acme
language: en
trail: { use: existing, name: main }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
  - chatwork: { room: 1, token: ssm:/acme/chatwork-token }
  - teams: { webhook: ssm:/acme/teams-webhook }
  - discord: { webhook: ssm:/acme/discord-webhook }
  - pagerduty: { key: ssm:/acme/pagerduty-key }
  - webhook: { url: ssm:/acme/webhook-url }
  - email: { to: [security@example.com] }
`;

let cwd = '';
const open = new Set<Socket>();
let answer: (response: ServerResponse) => void = () => undefined;
const aws = createServer((request, response) => {
  response.on('error', () => undefined);
  request.resume().on('end', () => answer(response));
});
const proxy = createTcp((socket) => void open.add(socket.on('error', () => undefined)));
const urlOf = (server: { address(): AddressInfo | string | null }) => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
};

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  writeFileSync(join(cwd, 'login-watch.yaml'), SETTINGS);
  for (const server of [aws, proxy]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
});
afterAll(() => {
  for (const socket of open) socket.destroy();
  aws.closeAllConnections();
  aws.close();
  proxy.close();
  rmSync(cwd, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly told: string;
}

interface How {
  readonly env?: Readonly<Record<string, string>>;
  readonly line?: string;
  /** Milliseconds after which SIGTERM comes. */
  readonly stop?: number;
}

const KEYS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };

async function drive(argv: readonly string[], { env = {}, line = 'exec "$0" "$@"', stop }: How): Promise<Ended> {
  const program = [process.execPath, PROGRAM, ...argv];
  const child = spawn('bash', ['-c', line, ...program], { cwd, env: { ...CLEAN_ENV, ...KEYS, ...env } });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
  }
  child.stdin.on('error', () => undefined);
  child.stdin.end(HOOK);
  if (stop !== undefined) setTimeout(() => child.kill('SIGTERM'), stop);
  const limit = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const [code, signal] = await once(child, 'close');
  clearTimeout(limit);
  return { code, signal, told };
}

const STACK = /^\s+at \S+.*[:(]\S+:\d+|because of a bug|UnhandledPromise|node:internal/m;
const ALL_WELL =
  /Nothing found|No findings|is healthy|works here|would be alerted|No sign-ins|Nothing is waiting|nothing to delete/i;

function expectNoAllClear(name: string, { code, signal, told }: Ended): void {
  expect({ name, signal, told: told.match(STACK)?.[0] }).toEqual({ name, signal: null, told: undefined });
  expect({ name, isDone: code === 0, told }).toEqual({
    name,
    isDone: false,
    told: expect.not.stringMatching(ALL_WELL),
  });
}

// Windows has no signals to send to a child, and no /dev/full.
describe.runIf(process.platform === 'linux')('every command', () => {
  const TEN_MEGABYTES = `{"x":"${'x'.repeat(10 * 1024 * 1024)}"}`;

  const ANSWERS: readonly (readonly [string, string])[] = [
    ['null', 'null'],
    ['a web page', '<!DOCTYPE html><html><body>Sign in to the Wi-Fi</body></html>'],
    ['10 MB of something', TEN_MEGABYTES],
    ['nothing', ''],
  ];
  describe.each(ANSWERS)('with an AWS that answers %s', (_, body) => {
    test.each(ONLINE)('%s', async (name, argv) => {
      answer = (response) => response.end(body);
      expectNoAllClear(name, await drive(argv, { env: { ...hurry(10), AWS_ENDPOINT_URL: urlOf(aws) } }));
    });
  });

  describe('with an AWS that never answers', () => {
    test.each(ONLINE)('%s', async (name, argv) => {
      answer = () => undefined;
      expectNoAllClear(name, await drive(argv, { env: { ...hurry(30), AWS_ENDPOINT_URL: urlOf(aws) } }));
    });
  });

  describe('behind a proxy that never answers', () => {
    test.each(ONLINE)('%s', async (name, argv) => {
      expectNoAllClear(name, await drive(argv, { env: { ...hurry(20), HTTPS_PROXY: urlOf(proxy) } }));
    });
  });

  describe('stopped by SIGTERM at five moments', () => {
    test.each(ONLINE)('%s', async (name, argv) => {
      answer = () => undefined;
      const env = { AWS_ENDPOINT_URL: urlOf(aws) };
      for (const ended of await Promise.all([0, 150, 400, 900, 1_800].map((stop) => drive(argv, { env, stop })))) {
        // Before the program has begun, the signal ends it.
        if (ended.signal !== 'SIGTERM') expectNoAllClear(name, ended);
        else expect(ended.told).toBe('');
      }
    });
  });

  describe('with a full disk', () => {
    test.each(EVERY)('%s', async (name, argv) => {
      answer = (response) => response.end('null');
      const env = { ...hurry(10), AWS_ENDPOINT_URL: urlOf(aws) };
      expectNoAllClear(name, await drive(argv, { env, line: '"$0" "$@" > /dev/full' }));
    });
  });

  describe('with a reader that has gone', () => {
    test.each(EVERY)('%s', async (name, argv) => {
      answer = (response) => response.end('null');
      const env = { ...hurry(10), AWS_ENDPOINT_URL: urlOf(aws) };
      const { signal, told } = await drive(argv, { env, line: 'set -o pipefail; "$0" "$@" | true' });
      expect({ name, signal, told: told.match(STACK)?.[0] }).toEqual({ name, signal: null, told: undefined });
    });
  });
});
