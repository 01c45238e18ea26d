/** `test --deployed` says "you will be told" only where people would be. */
import { describe, expect, test } from 'vitest';
import { englishIn } from '../../helpers/host/english.ts';
import { type Live, live } from '../../helpers/notifier/live.ts';

const SETTINGS = `name: acme
language: en
timezone: UTC
pipelines: [s3]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
`;
const BUCKET = 'acme-artifacts-111122223333';

async function deployed(settings = SETTINGS, options: Parameters<typeof live>[0] = {}): Promise<Live> {
  const account = await live(options);
  await account.settings(settings);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  return account;
}

interface ShownHop {
  readonly pipeline: string;
  readonly step: string;
  readonly outcome: string;
  readonly detail: string;
}

async function proven(account: Live): Promise<{ exit: number; hops: readonly ShownHop[]; failed: readonly string[] }> {
  const { exit, out, err } = await account.run('test', '--deployed', '--format', 'json');
  if (out === '') throw new Error(err);
  const hops: readonly ShownHop[] = JSON.parse(out);
  return { exit, hops, failed: hops.filter(({ outcome }) => outcome !== 'ok').map(({ detail }) => detail) };
}

/** Nothing of a test stays where an alarm would tell of it, or somebody would send it again. */
function expectNothingLeft({ s3, sqs }: Live): void {
  expect(s3.keys(BUCKET).filter((key) => key.startsWith('test/'))).toEqual([]);
  for (const queue of ['acme-dead', 'acme-outbox-dead.fifo']) expect(sqs.messages(queue)).toEqual([]);
}

test('a webhook that is gone fails its hop, with what to do, and nothing stays', async () => {
  const account = await deployed();
  account.slack.answer({ status: 404, body: 'no_service' });
  const { exit, failed } = await proven(account);
  expect(exit).toBe(1);
  expect(failed).toEqual([expect.stringContaining('login-watch test')]);
  expect(failed[0]).toMatch(/404|no_service|webhook/i);
  expectNothingLeft(account);
  account.slack.answer({ status: 200, body: 'ok' });
  expect(await proven(account)).toMatchObject({ exit: 0, failed: [] });
  const { out, err } = await account.run('test', '--deployed');
  expect(out).toMatch(/\n\nYou will be alerted\.\n$/);
  // The test begins at the file: what S3 does with the trail's own files isn't part of it.
  expect(err).toContain('S3 needs about five minutes until EventBridge gets the events');
  const japanese = (await account.run('test', '--deployed', '--language', 'ja')).out;
  expect([englishIn(japanese), japanese.endsWith('\n\n通知が届くことを確認しました。\n')]).toEqual([[], true]);
  account.slack.answer({ status: 404, body: 'no_service' });
  const failing = (await account.run('test', '--deployed', '--language', 'ja')).out;
  // The function wrote down Slack's answer in both languages.
  expect([englishIn(failing), /\n\n失敗した段階があり、.*\n$/.test(failing)]).toEqual([[], true]);
});

test('a channel that is down for longer than anybody waits fails; what it said is told', async () => {
  const account = await deployed();
  account.slack.answer({ status: 503, body: 'down' });
  const { exit, failed } = await proven(account);
  expect(exit).toBe(1);
  expect(failed).toEqual([expect.stringContaining('503')]);
  expectNothingLeft(account);
});

test('a secret that is not there fails its hop by its name, and its value is never told', async () => {
  const account = await deployed(SETTINGS.replace('/acme/slack-webhook', '/acme/other'));
  const { exit, failed } = await proven(account);
  expect(exit).toBe(1);
  expect(failed).toEqual([expect.stringContaining('/acme/other')]);
  account.slack.answer({ status: 403, body: 'invalid_token' });
  account.ssm.put('/acme/other', [account.slack.url, 'services', 'T0', 'B0', 'wrong-secret'].join('/'));
  expect(JSON.stringify(await proven(account))).not.toContain('wrong-secret');
});

test('mail that nobody confirmed reaches nobody', async () => {
  const account = await deployed(`${SETTINGS}  - email: { to: [ops@example.com, sec@example.com] }\n`);
  expect(await proven(account)).toMatchObject({
    exit: 1,
    failed: [expect.stringMatching(/ops@example\.com, sec@example\.com did not confirm.*confirm-email/)],
  });
  const topic = 'arn:aws:sns:us-east-1:111122223333:acme-mail';
  for (const { token } of account.sns.subscriptions(topic)) account.sns.confirm(topic, token);
  expect(await proven(account)).toMatchObject({ exit: 0, failed: [] });
});

test('a message that never arrives fails after a minute', async () => {
  const account = await deployed();
  account.sqs.queue('acme-outbox.fifo').settings.set('DelaySeconds', '900');
  const { exit, failed } = await proven(account);
  expect({ exit, failed }).toEqual({
    exit: 1,
    failed: [expect.stringMatching(/did not arrive within 60 s.*login-watch status/)],
  });
});

describe('a function that fails', () => {
  test('tells its own error; the test’s file is taken away all the same', async () => {
    const account = await deployed(SETTINGS, {
      trouble: (service, action) =>
        service === 'sqs' && action === 'SendMessage'
          ? {
              status: 403,
              headers: { 'x-amzn-query-error': 'AccessDenied;Sender' },
              body: '{"__type":"AccessDenied","message":"no"}',
            }
          : undefined,
    });
    const { exit, hops } = await proven(account);
    expect(exit).toBe(1);
    expect(hops).toEqual([
      expect.objectContaining({
        step: 'function',
        outcome: 'failed',
        detail: expect.stringContaining('Its log group says more'),
      }),
    ]);
    expect(hops[0]?.detail).not.toContain('undefined');
    expect(account.s3.keys(BUCKET).filter((key) => key.startsWith('test/'))).toEqual([]);
  });

  test('that may not be called is told once, and leaves no file', async () => {
    const account = await deployed(SETTINGS, {
      trouble: (service, action) =>
        service === 'lambda' && action === 'Invoke'
          ? { status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' }, body: '{"Message":"no"}' }
          : undefined,
    });
    const { exit, out, err } = await account.run('test', '--deployed');
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(err).toContain('Not allowed to call lambda:InvokeFunction');
    expect(err).toContain('login-watch policy test');
    expect(account.s3.keys(BUCKET).filter((key) => key.startsWith('test/'))).toEqual([]);
  });
});

test('where nothing is deployed that is what is said', async () => {
  const account = await live();
  await account.settings(SETTINGS);
  const { exit, err } = await account.run('test', '--deployed');
  expect({ exit, err }).toMatchObject({ exit: 2, err: expect.stringContaining('No notifier is deployed') });
});

test('Ctrl-C is no proof and no failure of a channel', async () => {
  const account = await deployed();
  account.slack.answer({ status: 503, body: 'down' });
  const controller = new AbortController();
  const sleep = async () => controller.abort();
  const { exit, out, err } = await account.runIn({ signal: controller.signal, sleep }, 'test', '--deployed');
  expect({ exit, out }).toEqual({ exit: 3, out: '' });
  expect(err).toContain('Stopped before all messages of the test had arrived');
  expect(account.s3.keys(BUCKET).filter((key) => key.startsWith('test/'))).toEqual([]);
});
