import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-test-'));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('login-watch-demo-'));

/** The real clock: the sandbox's two requests a second are real ones. */
function realTime(options: Parameters<typeof fakeHost>[0] = {}) {
  const fake = fakeHost({ cwd, columns: 100, ...options });
  return { ...fake, now: Date.now, sleep: async (ms: number) => setTimeout(ms) };
}

test('shows the day, the messages in Slack and the next steps; leaves nothing behind', async () => {
  const host = realTime();
  const [earlier, environment] = [leftovers(), { ...process.env }];

  const exit = await run(['demo'], host);

  const out = host.out();
  expect([exit, host.err()]).toEqual([EXIT.done, expect.stringMatching(/slack\s+sent\s+200 ok/)]);
  for (const text of [
    '$ login-watch replay --since 24h --notify slack --yes\n',
    'signin-fail-then-ok',
    'root-login',
    'signin-trusted',
    'Messages in Slack:',
    'dave@example.com (permission set ReadOnlyAccess)',
    'npx aws-login-watch replay --since 24h ',
  ]) {
    expect(out).toContain(text);
  }
  // One human sign-in through Identity Center is one message.
  const slack = out.slice(out.indexOf('Messages in Slack'));
  expect(slack.split('dave@example.com (permission set ReadOnlyAccess) signed in')).toHaveLength(2);
  expect(leftovers()).toEqual(earlier);
  expect({ ...process.env }).toEqual(environment);
});

test('in Japanese, whatever AWS configuration, settings and proxy the user has', async () => {
  let asked = 0;
  const stranger = createServer((_, response) => {
    asked += 1;
    response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  const address = stranger.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const theirs = {
    AWS_PROFILE: 'no-such-profile',
    AWS_ENDPOINT_URL_CLOUDTRAIL: url,
    AWS_ENDPOINT_URL_ACCOUNT: url,
    HTTPS_PROXY: url,
    http_proxy: url,
    LOGIN_WATCH_SLACK_WEBHOOK_URL: url,
  };
  const before = { ...process.env };
  Object.assign(process.env, theirs);
  writeFileSync(join(cwd, 'login-watch.yaml'), 'name: [\n');
  const host = realTime({ env: theirs });
  try {
    const exit = await run(['--profile', 'none', '--config', 'none.yaml', 'demo', '--language', 'ja'], host);

    expect([exit, asked]).toEqual([EXIT.done, 0]);
    for (const text of ['Slackに届いたメッセージ：', '東京オフィス', 'ルートユーザー', 'これは架空の1日です。']) {
      expect(host.out()).toContain(text);
    }
    expect(host.out()).not.toMatch(/Tokyo office|Messages in|signed in/);
    // AWS's own words, names of systems, and command lines.
    const ours =
      /Failed authentication|login-watch rules show [a-z-]+|on (?:macOS|Windows|Linux)|^.*npx aws-login-watch.*$/gm;
    const slack = host.out().slice(host.out().indexOf('Slackに届いた'));
    expect(englishIn(slack.replaceAll(ours, '§'))).toEqual([]);
    expect(process.env).toMatchObject(theirs);
  } finally {
    rmSync(join(cwd, 'login-watch.yaml'));
    for (const name of Object.keys(theirs)) delete process.env[name];
    Object.assign(process.env, before);
    stranger.close();
  }
});

test('in ASCII where the locale has no UTF-8', async () => {
  const host = realTime({ env: { LC_ALL: 'C' } });
  expect(await run(['demo'], host)).toBe(EXIT.done);
  expect(host.out()).toMatch(/\n\+-{76}\n\| /);
  expect(
    host
      .out()
      .split('\n')
      .filter((line) => /[^\x20-\x7e]/.test(line)),
  ).toEqual([]);
});
