import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseSettings } from '../../src/settings/parse.ts';
import { type Reply, type Server, serve } from '../helpers/host/server.ts';
import { hasTmux, Terminal } from '../helpers/host/terminal.ts';
import { type InitAccount, type InitAccountOptions, startInitAccount } from '../helpers/notifier/init-account.ts';

if (!hasTmux) process.stderr.write('skipped: there is no tmux (Debian: apt-get install tmux)\n');

const PRIVATE = ['abcdefgh', 'ijklmnop'].join('');
const LOG_GROUP = 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*';
const OWN = { name: 'own', logGroup: LOG_GROUP };
const ORGANIZATION = { name: 'org', isOrganization: true, owner: '444455556666' };
const FILE = 'login-watch.yaml';

let cwd = '';
let account: InitAccount | undefined;
let vendor: Server | undefined;
let terminal: Terminal | undefined;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'login-watch-init-'));
});
afterEach(async () => {
  await terminal?.close();
  await Promise.all([account?.close(), vendor?.close(), rm(cwd, { recursive: true, force: true })]);
  terminal = undefined;
});

interface Given extends InitAccountOptions {
  readonly argv?: readonly string[];
  readonly replies?: readonly Reply[];
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly deploys?: boolean;
}

async function world({ replies = [{ status: 200, body: 'ok' }], ...options }: Given = {}) {
  await Promise.all([account?.close(), vendor?.close()]);
  account = await startInitAccount(options);
  vendor = await serve(...replies);
  return { endpoint: account.endpoint, hook: `${vendor.url}/services/T0/B0/${PRIVATE}` };
}

async function start(
  endpoint: string,
  { argv = [], env = {}, columns = 80, deploys = false }: Given = {},
): Promise<Terminal> {
  await terminal?.close();
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
  const variables = { ...credentials, AWS_ENDPOINT_URL: endpoint, ...env };
  terminal = await Terminal.start(['init', ...argv, ...(deploys ? [] : ['--no-deploy'])], {
    cwd,
    env: variables,
    columns,
  });
  return terminal;
}

async function begin(given: Given = {}) {
  const { endpoint, hook } = await world(given);
  return { at: await start(endpoint, given), endpoint, hook };
}

/** Each question of the straight path with what is answered. */
const straight = (hook: string): readonly (readonly [question: string, answer: (at: Terminal) => Promise<void>])[] => [
  ['Which trail feeds', (at) => at.press('Enter')],
  ['Select the pipelines', (at) => at.press('Enter')],
  ['Select where alerts are sent', (at) => at.press('Space', 'Enter')],
  ['Slack webhook URL', (at) => typed(at, hook)],
  ['Who hears if the notifier itself fails', (at) => at.press('Enter')],
  ['Your own last sign-in', (at) => at.press('Enter')],
  ['Trusted networks', (at) => at.press('Enter')],
  ['Language of the alerts', (at) => at.press('Enter')],
  ['Time zone', (at) => at.press('Enter')],
  ['Business hours', (at) => typed(at, 'mon-fri 09:00-18:00')],
  ['Select the severities that wait', (at) => at.press('Enter')],
  ['Ask Identity Center', (at) => at.press('Enter')],
  ['Select the rules to use', (at) => at.press('Enter')],
  ['Estimate the alerts of these rules', (at) => at.press('Enter')],
  ['Exclude from sg-changed', (at) => at.press('Enter')],
];

async function typed(at: Terminal, text: string): Promise<void> {
  await at.type(text);
  await at.press('Enter');
}

/** Answers the first questions of the path. */
async function walk(at: Terminal, hook: string, count = Number.POSITIVE_INFINITY): Promise<void> {
  for (const [question, answer] of straight(hook).slice(0, count)) {
    await at.question(question);
    await answer(at);
  }
}

const settings = async () => parseSettings(await readFile(join(cwd, FILE), 'utf8'), FILE);

/** Proposals that come after those of the path are declined. */
async function finish(at: Terminal): Promise<number> {
  for (;;) {
    await at.text('');
    const screen = await at.screen();
    if (screen.includes('ended with status')) return at.end();
    if (/\n\? Exclude from [^\n]*\n(?:[^\n]*\n)*?❯ Yes/.test(screen.slice(screen.lastIndexOf('✔ '))))
      await at.press('Down', 'Enter');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe.skipIf(!hasTmux)('init in a terminal', () => {
  test('the straight path, at 80 columns and without colours', async () => {
    const { at, hook } = await begin({ trails: [OWN] });
    await walk(at, hook);
    expect(await finish(at)).toBe(0);
    const screen = await at.screen();
    expect(screen).not.toContain(PRIVATE);
    expect(screen).toContain('Account 111122223333 (acme)');
    expect(screen).toContain('Trail own: logging, all regions, log group trail, files in bucket bucket');
    expect(screen).toContain('Wrote login-watch.yaml.');
    expect(Math.max(...screen.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(await settings()).toMatchObject({
      trail: { use: 'existing', name: 'own' },
      pipelines: ['events', 'logs'],
      channels: [{ kind: 'slack', slack: { webhook: 'ssm:/login-watch/slack-webhook' } }],
      trusted: [{ cidr: '198.51.100.77' }],
      timezone: 'Asia/Tokyo',
      businessHours: { from: '09:00' },
    });
    expect(account?.parameters.get('/login-watch/slack-webhook')).toBe(hook);
  });

  test('going back, with the key, the entry and the word', async () => {
    const { at, hook } = await begin({ trails: [OWN] });
    await at.question('Which trail');
    await at.press('Enter');
    await at.question('Select the pipelines');
    await at.press('Escape');
    await at.question('Which trail');
    await at.press('Down', 'Enter');
    await at.question('Select the pipelines');
    await at.press('Enter');
    await at.question('Select where alerts');
    await at.press('Down', 'Down', 'Down', 'Down', 'Down', 'Down', 'Space', 'Enter');
    await at.question('Mail addresses');
    await typed(at, '<');
    await at.question('Select where alerts');
    // Mail is ticked from before: untick it, and tick Slack.
    await at.press('Space', 'Down', 'Down', 'Down', 'Down', 'Down', 'Down', 'Space', 'Enter');
    await at.question('Slack webhook');
    await typed(at, '<');
    await at.question('Select where alerts');
    await at.press('Enter');
    await at.question('Slack webhook');
    await typed(at, hook);
    await at.question('Who hears if the notifier itself fails');
    await at.press('Enter');
    await at.question('Your own last');
    await at.press('Down', 'Down', 'Enter');
    await at.question('Who hears if the notifier itself fails');
    await typed(at, '<');
    // The secret is stored by now, and found again.
    await at.question('A secret for Slack is stored');
    await at.press('Enter');
    await at.question('Who hears if the notifier itself fails');
    await at.press('Enter');
    await at.question('Your own last');
    await at.press('Down', 'Enter');
    await at.question('Trusted networks');
    for (const question of ['Language', 'Time zone', 'Business hours', 'Ask Identity Center']) {
      await at.press('Enter');
      await at.question(question);
    }
    await at.press('Enter');
    await at.question('Select the rules to use');
    await at.press('Enter');
    await at.question('Estimate the alerts of these rules');
    await at.press('Down', 'Enter');
    expect(await at.end()).toBe(0);
    expect(await settings()).toMatchObject({ trail: { use: 'new' }, trusted: [], channels: [{ kind: 'slack' }] });
  });

  test('a wrong webhook is told with the vendor’s answer, and the right one is stored', async () => {
    const replies = [
      { status: 404, body: 'no_service' },
      { status: 200, body: 'ok' },
    ];
    const { at, hook } = await begin({ trails: [OWN], replies });
    await walk(at, hook, 3);
    await at.question('Slack webhook');
    await typed(at, 'https://example.com/');
    await at.text('does not lead to Slack');
    for (let left = 0; left < 30; left += 1) await at.press('BSpace');
    await typed(at, `${hook}x`);
    await at.question('What do you want to do?');
    expect(await at.screen()).toContain('Slack answered 404 no_service');
    expect(account?.parameters.size).toBe(0);
    await at.press('Enter');
    await at.question('Slack webhook');
    await typed(at, hook);
    await at.question('Who hears if the notifier itself fails');
    expect(account?.parameters.get('/login-watch/slack-webhook')).toBe(hook);
    expect(await at.screen()).not.toContain(PRIVATE);
  });

  test.each([
    'DescribeTrails',
    'GetTrailStatus',
    'GetEventSelectors',
    'LookupEvents',
    'DescribeStacks',
    'GetParameter',
    'PutParameter',
    'ListRegions',
  ])('without the permission for %s that comes before any question', async (action) => {
    const denied = [action];
    const { at } = await begin({ trails: [OWN], denied });
    await at.question('A later step would fail without them.');
    expect(await at.screen()).toMatch(new RegExp(`Missing permissions: \\w+:${action}\\nAttach this policy`));
    denied.pop();
    await at.press('Enter');
    await at.question('Which trail');
  });

  test('stopping where permissions are missing says what to attach', async () => {
    const { at } = await begin({ denied: ['PutParameter'] });
    await at.question('A later step would fail');
    await at.press('Down', 'Down', 'Enter');
    expect(await at.end()).toBe(3);
    expect(await at.screen()).toContain('Attach the policy that `login-watch policy init` prints');
  });

  test('an organization’s trail: a new one is suggested, and with it logs can not be had', async () => {
    const { at } = await begin({ trails: [ORGANIZATION] });
    await at.question('Which trail');
    expect(await at.screen()).toContain('❯ Create a new trail\n  Reuse org\n');
    expect(await at.screen()).toContain('Trail org: logging, all regions, of the organization, owned by account');
    await at.press('Down', 'Enter');
    await at.question('Select the pipelines');
    await at.press('Enter');
    await at.text('it doesn’t write to a log group');
    await at.press('Down', 'Space', 'Enter');
    await at.question('Select where alerts are sent');
  });

  test('a second run asks what to change, and changes that', async () => {
    const text = `name: acme # ours
timezone: Asia/Tokyo
channels:
  - slack: { webhook: ssm:/acme/hook, from: high }
`;
    await writeFile(join(cwd, FILE), text);
    const { at } = await begin({ trails: [OWN], stacks: { 'acme-notifier': 'UPDATE_COMPLETE' } });
    await at.question('Select what to change.');
    expect(await at.screen()).toContain('Stack acme-notifier: UPDATE_COMPLETE\nSettings: login-watch.yaml\n');
    await at.press('Down', 'Down', 'Down', 'Down', 'Space', 'Enter');
    await at.question('Your own last');
    await at.press('Down', 'Enter');
    await at.question('Trusted networks');
    await typed(at, '203.0.113.0/24 Tokyo office');
    expect(await at.end()).toBe(0);
    const written = await readFile(join(cwd, FILE), 'utf8');
    expect(written.split('\n')).toEqual(expect.arrayContaining(text.split('\n')));
    const before = parseSettings(text, FILE);
    expect(await settings()).toEqual({ ...before, trusted: [{ cidr: '203.0.113.0/24', name: 'Tokyo office' }] });
  });

  test('stopped after the secret, the next run finds it', async () => {
    const { at, endpoint, hook } = await begin({ trails: [OWN] });
    await walk(at, hook, 4);
    await at.question('Who hears if the notifier itself fails');
    await at.press('C-c');
    expect(await at.end()).toBe(3);
    const next = await start(endpoint);
    await walk(next, hook, 3);
    await next.question('A secret for Slack is stored in /login-watch/slack-webhook');
    await next.press('Enter');
    await next.question('Who hears if the notifier itself fails');
    expect(vendor?.received).toHaveLength(2);
  });

  test.each(Array.from(straight('').entries()).map(([place, [question]]) => [question, place] as const))(
    'Ctrl-C at "%s" leaves nothing half done',
    async (question, place) => {
      const { at, hook } = await begin({ trails: [OWN] });
      await walk(at, hook, place);
      await at.question(question);
      await at.press('C-c');
      expect(await at.end()).toBe(3);
      expect(await at.screen()).toContain('Run `login-watch init` again to resume.');
      expect(await readdir(cwd)).toEqual([]);
    },
  );

  const BEFORE = ['--trail', 'new', '--pipelines', 'events'];
  const STORED = { '/login-watch/slack-webhook': 'https://example.com/' };
  const others: readonly (readonly [question: string, argv: readonly string[], given?: Given])[] = [
    ['Mail addresses', ['--channels', 'email']],
    ['Chatwork room number', ['--channels', 'chatwork']],
    ['Chatwork API token', ['--channels', 'chatwork', '--room', '123']],
    ['Teams Workflows URL', ['--channels', 'teams']],
    ['Discord webhook URL', ['--channels', 'discord']],
    ['Where is your PagerDuty account', ['--channels', 'pagerduty']],
    ['PagerDuty integration key', ['--channels', 'pagerduty', '--pagerduty', 'us']],
    ['Sign the requests', ['--channels', 'webhook']],
    ['Key that signs', ['--channels', 'webhook', '--sign', 'paste']],
    ['Webhook URL', ['--channels', 'webhook', '--sign', 'none']],
    ['A secret for Slack is stored', ['--channels', 'slack'], { parameters: STORED }],
    [
      'What do you want to do?',
      [...BEFORE, '--channels', 'slack', '--secret', 'slack=env:HOOK'],
      { replies: [{ status: 404 }] },
    ],
    ['A later step would fail', [], { denied: ['PutParameter'] }],
  ];
  test.each(others.map(([question, argv, given = {}]) => [question, argv, given] as const))(
    'Ctrl-C at "%s", which not everybody is asked, leaves nothing half done',
    async (question, argv, given) => {
      const hook = 'http://127.0.0.1:9/services/T0/B0/made-up';
      const { at } = await begin({ trails: [OWN], ...given, argv: [...BEFORE, ...argv], env: { HOOK: hook } });
      await at.question(question);
      await at.press('C-c');
      expect(await at.end()).toBe(3);
      expect(await readdir(cwd)).toEqual([]);
      expect([...(account?.parameters ?? [])]).toEqual(Object.entries(given.parameters ?? {}));
    },
  );

  test('Ctrl-C at what to change leaves the settings as they are', async () => {
    const text = 'name: acme # ours\n';
    await writeFile(join(cwd, FILE), text);
    const { at } = await begin({ trails: [OWN] });
    await at.question('Select what to change.');
    await at.press('C-c');
    expect(await at.end()).toBe(3);
    expect([await readFile(join(cwd, FILE), 'utf8'), await readdir(cwd)]).toEqual([text, [FILE]]);
  });

  test('Ctrl-C while the last days are read', async () => {
    const { at, hook } = await begin({ trails: [OWN] });
    await walk(at, hook, 14);
    await at.text('Reading the last 7 days');
    await at.press('C-c');
    expect(await at.end()).toBe(3);
    expect(await readdir(cwd)).toEqual([]);
  });

  test('in Japanese, by the locale', async () => {
    const { at, hook } = await begin({ trails: [OWN], env: { LC_ALL: 'ja_JP.UTF-8' } });
    await at.question('どの証跡を使いますか。');
    expect(await at.screen()).toContain('❯ own を使う\n  新しい証跡を作る\n');
    await at.press('Enter');
    await at.question('記録を届けるパイプライン');
    await at.press('Escape');
    await at.question('どの証跡');
    await at.press('Enter');
    await at.question('記録を');
    await at.press('Enter');
    await at.question('通知先を選んで');
    await at.press('Space', 'Enter');
    await at.question('SlackのWebhook URL');
    await typed(at, hook);
    await at.question('通知機能そのものの異常の連絡先');
    await at.press('C-c');
    await at.end();
    expect(await at.screen()).toContain('中断しました。');
  });

  test('with --plain nothing is redrawn', async () => {
    const { at, hook } = await begin({ trails: [OWN], argv: ['--plain'] });
    await at.question('Number (Enter alone means 1):');
    expect(await at.screen()).toContain('Which trail feeds the notifier?\n1: Reuse own. Suggested');
    await at.press('Enter');
    await at.question('Numbers, joined by commas, - = none (Enter alone means 1,2):');
    await typed(at, '0');
    await at.question('Number (');
    await at.press('Enter');
    await at.question('Numbers');
    await at.press('Enter');
    await at.text('7: E-mail');
    await typed(at, '1');
    await at.question('Slack webhook URL');
    await typed(at, hook);
    await at.text('Slack accepted the test message');
    await at.question('Who hears if the notifier itself fails');
    await at.press('Enter');
    await at.question('Number (Enter alone means 1):');
    const screen = await at.screen();
    expect(screen.match(/Your own last sign-in/g)).toHaveLength(1);
    expect(screen).not.toContain(PRIVATE);
    await at.press('C-c');
    expect(await at.end()).toBe(3);
  });
});
