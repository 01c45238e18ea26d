/** Deploying and proving in Japanese: nothing of what is said stays English, but AWS's own words. */
import { CloudWatchLogsClient, PutSubscriptionFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from 'vitest';
import { PROOF_WORDS } from '../../../src/messages/operate/proof.ts';
import { DEPLOY_WORDS } from '../../../src/messages/set-up/deploy.ts';
import { REFUSAL_WORDS } from '../../../src/messages/set-up/refusals.ts';
import { hopLine } from '../../../src/render/hops.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { type Live, live } from '../../helpers/notifier/live.ts';

const SETTINGS = `name: acme
language: ja
timezone: Asia/Tokyo
pipelines: [events, logs]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
`;
const MAIL = '  - email: { to: [ops@example.com] }\n';
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:acme-mail';

const READS = { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true };

function addTrail({ s3, logs, cloudtrail }: Live, parts: Readonly<Record<string, string | boolean>> = {}): void {
  s3.create('main-trail');
  logs.create('main-logs');
  const trail = {
    Name: 'main',
    S3BucketName: 'main-trail',
    IsMultiRegionTrail: true,
    CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:main-logs:*',
    ...parts,
  };
  cloudtrail.add(trail, { selectors: { EventSelectors: [READS] } });
}

/** What came out in Japanese, and how the run ended. */
async function japanese(account: Live, ...argv: readonly string[]) {
  const { exit, out, err } = await account.run(...argv);
  expect({ argv, english: englishIn(out + err) }).toEqual({ argv, english: [] });
  return { exit, out, err };
}

/** Lines are broken between any two Japanese characters, and where a space was, too: to compare, without all of them. */
const unwrapped = (text: string) => text.replaceAll(/\s/g, '');

test('from a plan to a proof', async () => {
  const account = await live({ regions: ['us-east-1', 'eu-north-1'] });
  await account.settings(SETTINGS + MAIL);
  const refused = await japanese(account, 'deploy');
  expect(refused).toMatchObject({ exit: 2, err: expect.stringContaining('確認できる端末ではありません') });
  const plan = await japanese(account, 'deploy', '--plan');
  expect(plan).toMatchObject({ exit: 1, out: expect.stringContaining('スタック acme-notifier を作成：') });
  const deployed = await japanese(account, 'deploy', '--yes');
  expect(deployed).toMatchObject({ exit: 0, err: expect.stringContaining('us-east-1 にデプロイしました。') });
  expect(deployed.out).toMatch(/\n合計：リソース\d+件、約\d+分。\n$/);
  expect(deployed.err).toContain('`login-watch confirm-email` で確認してください');
  expect(deployed.err).toMatch(/元に戻すとき：login-watch destroy\n\n通知は届く状態です（補足1件）。\n$/);
  expect(englishIn(deployed.err)).toEqual([]);

  const unconfirmed = await japanese(account, 'test', '--deployed');
  expect(unconfirmed.out).toMatch(
    /通知が届くことを確認しました（補足1件）。メールは、アドレスを確認するまで届きません。.*\n$/,
  );
  expect(unconfirmed).toMatchObject({ exit: 1, out: expect.stringMatching(/events\s+関数\s+成功/) });
  expect(unconfirmed.out).toContain('ops@example.com は未確認');
  for (const { token } of account.sns.subscriptions(TOPIC)) account.sns.confirm(TOPIC, token);
  expect(await japanese(account, 'test', '--deployed')).toMatchObject({ exit: 0 });

  const again = await japanese(account, 'deploy', '--yes');
  expect(again).toMatchObject({ exit: 0, err: expect.stringContaining('変更はありません。') });
  expect(again.err).toMatch(/\n通知は届く状態です。\n$/);
});

test('programs and whoever asks for English get English', async () => {
  const account = await live();
  await account.settings(SETTINGS);
  const deployed = await account.run('deploy', '--yes', '--language', 'en');
  expect(deployed).toMatchObject({ exit: 0, err: expect.stringContaining('Deployed to us-east-1.') });
  expect(deployed.out).toContain('No one hears if the notifier itself fails');
  expect(englishIn(deployed.out)).toEqual(expect.arrayContaining(['itself fails', 'is created']));
  const json = await account.run('test', '--deployed', '--format', 'json');
  expect(JSON.parse(json.out)[0]).toMatchObject({ step: 'function', detail: 'found 1 record' });
  // The words of a run are not the settings: nothing changes by them.
  expect(await account.run('deploy', '--plan', '--language', 'ja')).toMatchObject({ exit: 0 });
});

describe('good to know', () => {
  test('of a trail and its bucket, of stacks that go, and of what stays', async () => {
    const account = await live();
    addTrail(account);
    await account.settings(SETTINGS.replace('[events, logs]', '[logs, alarms]'));
    await account.run('deploy', '--yes');
    await account.settings(
      SETTINGS.replace('[events, logs]', '[s3]').replace('{ use: new }', '{ use: existing, name: main }'),
    );
    const out = unwrapped((await japanese(account, 'deploy', '--plan')).out);
    expect(out).toContain(unwrapped('us-east-1 のスタック acme-alarms（パイプライン alarms を使わないため）'));
    expect(out).toContain(unwrapped('バケット main-trail がオブジェクトのイベントをEventBridgeにも送る'));
    expect(out).toContain(unwrapped('health もメールの通知先もない'));
    expect(out).toContain(unwrapped('証跡 main は読み取りイベントを記録していない'));
    expect(out).toContain(unwrapped('パイプライン events でのみ届きます'));
    expect(out).toContain(unwrapped('スタック acme-trail の証跡は main とは別に記録を続け'));

    await account.settings(SETTINGS.replace('name: acme', 'name: other').replace(/channels:.*/s, ''));
    const other = unwrapped((await japanese(account, 'deploy', '--plan')).out);
    expect(other).toContain(unwrapped('acme という名前の通知機能もデプロイされています'));
    expect(other).toContain(unwrapped('通知先が設定されていません'));
  });

  test('of regions that nobody may ask for, and that don’t answer', async () => {
    const refused = { status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' }, body: '{"message":"no"}' };
    const account = await live({ trouble: (service) => (service === 'account' ? refused : undefined) });
    await account.settings(SETTINGS);
    const { out } = await japanese(account, 'deploy', '--plan');
    expect(unwrapped(out)).toContain(unwrapped('どのアカウントでも有効なリージョンだけに forwarder を作成'));

    const denied = { code: 'AccessDenied', message: 'no' };
    const blind = await live({
      regions: ['us-east-1', 'eu-north-1'],
      stacks: { refuse: ({ region }) => (region === 'eu-north-1' ? denied : undefined) },
    });
    await blind.settings(SETTINGS.replace('[events, logs]', '[logs]'));
    const seen = await japanese(blind, 'deploy', '--plan');
    expect(unwrapped(seen.out)).toContain(unwrapped('eu-north-1 に forwarder が残っているかどうか'));
  });
});

describe('a trail that does not do', () => {
  const existing = SETTINGS.replace('{ use: new }', '{ use: existing, name: main }');
  test.each<[string, Readonly<Record<string, string | boolean>> | undefined, string]>([
    ['is not there', undefined, 'us-east-1 を記録する証跡 main がありません'],
    ['records one region', { IsMultiRegionTrail: false }, 'main: us-east-1 しか記録せず'],
    ['has no log group', { CloudWatchLogsLogGroupArn: '' }, 'パイプライン logs に必要なロググループに書き込んでいない'],
  ])('because it %s', async (_, parts, why) => {
    const account = await live();
    if (parts !== undefined) addTrail(account, parts);
    await account.settings(existing);
    const { exit, err } = await japanese(account, 'deploy', '--yes');
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining(why) });
    expect(err).toContain('新しい証跡を作成します');
  });
});

describe('a refusal', () => {
  const existing = SETTINGS.replace('{ use: new }', '{ use: existing, name: main }');
  const filter = (account: Live, name: string) =>
    new CloudWatchLogsClient({ endpoint: account.endpoint, region: 'us-east-1' }).send(
      new PutSubscriptionFilterCommand({
        logGroupName: 'main-logs',
        filterName: name,
        filterPattern: '',
        destinationArn: 'arn:aws:lambda:us-east-1:111122223333:function:siem',
      }),
    );
  const cases: readonly (readonly [what: string, settings: string, make: (account: Live) => unknown, why: string])[] = [
    ['a secret of this machine', SETTINGS.replace('ssm:/acme/slack-webhook', 'env:SLACK'), () => {}, '環境変数 SLACK'],
    [
      'a name that others have',
      SETTINGS,
      ({ sqs }) => sqs.create('acme-outbox.fifo', { FifoQueue: 'true' }),
      'SQS::Queue acme-outbox.fifo（us-east-1）',
    ],
    ['a filter of our name', existing, (account) => filter(account, 'acme-1'), '同じ名前で送信先の異なる'],
    ['no room for filters', existing, (account) => filter(account, 'siem'), '2個必要ですが、既に1個'],
  ];
  test.each(cases)(
    'for %s',
    async (_, settings, make, why) => {
      const account = await live();
      addTrail(account);
      await make(account);
      await account.settings(settings);
      const { exit, err } = await japanese(account, 'deploy', '--yes');
      expect({ exit, err: unwrapped(err) }).toEqual({
        exit: expect.any(Number),
        err: expect.stringContaining(unwrapped(why)),
      });
      expect(exit).toBeGreaterThan(1);
    },
    30_000,
  );

  test('for stacks and templates', () => {
    const words = REFUSAL_WORDS.ja;
    const refusals = [
      words.foreignStack('acme-notifier', 'us-east-1'),
      words.foreignForwarder('acme-forwarder', 'eu-west-1', 'ap-northeast-1'),
      words.bucketElsewhere('main-trail', 'eu-west-1', true),
      words.bucketElsewhere('main-trail', 'eu-west-1', false),
      words.bucketOfAnother('main-trail', '444455556666'),
      words.topicElsewhere('trail-files', 'eu-west-1', 'us-east-1'),
      words.templateTooLarge('acme-notifier', 1_234_567, 1_048_576),
    ];
    expect(refusals.flatMap(({ message, hint }) => englishIn(`${message}\n${hint}`))).toEqual([]);
  });
});

describe('a proof that fails', () => {
  const deployed = async (options: Parameters<typeof live>[0] = {}): Promise<Live> => {
    const account = await live(options);
    await account.settings(SETTINGS.replace('[events, logs]', '[logs]'));
    await account.run('deploy', '--yes');
    return account;
  };

  test('because nothing arrives', async () => {
    const account = await deployed();
    account.sqs.queue('acme-outbox.fifo').settings.set('DelaySeconds', '900');
    const { exit, out } = await japanese(account, 'test', '--deployed');
    expect([exit, out]).toEqual([1, expect.stringContaining('60秒以内に届きませんでした')]);
  });

  test('because a channel refuses: what it said, and what to do', async () => {
    const account = await deployed();
    account.slack.answer({ status: 404, body: 'no_service' });
    const { exit, out } = await account.run('test', '--deployed');
    expect(exit).toBe(1);
    expect(unwrapped(out)).toContain(unwrapped('`login-watch test` を実行すると'));
  });

  test('because the function fails, in its own words', async () => {
    const no = { status: 403, headers: { 'x-amzn-query-error': 'AccessDenied;Sender' }, body: '{"message":"no"}' };
    const account = await deployed({
      trouble: (service, action) => (service === 'sqs' && action === 'SendMessage' ? no : undefined),
    });
    const { exit, out } = await account.run('test', '--deployed');
    expect([exit, out]).toEqual([1, expect.stringContaining('関数のエラー：')]);
    expect(unwrapped(out)).toContain(unwrapped('詳細はロググループを確認してください'));
  });
});

test('a region that fails: AWS’s own reason, what has become of it, and what to do', async () => {
  const failures = { ForwardRule1: { reason: 'LimitReached' } };
  const account = await live({ regions: ['us-east-1', 'eu-north-1'], stacks: { failures } });
  await account.settings(SETTINGS);
  const { exit, err } = await japanese(account, 'deploy', '--yes');
  expect(exit).toBe(3);
  const told =
    'eu-north-1 のスタック acme-forwarder を作成できませんでした：ForwardRule1 (AWS::Events::Rule): LimitReached。';
  expect(err).toContain(`一部は完了していません：\n  ${told}作成済みのものはCloudFormationが削除しました。\n`);
  expect(err).toContain('理由に書かれている原因を取り除き');
});

test('a stack that others work on, and what an attempt before left behind', async () => {
  const account = await live();
  await account.settings(SETTINGS);
  await account.run('deploy', '--yes');
  const stackOf = (name: string) => {
    const stack = account.cloudformation.stacks.find((one) => one.name === name);
    if (stack === undefined) throw new Error(`no stack ${name}`);
    return stack;
  };
  const notifier = stackOf('acme-notifier');
  notifier.status = 'UPDATE_IN_PROGRESS';
  notifier.work = (async function* () {
    for (let step = 0; step < 10; step += 1) yield;
    notifier.status = 'UPDATE_COMPLETE';
  })();
  const { err } = await japanese(account, 'deploy', '--plan');
  expect(err).toContain('us-east-1 のスタック acme-notifier は処理中です（UPDATE_IN_PROGRESS、');
  stackOf('acme-artifacts').status = 'ROLLBACK_COMPLETE';
  expect((await account.run('deploy', '--plan')).err).toContain('スタック acme-artifacts は以前失敗したときの残り');
});

test('what is under way', () => {
  const resource = { stack: 'acme-notifier', region: 'us-east-1', finished: 3, logicalId: 'Table', status: 'CREATE' };
  expect(DEPLOY_WORDS.ja.progress(resource)).toBe('us-east-1 の acme-notifier：3件完了、Table CREATE');
  const hop = { pipeline: 'logs', step: 'function', outcome: 'ok' } as const;
  expect(hopLine(hop, PROOF_WORDS.ja)).toBe('logs: 関数 成功');
  expect(hopLine({ ...hop, step: 'slack ops', outcome: 'failed' }, PROOF_WORDS.ja)).toBe('logs: slack ops 失敗');
  expect(hopLine(hop, PROOF_WORDS.en)).toBe('logs: function ok');
});
