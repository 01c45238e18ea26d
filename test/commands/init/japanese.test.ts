/** The interview of `init` in Japanese, at a terminal: whatever goes wrong on the way, no English sentence is on the screen. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { parseSettings } from '../../../src/settings/parse.ts';
import { strictlyEnglishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { KEY, type Line, playing } from '../../helpers/host/keys.ts';
import { relayTo } from '../../helpers/host/relay.ts';
import { type Reply, serve } from '../../helpers/host/server.ts';
import { type InitAccountOptions, startInitAccount } from '../../helpers/notifier/init-account.ts';
import { live } from '../../helpers/notifier/live.ts';

const CLEAR = '\u0015';
const ENTER = KEY.enter;
const PATH = ['services', 'T0000', 'B0000', 'hush-hush'].join('/');
const OWN = { name: 'own', logGroup: 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*' };

let cwd = '';
let endpoint: string | undefined;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'login-watch-init-'));
  endpoint = process.env['AWS_ENDPOINT_URL'];
});
afterEach(async () => {
  if (endpoint === undefined) delete process.env['AWS_ENDPOINT_URL'];
  else process.env['AWS_ENDPOINT_URL'] = endpoint;
  await rm(cwd, { recursive: true, force: true });
});

/** What is on the screen after a person with a Japanese locale has played, and the English on it. */
async function play(argv: readonly string[], lines: readonly Line[], folder = cwd) {
  const env = { LANG: 'ja_JP.UTF-8', TZ: 'Asia/Tokyo' };
  const fake = fakeHost({ cwd: folder, isTerminal: true, columns: 100, env, sleep: (ms) => delay(Math.min(ms, 50)) });
  const { host, played } = playing(fake, lines);
  const [exit] = await Promise.all([run(['init', ...argv], { ...host, now: Date.now }), played]);
  const screen = stripVTControlCharacters(fake.out() + fake.err());
  expect(screen).not.toContain('hush-hush');
  return { exit, screen, english: strictlyEnglishIn(screen) };
}

async function accountWith(options: InitAccountOptions) {
  const account = await startInitAccount({ trails: [OWN], ...options });
  onTestFinished(() => account.close());
  process.env['AWS_ENDPOINT_URL'] = account.endpoint;
  return account;
}

async function vendor(...replies: readonly Reply[]): Promise<string> {
  const slack = await serve(...replies);
  onTestFinished(() => slack.close());
  return `${slack.url}/${PATH}`;
}

/** From the first question to the webhook's. */
const BEFORE: readonly Line[] = [
  ['どの証跡を使いますか。', ENTER],
  ['パイプラインを選んでください', ENTER],
  ['通知先を選んでください', KEY.space, ENTER],
];
/** Asked where the account knows it. */
const OWN_ADDRESS = 'あなたの直近のサインイン元';
/** From the webhook's answer to the end. */
const AFTER: readonly Line[] = [
  ['通知機能そのものの異常の連絡先', ENTER],
  [OWN_ADDRESS, KEY.down, ENTER],
  ['信頼するネットワーク（', ENTER],
  ['通知の言語', ENTER],
  ['タイムゾーン', ENTER],
  ['営業時間（', ENTER],
  ['問い合わせますか', ENTER],
  ['使うルールを選んで', ENTER],
  ['試算しますか', KEY.down, ENTER],
];
/** What is typed where a channel of a kind is asked about: what it isn't, then Ctrl-C. */
const WRONG: Readonly<Record<string, readonly Line[]>> = {
  telegram: [],
  chatwork: [
    ['ルーム番号（', 'office', ENTER],
    ['ルーム番号ではありません', CLEAR, '123', ENTER],
    ['APIトークン', 'two words', ENTER],
    ['APIトークンの形ではありません', KEY.stop],
  ],
  teams: [
    ['ワークフローURL', `https://hooks.slack.com/${PATH}`, ENTER],
    ['Slack', KEY.stop],
  ],
  discord: [
    ['Discord', `https://hooks.slack.com/${PATH}`, ENTER],
    ['Slack', KEY.stop],
  ],
  pagerduty: [
    ['サービスリージョンは', ENTER],
    ['インテグレーションキー（', `https://hooks.slack.com/${PATH}`, ENTER],
    ['APIトークンやキーではなく、SlackのWebhook', CLEAR, 'nonsense', ENTER],
    ['英数字32文字', KEY.stop],
  ],
  webhook: [
    ['署名しますか', ENTER],
    ['WebhookのURL', 'http://example.com/', ENTER],
    ['https', KEY.stop],
  ],
  email: [
    ['メールアドレス（', 'nonsense', ENTER],
    ['nonsense はメールアドレスではありません', KEY.stop],
  ],
};
const retyped = (problem: string, next: string): Line => [problem, CLEAR, next, ENTER];

describe('init in Japanese', () => {
  test('going back, wrong webhooks, addresses, a name that holds one, zones and hours', async () => {
    await accountWith({});
    const hook = await vendor({ status: 404, body: 'no_service' }, { status: 200, body: 'ok' });
    const { exit, screen, english } = await play(
      ['--no-deploy'],
      [
        ['どの証跡を使いますか。', ENTER],
        ['パイプラインを選んでください', KEY.escape],
        ...BEFORE,
        ['SlackのWebhook URL', 'https://example.com/', ENTER],
        retyped('SlackのURLではありません', 'https://discord.com/api/webhooks/1/x'),
        retyped('Discord', 'https://prod-01.japaneast.logic.azure.com/workflows/x'),
        retyped('Teams', hook),
        ['どうしますか。', ENTER],
        ['SlackのWebhook URL', hook, ENTER],
        ['通知機能そのものの異常の連絡先', ENTER],
        ['あなたの直近のサインイン元', KEY.down, ENTER],
        ['信頼するネットワーク（', '203.0.113.0/24 Tokyo 198.51.100.7', ENTER],
        retyped('名前に 198.51.100.7 が含まれています', '203.0.113.999'),
        retyped('アドレスでもCIDRブロックでもありません', '0.0.0.0/0'),
        retyped('16分の1を超えています', '203.0.113.0/24 HQ'),
        ['通知の言語', ENTER],
        ['タイムゾーン', CLEAR, 'Mars/Base', ENTER],
        retyped('タイムゾーンではありません', 'Asia/Tokyo'),
        ['営業時間（', CLEAR, 'always', ENTER],
        retyped('のように入力するか', '-'),
        ['問い合わせますか', KEY.down, ENTER],
        ['使うルールを選んで', ENTER],
        ['試算しますか', ENTER],
        ['除外：', KEY.down, KEY.down, ENTER],
      ],
    );
    expect({ exit, english }).toEqual({ exit: EXIT.done, english: [] });
    expect(screen).toContain('404 no_service');
    const settings = parseSettings(await readFile(join(cwd, 'login-watch.yaml'), 'utf8'), 'a');
    expect(settings).toMatchObject({ trusted: [{ cidr: '203.0.113.0/24', name: 'HQ' }], timezone: 'Asia/Tokyo' });
  });

  test('a permission that is missing: asked again, gone on without, and refused', async () => {
    await accountWith({ denied: ['PutParameter'] });
    const hook = await vendor({ status: 200, body: 'ok' });
    const missing = 'このままでは途中で失敗します。';
    const { exit, screen, english } = await play(
      ['--no-deploy'],
      [
        [missing, ENTER],
        ['権限を確認しています'],
        [missing, KEY.down, ENTER],
        ...BEFORE,
        ['SlackのWebhook URL', hook, ENTER],
      ],
    );
    expect({ exit, english }).toEqual({ exit: EXIT.refused, english: [] });
    expect(screen).toContain('不足している権限：ssm:PutParameter');
  });

  test('a channel that there isn’t, and each of the others', async () => {
    await accountWith({});
    for (const [kind, wrong] of Object.entries(WRONG)) {
      const argv = ['--no-deploy', '--trail', 'own', '--pipelines', 'events', '--channels', kind];
      const { english, screen } = await play(argv, wrong);
      expect.soft({ kind, english, screen }).toEqual({ kind, english: [], screen: expect.stringMatching(/[ぁ-ん]/) });
    }
  });

  test('the network lost on the way', async () => {
    const account = await accountWith({});
    const relay = await relayTo(account.endpoint);
    onTestFinished(() => relay.close());
    process.env['AWS_ENDPOINT_URL'] = relay.url;
    const slack = createServer((_, response) => {
      relay.cut();
      response.end('ok');
    });
    await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void slack.close());
    const address = slack.address();
    const hook = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/${PATH}`;
    const { exit, screen, english } = await play(['--no-deploy'], [...BEFORE, ['SlackのWebhook URL', hook, ENTER]]);
    expect({ exit, english }).toEqual({ exit: EXIT.refused, english: [] });
    expect(screen).toMatch(/接続できません|届きません/);
  });

  test('to the end: what is deployed, and its proof', async () => {
    const account = await live({ regions: ['us-east-1', 'eu-north-1'], pace: 10 });
    const { exit, english, screen } = await play(
      [],
      [
        ...BEFORE,
        ['SlackのWebhook URL', account.webhook, ENTER],
        ...AFTER.filter(([question]) => question !== OWN_ADDRESS),
        ['このとおりデプロイしますか。', ENTER],
      ],
      account.cwd,
    );
    expect({ exit, english, screen }).toEqual({ exit: EXIT.done, english: [], screen });
    expect(screen).toContain('通知が届くことを確認しました');
  });
});
