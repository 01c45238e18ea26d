/** `test-slack`, `test-teams`, …: without settings, by options or a hidden prompt, and the sentence at the end. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { CHANNEL_KINDS } from '../../../src/core/settings.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { KEY, type Line, playing } from '../../helpers/host/keys.ts';
import { type Reply, type Server, serve } from '../../helpers/host/server.ts';

const SLACK_PATH = ['/services', 'T0000', 'B0000', 'hush-hush-token'].join('/');
const PATHS = {
  slack: SLACK_PATH,
  teams: '/workflows/hush-hush-token',
  discord: ['/api/webhooks', '1234', 'hush-hush-token'].join('/'),
  webhook: '/hush-hush-token',
} as const;
const URL_FLAG = {
  slack: '--webhook-url',
  teams: '--webhook-url',
  discord: '--webhook-url',
  webhook: '--url',
} as const;
const REAL = {
  slack: `https://hooks.slack.com${SLACK_PATH}`,
  teams: `https://prod-1.westus.logic.azure.com${PATHS.teams}`,
  discord: `https://discord.com${PATHS.discord}`,
} as const;
const JA = ['--language', 'ja'] as const;

let cwd = '';
const opened: Server[] = [];
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-one-'));
});
afterEach(async () => {
  rmSync(cwd, { recursive: true });
  for (const server of opened.splice(0)) await server.close();
});

async function vendor(...replies: readonly Reply[]): Promise<Server> {
  const server = await serve(...replies);
  opened.push(server);
  return server;
}

/** Time passes only in pauses, so that patience costs none. */
function hostWith(env: Record<string, string> = {}, settings = '') {
  if (settings !== '') writeFileSync(join(cwd, 'login-watch.yaml'), settings);
  let now = Date.UTC(2026, 10, 20, 9);
  const sleep = async (ms: number) => {
    now += ms;
  };
  return { ...fakeHost({ cwd, env, columns: 100 }), now: () => now, sleep };
}

const kinds = ['slack', 'teams', 'discord', 'webhook'] as const;

describe.each(kinds)('test-%s without settings', (kind) => {
  const ok: Reply =
    kind === 'discord'
      ? { status: 204 }
      : kind === 'teams'
        ? { status: 202 }
        : { status: 200, body: kind === 'slack' ? 'ok' : '' };

  test('takes its URL on the command line, and never shows it', async () => {
    const server = await vendor(ok);
    const host = hostWith();
    expect(await run([`test-${kind}`, URL_FLAG[kind], server.url + PATHS[kind]], host)).toBe(0);
    expect(server.received.length).toBeGreaterThan(0);
    expect(host.out()).toMatch(/ accepted the sample\. Check that it arrived\.\n$/);
    expect(host.out() + host.err()).not.toMatch(/hush|127\.0\.0\.1/);
  });

  test('the question and its mask are Japanese in Japanese', async () => {
    const fake = fakeHost({ cwd, isTerminal: true });
    const { host, played } = playing(fake, [['（入力は表示されません）', KEY.stop]]);
    expect([await run([`test-${kind}`, ...JA], host), await played]).toEqual([EXIT.refused, undefined]);
    expect(fake.err()).toContain('（保存されません）：');
    expect(englishIn(stripVTControlCharacters(fake.err()))).toEqual([]);
  });

  test('takes its URL typed on a terminal, hidden', async () => {
    const server = await vendor(ok);
    const fake = fakeHost({ cwd, isTerminal: true });
    const { host, played } = playing(fake, [['(not kept)', server.url + PATHS[kind], KEY.enter]]);
    expect([await run([`test-${kind}`], host), await played]).toEqual([0, undefined]);
    expect(server.received.length).toBeGreaterThan(0);
    expect(fake.out() + fake.err()).not.toContain('hush');
  });
});

test.each(['slack', 'discord'] as const)('test-webhook knows a webhook of %s, which refuses its JSON', async (kind) => {
  for (const language of ['en', 'ja']) {
    const host = hostWith();
    expect(await run(['test-webhook', '--url', REAL[kind], '--language', language], host)).not.toBe(0);
    const said = language === 'en' ? `use the channel ${kind} for it` : `通知先には ${kind} を使ってください`;
    expect(host.out() + host.err()).toContain(said);
    expect(host.out() + host.err()).not.toContain('hush');
  }
});

describe('test-chatwork without settings', () => {
  const TOKEN = 'hushhush0123456789';

  test.each([
    ['a token without a room', ['--token', TOKEN], 'The Chatwork room is missing.\n'],
    ['a token that is none', ['--token', 'hush', '--room', '1'], 'That doesn’t look like a Chatwork API token'],
    [
      'a webhook for a token',
      ['--token', REAL.slack, '--room', '1'],
      'That is a Slack webhook, not an API token or key.\n',
    ],
    ['a room that is none', ['--token', TOKEN, '--room', 'x'], 'A room is a number'],
    ['neither, and no terminal', [], 'give --token, or list chatwork under `channels`'],
  ])('%s is refused', async (_, argv, said) => {
    const host = hostWith();
    expect(await run(['test-chatwork', ...argv], host)).toBe(2);
    expect(host.err()).toContain(said);
    expect(host.out() + host.err()).not.toContain('hush');
  });

  test('the token is typed hidden and the room shown; a webhook in its place is recognised', async () => {
    const lines: readonly Line[] = [
      ['Chatwork API token (not kept)', REAL.teams, KEY.enter],
      ['That is a Microsoft Teams webhook, not an API token', '\u0015', TOKEN, KEY.enter],
      ['Chatwork room', KEY.stop],
    ];
    const fake = fakeHost({ cwd, isTerminal: true });
    const { host, played } = playing(fake, lines);
    expect([await run(['test-chatwork'], host), await played]).toEqual([EXIT.refused, undefined]);
    expect(fake.out() + fake.err()).not.toContain('hush');
  });

  test('--dry-run shows the message as text', async () => {
    const host = hostWith();
    expect(await run(['test-chatwork', '--dry-run', '--room', '42'], host)).toBe(0);
    const [request] = JSON.parse(host.out());
    expect(request.url).toBe('https://api.chatwork.com/v2/rooms/42/messages');
    expect(request.body).toEqual({
      body: expect.stringMatching(/^\[info\]\[title\]［test］ ⚠ Root signed in to account 111122223333/),
      self_unread: '1',
    });
  });
});

test.each(CHANNEL_KINDS)('test-%s --dry-run and --preview need no settings and no secret', async (kind) => {
  const host = hostWith();
  expect(await run([`test-${kind}`, '--dry-run'], host)).toBe(0);
  expect(JSON.parse(host.out())[0].to).toContain(kind);
  expect(await run([`test-${kind}`, '--preview', 'p.html'], host)).toBe(0);
});

test('the room of the command line replaces that of the settings', async () => {
  const host = hostWith({}, 'channels: [{ chatwork: { room: 1, token: "env:LOGIN_WATCH_TOKEN" } }]');
  expect(await run(['test-chatwork', '--room', '2', '--dry-run'], host)).toBe(0);
  expect(host.out()).toContain('rooms/2/messages');
});

describe('a webhook of another vendor is recognised and not repeated', () => {
  const wrong = (['slack', 'teams', 'discord'] as const).flatMap((wanted) =>
    (['slack', 'teams', 'discord'] as const).flatMap((found) => (found === wanted ? [] : [[wanted, found] as const])),
  );
  test.each(wrong)('test-%s with the webhook of %s', async (wanted, found) => {
    for (const language of ['en', 'ja']) {
      const host = hostWith();
      const exit = await run([`test-${wanted}`, '--webhook-url', REAL[found], '--language', language], host);
      expect([exit, host.out()]).toEqual([2, '']);
      expect(host.err()).toMatch(
        language === 'en' ? /^That is a .+ webhook; a .+ webhook looks like https:\/\// : /のWebhookです。/,
      );
      expect(host.err()).not.toMatch(/hush|prod-1|T0000|1234|\[secret\]/);
      if (language === 'ja') expect(englishIn(host.err())).toEqual([]);
    }
  });
});

const TWO =
  'channels:\n  - slack: { webhook: "env:LOGIN_WATCH_SLACK", name: ops }\n  - teams: { webhook: "env:LOGIN_WATCH_TEAMS" }\n';

test.each([
  ['all accept', 202, '', [], 'Both channels accepted the sample. Check that it arrived.'],
  ['one refuses', 404, '', [], '1 of 2 channels would NOT alert anyone: teams.'],
  ['one is in trouble', 503, '', [], '1 of 2 channels would NOT alert anyone: teams.'],
  ['all accept', 202, '', JA, '2件の通知先すべてがサンプルを受け付けました。届いているか確認してください。'],
  ['one refuses', 404, '', JA, '2件の通知先のうち1件では通知が届きません：teams。'],
  [
    'mail waits for its topic',
    202,
    '  - email: { to: [a@example.com] }\n',
    [],
    'Check that it arrived. Not tried: email a@example.com.',
  ],
])('%s: the last line is the verdict', async (_, status, more, argv, verdict) => {
  const [slack, teams] = [await vendor({ status: 200, body: 'ok' }), await vendor({ status })];
  const env = { LOGIN_WATCH_SLACK: slack.url + PATHS.slack, LOGIN_WATCH_TEAMS: teams.url + PATHS.teams };
  const host = hostWith(env, TWO + more);
  // AWS can't be reached from here, so it isn't known whether the mail could be sent.
  expect(await run(['test', ...argv], host)).toBe(status !== 202 ? 1 : more === '' ? 0 : 3);
  expect(host.out().trimEnd().split('\n').at(-1)).toMatch(new RegExp(`${verdict.replaceAll('.', '\\.')}$`));
});

describe('in Japanese no English sentence is left', () => {
  const replies: readonly (readonly [(typeof kinds)[number], Reply])[] = [
    ...[
      'invalid_payload',
      'user_not_found',
      'channel_is_archived',
      'action_prohibited',
      'invalid_token',
      'no_service',
      'team_disabled',
      'something_new',
    ].map((body) => ['slack', { status: 403, body }] as const),
    ['slack', { status: 200, body: 'ok' }],
    ['slack', { status: 200, body: '<html>' }],
    ['slack', { status: 429 }],
    ['slack', { status: 503 }],
    ['slack', { status: 302 }],
    ['teams', { status: 202 }],
    ['teams', { status: 200, body: 'error' }],
    ['teams', { status: 413 }],
    ['teams', { status: 404 }],
    ['teams', { status: 500 }],
    ['discord', { status: 200, body: '<html>' }],
    ['discord', { status: 400 }],
    ['discord', { status: 401 }],
    ['discord', { status: 404 }],
    ['webhook', { status: 401 }],
    ['webhook', { status: 404 }],
    ['webhook', { status: 429 }],
  ];
  test.each(replies)('%s answers %j', async (kind, reply) => {
    const server = await vendor(reply);
    const host = hostWith();
    await run([`test-${kind}`, URL_FLAG[kind], server.url + PATHS[kind], ...JA], host);
    expect(host.out()).toMatch(/通知先 +結果 +応答 +時間/);
    expect(host.out()).toMatch(/\d秒/);
    expect(englishIn(host.out() + host.err())).toEqual([]);
  });

  test.each([
    [['test']],
    [['test', 'nobody']],
    [['test', '--deployed', '--dry-run']],
    [['test-slack']],
    [['test-chatwork', '--token', 'x', '--room', '1']],
    [['test-chatwork', '--token', 'abcdefghijklmnop0']],
    [['test-teams', '--webhook-url', 'x']],
    [['test-discord', '--webhook-url', 'https://discord.com/']],
    [['test-slack', '--webhook-url', 'https://hooks.slack.com/workflows/T0/x']],
    [['test-webhook', '--url', 'http://example.com/']],
    [['test-webhook', '--url', 'https://me:word@example.com/']],
    [['test-slack', '--webhook-url', 'https://example.com/']],
    [['test-email', '--preview', 'p.html']],
  ])('%j', async (argv) => {
    const host = hostWith();
    await run([...argv, ...JA], host);
    expect(host.err()).toMatch(/\p{Script=Han}|\p{Script=Hiragana}/u);
    expect(englishIn(host.err() + host.out())).toEqual([]);
  });
});
