import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { lookupEvents } from '../../../src/sources/event-history/lookup-events.ts';
import { type AwsAnswer, type AwsRequest, awsError, startAws } from '../../helpers/aws/aws-server.ts';
import { startHistory } from '../../helpers/aws/event-history.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost, NOW } from '../../helpers/host/fake-host.ts';
import { readingsOf } from '../../helpers/records/readings.ts';
import { ELSEWHERE, iamUser, signIn } from '../../helpers/records/records.ts';

const BOB = JSON.stringify(signIn({ by: iamUser('bob'), from: ELSEWHERE }));
const DAY = 86_400_000;

let cwd = '';
const environment = { ...process.env };
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});

const file = (name: string, content: string | Uint8Array) => writeFileSync(join(cwd, name), content);

/** Lines break at a width, and folders' names are as long as they are: the same text whatever they are. */
const unwrapped = (text: string) => text.replaceAll(/\s+/g, '');

async function replay(args: readonly string[], stdin = '') {
  // Time passes only by waiting: requests keep their pace, and no test does.
  let moment = NOW;
  const host = {
    ...fakeHost({ cwd, columns: 100, stdin, isTerminal: true, env: { LANG: 'ja_JP.UTF-8', CI: '1' } }),
    now: () => moment,
    sleep: async (ms: number) => {
      moment += ms;
    },
  };
  const exit = await run(['replay', ...args], host);
  return { exit, text: `${host.out()}${host.err()}`.replaceAll(cwd, '<>') };
}

/** All of CloudTrail and of the account's regions, as one answer makes them. */
async function ofAws(answer: (request: AwsRequest) => AwsAnswer | undefined, args: readonly string[] = []) {
  const server = await startAws(
    (request) =>
      answer(request) ?? {
        body: request.action === '/listRegions' ? { Regions: [{ RegionName: 'us-east-1' }] } : { Events: [] },
      },
  );
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: server.endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'us-east-1',
    HOME: cwd,
  });
  try {
    return await replay(args);
  } finally {
    await server.close();
  }
}

describe('files', () => {
  test.each<[name: string, content: string | Uint8Array, said: string]>([
    ['good', `${BOB}\n`, 'サインインを判定していません'],
    ['empty', '', '：空です'],
    ['words', 'hello\n', '：JSONではありません'],
    ['a CSV file', 'Event name,Event time\nx,y\n', '「JSONとしてダウンロード」を選んで'],
    ['a zip file', Buffer.from('504b0304140000000800', 'hex'), '：CloudTrailの記録を含まないアーカイブです'],
    ['binary', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), '：バイナリファイルです'],
    ['another JSON', '{"a":1}', 'CloudTrailの記録を含んでいません'],
    ['a digest', '{"digestS3Object":"x"}', 'CloudTrailのダイジェストファイルです'],
    ['cut short', `{"Records":[${BOB},{"eventID":"1`, '2件目の記録の途中で終わっています'],
    ['gzip cut short', gzipSync(BOB).subarray(0, 40), '途中で切れているため'],
    [
      'damaged lines',
      `${BOB}\n{"a": "x\n${BOB.replace('{', '{ ')}\nbye\n`,
      '読み取れない記録 1件：<>/trail の2行目：JSONが壊れています',
    ],
    ['other values', `${BOB}\n{"a":1}\n`, 'CloudTrailの記録ではないJSONの値が1個含まれています'],
    ['a notification', '{"eventName":"ObjectCreated:Put","eventSource":"aws:s3"}', '別のサービスの通知であり'],
    [
      'no record',
      `${BOB}\n{"eventSource":"x.amazonaws.com"}\n`,
      'eventName がないため、CloudTrailの記録ではありません',
    ],
  ])('%s', async (_, content, said) => {
    file('trail', content);
    const { text } = await replay([join(cwd, 'trail')]);
    expect(unwrapped(text)).toContain(unwrapped(said));
    expect(englishIn(text)).toEqual([]);
  });

  test('a missing one, an empty folder, a folder of others, and standard input', async () => {
    mkdirSync(join(cwd, 'empty'));
    mkdirSync(join(cwd, 'logs'));
    file('logs/README.md', '# Logs\n');
    file('logs/a.md', '# Logs\n');
    file('logs/b.json', BOB);
    const all = [
      await replay(['--file', join(cwd, 'missing')]),
      await replay([join(cwd, 'empty')]),
      await replay([join(cwd, 'logs')]),
      await replay(['-'], 'hello'),
    ];
    for (const [index, said] of [
      '<>/missing：存在しません',
      '<>/empty にファイルがありません',
      '2個のファイル（',
      '標準入力：JSONではありません',
    ].entries())
      expect(unwrapped(all[index]?.text ?? '')).toContain(unwrapped(said));
    expect(all.map(({ exit }) => exit)).toEqual([2, 2, 0, 2]);
    expect(all.flatMap(({ text }) => englishIn(text))).toEqual([]);
  });
});

test.each([
  [['--since', '2027-01-01'], '--since（2027-01-01T00:00:00Z）が未来の時刻です'],
  [['--since', '1h', '--until', '2h'], '--until'],
  [['--regions', 'tokyo'], '"tokyo" はリージョン名ではありません'],
  [['--rules', 'signin-nomfa'], 'というルールやテーマはありません'],
  [['--since', '2026-01-01', '--until', '2026-01-02', '--regions', 'us-east-1'], 'イベント履歴は過去90日分です'],
])('%j is refused', async (args, said) => {
  const { exit, text } = await replay(args);
  expect(exit).toBe(2);
  expect(unwrapped(text)).toContain(unwrapped(said));
  expect(englishIn(text)).toEqual([]);
});

describe('AWS', () => {
  test('nothing found, and what event history never holds', async () => {
    const { exit, text } = await ofAws(() => undefined, ['--rules', 'all', '--verbose']);
    expect(exit).toBe(0);
    expect(text).toContain('検出はありません。');
    expect(unwrapped(text)).toContain('イベント履歴に含まれるのは管理イベントだけです');
    expect(text).toContain('リージョン：us-east-1');
    expect(englishIn(text)).toEqual([]);
  });

  test.each([
    ['AccessDeniedException', '権限がありません'],
    ['ExpiredTokenException', '有効期限が切れている'],
  ])('%s', async (type, said) => {
    const { exit, text } = await ofAws(() => awsError(400, type));
    expect(exit).toBe(3);
    expect(unwrapped(text)).toContain(unwrapped(said));
    expect(englishIn(text)).toEqual([]);
  });

  test('regions that can not be listed', async () => {
    const { text } = await ofAws(({ action }) =>
      action === '/listRegions' ? awsError(403, 'AccessDeniedException') : undefined,
    );
    expect(unwrapped(text)).toContain('既定で有効ではないリージョンは確認していません');
    expect(englishIn(text)).toEqual([]);
  });

  test('throttling in the middle, and in all regions', async () => {
    const minutes = Array.from({ length: 120 }, (_, n) => ({ id: `e${n}`, time: NOW - n * 60_000 }));
    const history = await startHistory({
      events: { 'us-east-1': minutes },
      refuse: (_, n) => (n > 1 ? awsError(400, 'ThrottlingException') : undefined),
    });
    const options = { aws: history.aws, clock: history.clock, queries: [{ attribute: null }], random: () => 0.5 };
    const span = { from: NOW - DAY, to: NOW };
    const readings = await readingsOf(lookupEvents({ ...options, ...span, regions: ['us-east-1'] }));
    const reasons = readings.flatMap((reading) => (reading.kind === 'not-covered' ? [reading.reason.ja] : []));
    expect(reasons).toContainEqual(expect.stringMatching(/^1ページ目まで.*スロットリングで制限され続けています$/));
    const regions = ['us-east-1', 'eu-west-1'];
    const refused = await readingsOf(lookupEvents({ ...options, ...span, regions })).catch((error) => error);
    expect(refused.said('ja')).toContain('2個のリージョンすべて の cloudtrail:LookupEvents');
    expect(englishIn(reasons.join('\n'))).toEqual([]);
    await history.close();
  });
});
