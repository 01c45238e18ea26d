import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { awsError, startAws } from '../../helpers/aws/aws-server.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { type Reply, type Server, serve } from '../../helpers/host/server.ts';
import { ELSEWHERE, signIn } from '../../helpers/records/records.ts';

let cwd = '';
let slack: Server | undefined;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(cwd, { recursive: true });
  await slack?.close();
  slack = undefined;
});

const TRAIL = JSON.stringify({ Records: [signIn({ from: ELSEWHERE })] });

async function replay(reply: Reply, args: readonly string[], env?: Record<string, string>, stdin = TRAIL) {
  slack = await serve(reply);
  const webhook = { LOGIN_WATCH_SLACK_WEBHOOK_URL: `${slack.url}/services/T0/B0/x` };
  const host = fakeHost({ cwd, stdin, env: env ?? webhook });
  const exit = await run(['replay', '--file', '-', '--format', 'ndjson', ...args], host);
  return { exit, stdout: host.out(), stderr: host.err(), sent: slack.received.map(({ body }) => JSON.parse(body)) };
}
const OK: Reply = { status: 200, body: 'ok' };

test('what was found is shown, and sent', async () => {
  const { exit, stdout, stderr, sent } = await replay(OK, ['--notify', 'slack', '--yes']);
  expect([exit, stdout.split('\n').length, sent.length]).toEqual([EXIT.done, 3, 1]);
  expect(JSON.stringify(sent)).toContain('alice');
  expect(stderr).toMatch(/slack +sent +200 ok/);
  expect(stderr).not.toContain('services');
});

test('a channel has its own language, whatever the table is in', async () => {
  const channel = '  - slack: { webhook: env:LOGIN_WATCH_SLACK_WEBHOOK_URL, language: ja }\n';
  writeFileSync(join(cwd, 'login-watch.yaml'), `channels:\n${channel}`);
  const { stdout, sent } = await replay(OK, ['--notify', 'slack', '--yes', '--format', 'table']);
  expect(stdout).toContain('alice signed in to the console');
  expect(JSON.stringify(sent)).toContain('alice が');
});

test('nothing found is nothing sent', async () => {
  const quiet = JSON.stringify({ Records: [] });
  const { exit, stderr, sent } = await replay(OK, ['--notify', 'slack', '--yes'], undefined, quiet);
  expect([exit, stderr, sent]).toEqual([EXIT.done, 'Nothing to send.\n', []]);
});

test('a vendor that refuses is a failure, after the result was shown', async () => {
  const { exit, stdout, stderr } = await replay({ status: 404, body: 'no_service' }, ['--notify', 'slack', '--yes']);
  expect([exit, stdout.split('\n').length]).toEqual([EXIT.refused, 3]);
  expect(stderr).toContain('1 of 1 messages were not accepted.\n');
});

test.each([
  ['no channel at all', ['--notify', '--yes'], {}, 'No channel is set up.'],
  ['a channel that is not there', ['--notify', 'slack,teams', '--yes'], undefined, 'No channel teams is set up.'],
  [
    'nobody to ask',
    ['--notify', 'slack'],
    undefined,
    '--notify asks before it sends, and there is no terminal to ask on.',
  ],
])('%s: told before anything is read', async (_, args, env, why) => {
  const { exit, stdout, stderr, sent } = await replay(OK, args, env);
  expect([exit, stdout, stderr.split('\n')[0], sent]).toEqual([EXIT.wrongUse, '', why, []]);
});

test.each([
  ['telegram', 'Valid channels: slack, chatwork, teams, discord, pagerduty, webhook, email.'],
  ['slakc', 'Did you mean slack? Valid channels: slack, chatwork, teams, discord, pagerduty, webhook, email.'],
])('--notify %s names the kinds there are', async (name, hint) => {
  const { exit, stderr } = await replay(OK, ['--notify', name, '--yes']);
  expect([exit, stderr]).toEqual([EXIT.wrongUse, `No channel is called ${name}.\n${hint}\n`]);
});

test('in Japanese no English sentence is left', async () => {
  for (const [reply, args, env] of [
    [OK, ['--notify', 'slack', '--yes'], undefined],
    [{ status: 404, body: 'no_service' }, ['--notify', 'slack', '--yes'], undefined],
    [OK, ['--notify', '--yes'], {}],
    [OK, ['--notify', 'teams', '--yes'], undefined],
    [OK, ['--notify', 'slack'], undefined],
  ] as const) {
    const { stderr } = await replay(reply, [...args, '--language', 'ja'], env);
    expect(stderr).toMatch(/\p{Script=Hiragana}/u);
    expect(englishIn(stderr)).toEqual([]);
    await slack?.close();
  }
});

test('channels of the settings are meant by kind and by name, each once', async () => {
  writeFileSync(
    join(cwd, 'login-watch.yaml'),
    'channels:\n  - slack: { webhook: env:LOGIN_WATCH_SLACK_WEBHOOK_URL, name: security }\n  - slack: { webhook: env:OTHER }\n',
  );
  const { exit, sent } = await replay(OK, ['--notify', 'security,security', '--yes']);
  expect([exit, sent.length]).toEqual([EXIT.done, 1]);
});

describe('mail without a deployed notifier', () => {
  const MAIL = '  - email: { to: [ops@example.com] }\n';
  const SLACK = '  - slack: { webhook: env:LOGIN_WATCH_SLACK_WEBHOOK_URL }\n';

  test.each([
    ['alone', `channels:\n${MAIL}`, OK, '1 of 1 messages were shown, not sent', 0],
    ['beside a channel that accepts', `channels:\n${SLACK}${MAIL}`, OK, '1 of 2 messages were shown, not sent', 1],
    [
      'beside one that refuses',
      `channels:\n${SLACK}${MAIL}`,
      { status: 404, body: 'no_service' },
      '2 of 2 messages were not accepted',
      1,
    ],
  ])('%s is no success', async (_, settings, reply, why, count) => {
    writeFileSync(join(cwd, 'login-watch.yaml'), settings);
    const aws = await startAws(() => awsError(400, 'ValidationError'));
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    const { exit, stderr, sent } = await replay(reply, ['--notify', '--yes']).finally(() => aws.close());
    expect([exit, sent.length]).toEqual([EXIT.refused, count]);
    expect(stderr).toContain('This would go to email ops@example.com:');
    expect(stderr).toContain(why);
    expect(stderr).not.toContain('Nothing to send');
  });
});
