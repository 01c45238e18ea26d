import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { KEY, playing } from '../../helpers/host/keys.ts';
import { type Reply, type Server, serve } from '../../helpers/host/server.ts';

const PATH = ['/services', 'T0000', 'B0000', 'hush-hush-token'].join('/');
const DISCORD_PATH = ['/api/webhooks', '1234', 'hush-hush-token'].join('/');
let folder: string;
const opened: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'login-watch-test-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  for (const server of opened.splice(0)) await server.close();
});

const vendor = async (...replies: readonly Reply[]) => {
  const server = await serve(...replies);
  opened.push(server);
  return server;
};

/** Time passes when somebody sleeps, so that patience costs none. */
const hostWith = (env: Record<string, string>, settings = '') => {
  if (settings !== '') writeFileSync(join(folder, 'login-watch.yaml'), settings);
  let now = Date.UTC(2026, 10, 20, 9);
  const host = fakeHost({ cwd: folder, env, columns: 100 });
  return {
    ...host,
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
};

test('test-slack sends the sample, says what Slack answered, and never the webhook', async () => {
  const slack = await vendor({ status: 200, body: 'ok' });
  const host = hostWith({});

  const exit = await run(['test-slack', '--webhook-url', slack.url + PATH], host);

  expect([exit, host.err()]).toEqual([0, '']);
  expect(host.out()).toMatch(/slack\s+sent\s+200 ok/);
  expect(host.out()).not.toContain('hush');
  expect(JSON.parse(slack.received[0]?.body ?? '{}').text).toMatch(/^\[test\] ⚠ Root signed in /);
});

test('where the webhook is stored nowhere, a person may type it, hidden', async () => {
  const slack = await vendor({ status: 200, body: 'ok' });
  const fake = fakeHost({ cwd: folder, isTerminal: true });
  const keys = Object.assign(new Readable({ read() {} }), { isTTY: true, setRawMode: () => keys });
  const running = run(['test-slack'], { ...fake, stdin: keys });
  while (!fake.err().includes('Slack webhook URL (not kept)')) await new Promise((resolve) => setImmediate(resolve));
  for (const text of [slack.url + PATH, '\r']) keys.push(text);

  expect(await running).toBe(0);
  expect(slack.received).toHaveLength(1);
  expect(fake.out() + fake.err()).not.toContain('hush');
});

test('without UTF-8 the question is ASCII too', async () => {
  const slack = await vendor({ status: 200, body: 'ok' });
  const fake = fakeHost({ cwd: folder, isTerminal: true, env: { LC_ALL: 'C' } });
  const { host, played } = playing(fake, [['Slack webhook URL', 'nonsense\r', KEY.stop]]);
  await run(['test-slack'], host);
  await played;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's own codes are ASCII.
  expect(fake.out() + fake.err()).toMatch(/^[\u0000-\u007f]+$/);
  expect(slack.received).toEqual([]);
});

test.each([
  ['the variable', { LOGIN_WATCH_SLACK_WEBHOOK_URL: 'HOOK' }, ''],
  ['the settings', { LOGIN_WATCH_HOOK: 'HOOK' }, 'channels: [{ slack: { webhook: "env:LOGIN_WATCH_HOOK" } }]'],
])('the webhook comes from %s', async (_, env, settings) => {
  const slack = await vendor({ status: 200, body: 'ok' });
  const filled = Object.fromEntries(Object.keys(env).map((name) => [name, slack.url + PATH]));

  expect(await run(['test-slack'], hostWith(filled, settings))).toBe(0);
  expect(slack.received).toHaveLength(1);
});

test.each<[string, Reply, RegExp]>([
  ['403', { status: 403, body: 'invalid_token' }, /invalid_token[\s\S]*login-watch secret set slack/],
  ['404', { status: 404, body: 'no_service' }, /no_service[\s\S]*removed or mistyped/],
  ['200 that means no', { status: 200, body: 'channel_is_archived' }, /archived/],
])('Slack says no with %s: what to do is said, and the status is 1', async (_, reply, told) => {
  const slack = await vendor(reply);
  const host = hostWith({ LOGIN_WATCH_SLACK_WEBHOOK_URL: slack.url + PATH });

  expect(await run(['test-slack'], host)).toBe(1);
  expect(host.out()).toMatch(told);
});

const ALL = `channels:
  - slack: { webhook: "env:LOGIN_WATCH_SLACK" }
  - teams: { webhook: "env:LOGIN_WATCH_TEAMS" }
  - discord: { webhook: "env:LOGIN_WATCH_DISCORD" }
  - webhook: { url: "env:LOGIN_WATCH_WEBHOOK", secret: "env:LOGIN_WATCH_KEY", name: siem }
  - email: { to: [security@example.com] }
`;

test('test sends over all channels at once, signs for the webhook, and shows the mail', async () => {
  const [slack, teams, discord, webhook] = [
    await vendor({ status: 200, body: 'ok' }),
    await vendor({ status: 202 }),
    await vendor({ status: 204 }),
    await vendor({ status: 200 }),
  ];
  const env = {
    LOGIN_WATCH_SLACK: slack.url + PATH,
    LOGIN_WATCH_TEAMS: `${teams.url}/workflows/hush`,
    LOGIN_WATCH_DISCORD: discord.url + DISCORD_PATH,
    LOGIN_WATCH_WEBHOOK: webhook.url,
    LOGIN_WATCH_KEY: 'a-key-that-signs-it',
  };
  const host = hostWith(env, ALL);

  expect(await run(['test', '--format', 'json'], host)).toBe(3);
  expect(JSON.parse(host.out()).map(({ to, outcome }: { to: string; outcome: string }) => [to, outcome])).toEqual([
    ['slack', 'sent'],
    ['teams', 'sent'],
    ['discord', 'sent'],
    ['webhook siem', 'sent'],
  ]);
  expect(host.err()).toContain('Subject: [test] critical: Root signed in to account 111122223333');
  // As docs/webhook.md tells the receiver to check.
  const [{ headers, body } = { headers: undefined, body: '' }] = webhook.received;
  const [, t, v1] = /^t=(\d+),v1=(\w+)$/.exec(String(headers?.['x-login-watch-signature'])) ?? [];
  expect(v1).toBe(createHmac('sha256', 'a-key-that-signs-it').update(`${t}.${body}`).digest('hex'));
});

describe.each([
  ['slack', 'LOGIN_WATCH_SLACK', PATH],
  ['teams', 'LOGIN_WATCH_TEAMS', '/workflows/hush-hush-token'],
  ['discord', 'LOGIN_WATCH_DISCORD', DISCORD_PATH],
  ['webhook', 'LOGIN_WATCH_WEBHOOK', '/hush-hush-token'],
])('the secret of %s never shows', (kind, name, path) => {
  test.each<[string, (url: string) => string, Reply, number?]>([
    ['403 that repeats it', (url) => url, { status: 403, body: `no access to ${path}` }],
    ['trouble that does not end', (url) => url, { status: 503, body: path }],
    ['a redirect', (url) => url, { status: 302, headers: { location: path } }],
    ['a URL that is none', (url) => url.replace('http://', ''), { status: 200 }, 2],
    ['plain http', () => `http://example.com${path}`, { status: 200 }, 2],
  ])('%s', async (_, broken, reply, status = 1) => {
    const server = await vendor(reply);
    const host = hostWith({ [name]: broken(server.url + path), LOGIN_WATCH_KEY: 'a-key-that-signs-it' }, ALL);

    for (const format of ['table', 'json'])
      expect(await run(['test', kind, '--format', format, '--verbose'], host)).toBe(status);
    expect(host.out() + host.err()).not.toContain('hush');
  });
});

test('--dry-run shows the requests with blanks, --preview draws them; neither sends', async () => {
  const slack = await vendor({ status: 500 });
  const host = hostWith(
    { LOGIN_WATCH_SLACK: slack.url + PATH },
    `${ALL}  - chatwork: { room: 1, token: "env:LOGIN_WATCH_TOKEN" }\n`,
  );

  expect(await run(['test', '--dry-run'], host)).toBe(0);
  expect(JSON.parse(host.out()).map(({ to, url }: { to: string; url?: string }) => [to, url])).toEqual([
    ['slack', '{secret}'],
    ['teams', '{secret}'],
    ['discord', '{secret}'],
    ['webhook siem', '{secret}'],
    ['email security@example.com', undefined],
    ['chatwork room 1', 'https://api.chatwork.com/v2/rooms/1/messages'],
  ]);
  expect(await run(['test', '--preview', 'alerts.html'], host)).toBe(0);
  const page = readFileSync(join(folder, 'alerts.html'), 'utf8');
  expect(page.match(/<section>/g)).toHaveLength(6);
  expect(page.match(/Root signed in to account 111122223333/g)?.length).toBeGreaterThanOrEqual(5);
  expect(page).not.toMatch(/<script|src=|\[code\]|&amp;amp;/);
  expect(slack.received).toEqual([]);
});

test.each([
  [['test', 'URL']],
  [['URL']],
  [['test-slack', '--webhook=URL']],
  [['test-slack', '--format', 'URL']],
  [['test-slack', '--config', 'URL']],
  [['replay', '--rules', 'URL']],
])('a webhook in the wrong place is not repeated: %j', async (argv) => {
  const url = `https://hooks.slack.com${PATH}`;
  const host = hostWith({}, ALL);

  expect(
    await run(
      argv.map((word) => word.replace('URL', url)),
      host,
    ),
  ).toBe(2);
  expect(host.err()).not.toBe('');
  expect(host.out() + host.err()).not.toMatch(/hush|B0000/);
});

test.each([
  [['test', 'slack', 'chatwrok'], ALL, 'No channel chatwrok is set up'],
  [['test'], '', 'No channel is set up'],
  [
    ['test', 'slack'],
    'channels: [{ teams: { webhook: "env:LOGIN_WATCH_T" } }]',
    'No channel slack is set up (there are: teams)',
  ],
  [
    ['test-teams'],
    '',
    'No channel teams is set up.\nRun it in a terminal to be asked, give --webhook-url, or list teams under',
  ],
])('%j with settings %j', async (argv, settings, told) => {
  const host = hostWith({}, settings);

  expect(await run(argv, host)).toBe(2);
  expect(host.err()).toContain(told);
});
