/** Settings of others: what they name isn't sent without consent, and never shown. */
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { KEY, type Line, playing } from '../../helpers/host/keys.ts';
import { type Server, serve } from '../../helpers/host/server.ts';
import { ELSEWHERE, signIn } from '../../helpers/records/records.ts';

const PRIVATE = ['hush', 'hush', '0123'].join('-');
let cwd = '';
let home = '';
let vendor: Server;
beforeEach(async () => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'login-watch-')));
  home = mkdtempSync(join(tmpdir(), 'login-watch-home-'));
  vendor = await serve({ status: 200, body: 'ok' });
  writeFileSync(join(cwd, 'trail.json'), JSON.stringify({ Records: [signIn({ from: ELSEWHERE })] }));
});
afterEach(async () => {
  for (const folder of [cwd, home]) rmSync(folder, { recursive: true });
  await vendor.close();
});

const settings = (...channels: readonly string[]) =>
  writeFileSync(join(cwd, 'login-watch.yaml'), `channels:\n${channels.map((one) => `  - ${one}\n`).join('')}`);
const hook = () => `${vendor.url}/services/T0/B0/${PRIVATE}`;
const state = () => join(home, '.local/state/login-watch/consents.json');
const worldOf = (env: Record<string, string>) => ({ cwd, env: { HOME: home, ...env } });

/** Without a terminal. */
async function job(argv: readonly string[], env: Record<string, string>) {
  const host = fakeHost(worldOf(env));
  const exit = await run(argv, host);
  return { exit, text: host.out() + host.err(), sent: vendor.received.length };
}

/** With somebody who answers. */
async function person(argv: readonly string[], env: Record<string, string>, lines: readonly Line[]) {
  const fake = fakeHost({ ...worldOf(env), isTerminal: true, columns: 500 });
  const { host, played } = playing(fake, lines);
  const [exit] = await Promise.all([run(argv, host), played]);
  return { exit, text: fake.out() + fake.err(), sent: vendor.received.length };
}

const replay = () => ['replay', '--file', join(cwd, 'trail.json'), '--notify', '--yes'];

describe('a variable that the settings name', () => {
  test.each(['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'npm_config_token', 'NPM_TOKEN', 'aws_x'])(
    '%s is never sent',
    async (name) => {
      settings(`slack: { webhook: env:${name} }`);
      const { exit, text, sent } = await job(['test'], { [name]: hook() });
      expect([exit, sent]).toEqual([2, 0]);
      expect(text.replaceAll(/\s+/g, ' ')).toContain(`The settings name ${name}, which holds no secret`);
      expect(text).not.toContain(PRIVATE);
    },
  );

  test.each([
    ['GITHUB_TOKEN', `ghp_${PRIVATE}`],
    ['HOME', `/home/${PRIVATE}`],
    ['PATH', `/usr/bin:/${PRIVATE}`],
    ['DATABASE_URL', `postgres://app:${PRIVATE}@db.example.com/app`],
    ['API_URL', `https://app:${PRIVATE}@api.example.com/`],
  ])('%s lacks the form of each channel: not sent, not shown, not asked about', async (name, value) => {
    settings(
      `slack: { webhook: env:${name} }`,
      `chatwork: { room: 1, token: env:${name} }`,
      `teams: { webhook: env:${name} }`,
      `discord: { webhook: env:${name} }`,
      `webhook: { url: env:${name} }`,
    );
    for (const [argv, status] of [
      [['test'], 2],
      [replay(), 3],
      [['test', '--allow-env', name], 2],
    ] as const) {
      const { exit, text, sent } = await job(argv, { [name]: value });
      expect([exit, sent]).toEqual([status, 0]);
      expect(text).toContain(`${name}: `);
      expect(text).not.toContain(PRIVATE);
      expect(text).not.toContain('isn’t allowed');
    }
    const { exit } = await person(['test'], { [name]: value }, []);
    expect(exit).toBe(2);
  });

  test('needs --allow-env without a terminal: said with the whole command, before anything is read', async () => {
    settings('slack: { webhook: env:SLACK_WEBHOOK }');
    const { exit, text, sent } = await job(replay(), { SLACK_WEBHOOK: hook() });
    expect([exit, sent]).toEqual([2, 0]);
    expect(text).toBe(
      `${join(cwd, 'login-watch.yaml')} names SLACK_WEBHOOK, and that isn't allowed yet.\n` +
        'Variables whose names begin with LOGIN_WATCH_ are always allowed.\n' +
        'If you trust that file, run this, or answer once in a terminal:\n' +
        `  login-watch ${replay().join(' ')} --allow-env SLACK_WEBHOOK\n`,
    );
    expect((await job([...replay(), '--allow-env', 'SLACK_WEBHOOK'], { SLACK_WEBHOOK: hook() })).exit).toBe(0);
    // What a command line allows holds for that run alone.
    expect((await job(replay(), { SLACK_WEBHOOK: hook() })).exit).toBe(2);
    expect(vendor.received).toHaveLength(1);
  });

  test('several flags, a named file, and LOGIN_WATCH_*', async () => {
    settings(
      'slack: { webhook: env:A_HOOK }',
      'slack: { webhook: env:B_HOOK }',
      'slack: { webhook: env:LOGIN_WATCH_C }',
    );
    const env = { A_HOOK: hook(), B_HOOK: hook(), LOGIN_WATCH_C: hook() };
    const named = ['--config', join(cwd, 'login-watch.yaml')];
    expect((await job([...named, 'test', '--allow-env', 'A_HOOK'], env)).text).toContain('names B_HOOK, and');
    expect((await job([...named, 'test', '--allow-env', 'A_HOOK', '--allow-env', 'B_HOOK'], env)).sent).toBe(3);
    expect((await job(['--allow-env', 'A_HOOK,B_HOOK', 'test'], env)).exit).toBe(0);
  });

  test.each([
    ['--allow-env', 'AWS_SECRET_ACCESS_KEY', 'Variables of AWS and npm are never sent.'],
    ['--allow-env', 'A=B', 'Write names of environment variables'],
    ['--allow-host', 'a b', 'Write host names'],
    ['--allow-host', 'example.com/path', 'Write host names'],
  ])('%s %s is refused', async (flag, value, why) => {
    const { exit, text } = await job(['test', flag, value], {});
    expect([exit, text.includes(why)]).toEqual([2, true]);
  });

  test('is asked about once; a changed file asks anew', async () => {
    settings('slack: { webhook: env:SLACK_WEBHOOK }');
    const env = { SLACK_WEBHOOK: hook() };
    const question = 'Allow SLACK_WEBHOOK for this file?';
    const refused = await person(['test'], env, [[question, KEY.enter]]);
    expect([refused.exit, refused.sent]).toEqual([2, 0]);
    expect(refused.text).toContain('  login-watch test --allow-env SLACK_WEBHOOK\n');
    expect((await person(['test'], env, [[question, 'y', KEY.enter]])).sent).toBe(1);
    expect(statSync(state()).mode & 0o777).toBe(0o600);
    expect(readFileSync(state(), 'utf8')).not.toContain(PRIVATE);
    expect((await job(['test'], env)).sent).toBe(2);
    expect(refused.text).toContain(
      `${join(cwd, 'login-watch.yaml')} has the environment variable SLACK_WEBHOOK sent as a secret (slack).\n`,
    );

    settings('slack: { webhook: env:SLACK_WEBHOOK }', 'webhook: { url: env:SLACK_WEBHOOK }');
    expect((await job(['test', 'slack'], env)).exit).toBe(2);
    expect((await person(['test', 'slack'], env, [[question, 'y', KEY.enter]])).exit).toBe(0);
    expect((await job(['test', 'slack'], env)).exit).toBe(0);
  });
});

describe('a host that is no vendor’s', () => {
  const URL_THERE = `https://attacker.example/${PRIVATE}`;

  test('needs --allow-host without a terminal', async () => {
    settings('webhook: { url: env:LOGIN_WATCH_HOOK }');
    const { exit, text } = await job(replay(), { LOGIN_WATCH_HOOK: URL_THERE });
    expect(exit).toBe(2);
    expect(text).toContain("has alerts sent to attacker.example, and that isn't allowed yet.\n");
    expect(text).toContain('--notify --yes --allow-host attacker.example\n');
    expect(text).not.toContain(PRIVATE);
  });

  test('a relay of one’s own is one, with its port', async () => {
    settings('slack: { webhook: env:LOGIN_WATCH_HOOK, host: "relay.example.com:8443" }');
    const { exit, text } = await job(['test'], { LOGIN_WATCH_HOOK: `https://relay.example.com:8443/${PRIVATE}` });
    expect(exit).toBe(2);
    expect(text).toContain('login-watch test --allow-host relay.example.com:8443\n');
  });

  test('variable and host are asked about one after another; the first no ends it', async () => {
    settings('webhook: { url: env:HOOK }');
    const { exit, text } = await person(['test'], { HOOK: URL_THERE }, [
      ['Allow HOOK for this file?', 'y', KEY.enter],
      ['Allow attacker.example for this file?', KEY.enter],
    ]);
    expect(exit).toBe(2);
    expect(text).not.toContain(PRIVATE);
    expect((await job(['test'], { HOOK: URL_THERE })).text).toContain(
      '--allow-env HOOK --allow-host attacker.example\n',
    );
  });

  test('what is typed needs no consent', async () => {
    settings('webhook: { url: env:HOOK }');
    const { exit, sent } = await job(['test-webhook', '--url', `${vendor.url}/x`], { HOOK: URL_THERE });
    expect([exit, sent]).toEqual([0, 1]);
  });
});

test('in Japanese no English sentence is left', async () => {
  settings(
    'slack: { webhook: env:SLACK_WEBHOOK }',
    'webhook: { url: env:LOGIN_WATCH_HOOK }',
    'webhook: { url: env:HOME }',
  );
  const env = { SLACK_WEBHOOK: hook(), LOGIN_WATCH_HOOK: 'https://attacker.example/x' };
  const { text } = await job(['test', '--language', 'ja'], env);
  expect(text).toContain('まだ許可されていません');
  expect(englishIn(text)).toEqual([]);
  const asked = await person(['test', '--language', 'ja'], env, [
    ['SLACK_WEBHOOK を許可しますか', 'y', KEY.enter],
    ['attacker.example を許可しますか', KEY.enter],
  ]);
  expect(englishIn(asked.text)).toEqual([]);
});
