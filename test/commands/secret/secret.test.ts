import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { secretCommand } from '../../../src/commands/secret/flags.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { type AwsAnswer, type AwsServer, awsError, startAws } from '../../helpers/aws/aws-server.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

const PRIVATE = 'abcdefghijklmnop';
const SLACK_URL = ['https://hooks.slack.com', 'services', 'T00000000', 'B00000000', PRIVATE].join('/');

let cwd = '';
let server: AwsServer | undefined;
let endpoint: string | undefined;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'login-watch-secret-'));
  endpoint = process.env['AWS_ENDPOINT_URL'];
});
afterEach(async () => {
  if (endpoint === undefined) delete process.env['AWS_ENDPOINT_URL'];
  else process.env['AWS_ENDPOINT_URL'] = endpoint;
  await rm(cwd, { recursive: true, force: true });
  await server?.close();
  server = undefined;
});

interface Given {
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly settings?: string;
  readonly answer?: AwsAnswer;
}

async function setSecret({ argv, stdin = '', settings, answer = { body: { Version: 1 } } }: Given) {
  if (settings !== undefined) await writeFile(join(cwd, 'login-watch.yaml'), settings);
  server = await startAws(() => answer);
  process.env['AWS_ENDPOINT_URL'] = server.endpoint;
  const host = fakeHost({ cwd, stdin });
  const exit = await run(['secret', 'set', ...argv], host);
  expect(host.out() + host.err()).not.toContain(PRIVATE);
  return { exit, out: host.out(), err: host.err(), sent: server.requests.map(({ body }) => body) };
}

const written = (Name: string, Value: string, what: string, Overwrite = false) => ({
  Name,
  Value,
  Description: `aws-login-watch: ${what}`,
  Type: 'SecureString',
  Overwrite,
});

test('a piped webhook is stored under the name of the settings, and what to do next is said', async () => {
  expect(await setSecret({ argv: ['slack'], stdin: `${SLACK_URL}\n`, settings: 'name: acme\n' })).toEqual({
    exit: EXIT.done,
    out: `Stored in /acme/slack-webhook (us-east-1), encrypted.
Put this into login-watch.yaml:

channels:
  - slack: { webhook: ssm:/acme/slack-webhook }

Try it: login-watch test-slack
`,
    err: '',
    sent: [written('/acme/slack-webhook', SLACK_URL, 'Slack webhook URL')],
  });
});

test('the place that the settings name is where it goes', async () => {
  const settings = 'name: acme\nchannels: [{ webhook: { url: env:U, secret: ssm:/other/key } }]\n';
  expect(await setSecret({ argv: ['webhook-secret'], stdin: PRIVATE, settings })).toEqual({
    exit: EXIT.done,
    out: 'Stored in /other/key (us-east-1), encrypted.\nlogin-watch.yaml names it already.\nTry it: login-watch test-webhook\n',
    err: '',
    sent: [written('/other/key', PRIVATE, 'Key that signs webhook requests')],
  });
});

test('settings that hold the secret in clear do not keep it from being moved', async () => {
  const settings = `name: acme # ours\nchannels: [{ slack: { webhook: "${SLACK_URL}" } }]\n`;
  const { exit, sent } = await setSecret({ argv: ['slack'], stdin: SLACK_URL, settings });
  expect([exit, sent]).toEqual([EXIT.done, [written('/acme/slack-webhook', SLACK_URL, 'Slack webhook URL')]]);
});

test('of several places one must be named', async () => {
  const settings = 'channels: [{ slack: { webhook: ssm:/a/x } }, { slack: { webhook: ssm:/b/y } }]\n';
  const { exit, err, sent } = await setSecret({ argv: ['slack'], stdin: SLACK_URL, settings });
  expect([exit, err, sent]).toEqual([
    EXIT.wrongUse,
    'The settings name 2 places for slack: /a/x, /b/y\nChoose one with --parameter.\n',
    [],
  ]);
  const named = await setSecret({ argv: ['slack', '--parameter', '/b/y'], stdin: SLACK_URL });
  expect([named.exit, named.sent]).toEqual([EXIT.done, [written('/b/y', SLACK_URL, 'Slack webhook URL')]]);
});

test('what is stored is left alone, unless told otherwise', async () => {
  const { exit, err } = await setSecret({
    argv: ['slack'],
    stdin: SLACK_URL,
    answer: awsError(400, 'ParameterAlreadyExists'),
  });
  expect([exit, err]).toEqual([
    EXIT.wrongUse,
    '/login-watch/slack-webhook in us-east-1 exists already and was left alone.\nAdd --replace to replace it, or name another place with --parameter.\n',
  ]);
  const replaced = await setSecret({ argv: ['slack', '--replace'], stdin: SLACK_URL });
  expect(replaced.sent).toEqual([written('/login-watch/slack-webhook', SLACK_URL, 'Slack webhook URL', true)]);
});

describe('nothing is sent that can not be right', () => {
  const slackHint =
    'Copy the whole URL from your Slack app’s “Incoming Webhooks” page: https://hooks.slack.com/services/T…/B…/…\n';
  test.each<[what: string, given: Given, err: string]>([
    ['no URL', { argv: ['slack'], stdin: PRIVATE }, `That is not a URL.\n${slackHint}`],
    [
      'a URL of somebody else',
      { argv: ['slack'], stdin: `https://example.com/${PRIVATE}` },
      `The URL does not lead to Slack.\n${slackHint}`,
    ],
    [
      'a token with a space',
      { argv: ['chatwork'], stdin: `${PRIVATE} ${PRIVATE}` },
      'That doesn’t look like a Chatwork API token (letters and digits, no spaces).\nCopy it from Chatwork: Service Integration, API Token.\n',
    ],
    [
      'a weak key',
      { argv: ['webhook-secret'], stdin: 'abc' },
      'A key must have at least 16 characters and no spaces.\nCreate one with `openssl rand -hex 32`, and give the same one to the receiver.\n',
    ],
    [
      'nothing',
      { argv: ['slack'] },
      'Standard input is empty, and there is no terminal to ask on.\nRun it in a terminal, or pipe the secret in.\n',
    ],
    [
      'too much',
      { argv: ['slack'], stdin: 'x'.repeat(5_000) },
      'The text on standard input is too long for a secret.\nPipe in the secret alone.\n',
    ],
    [
      'a bad place',
      { argv: ['slack', '--parameter', 'no path'], stdin: SLACK_URL },
      '--parameter is not the name of a parameter.\nWrite a path, as /acme/slack-webhook.\n',
    ],
  ])('%s', async (_, given, err) => {
    expect(await setSecret(given)).toEqual({ exit: EXIT.wrongUse, out: '', err, sent: [] });
  });
});

describe('in Japanese no English sentence is left', () => {
  test.each<[what: string, given: Given]>([
    ['a piped webhook', { argv: ['slack'], stdin: SLACK_URL }],
    ['a piped token', { argv: ['chatwork'], stdin: PRIVATE }],
    ['a piped key', { argv: ['webhook-secret'], stdin: PRIVATE, settings: 'name: acme\n' }],
    [
      'several places',
      { argv: ['slack'], settings: 'channels: [{ slack: { webhook: ssm:/a/x } }, { slack: { webhook: ssm:/b/y } }]\n' },
    ],
    ['what is stored', { argv: ['slack'], stdin: SLACK_URL, answer: awsError(400, 'ParameterAlreadyExists') }],
    ['no permission', { argv: ['slack'], stdin: SLACK_URL, answer: awsError(400, 'AccessDeniedException', '') }],
    ['no URL', { argv: ['slack'], stdin: PRIVATE }],
    ['a webhook for a token', { argv: ['chatwork'], stdin: SLACK_URL }],
    ['a token with a space', { argv: ['chatwork'], stdin: `${PRIVATE} ${PRIVATE}` }],
    ['a weak key', { argv: ['webhook-secret'], stdin: 'abc' }],
    ['nothing', { argv: ['teams'] }],
    ['too much', { argv: ['discord'], stdin: 'x'.repeat(5_000) }],
    ['a bad place', { argv: ['slack', '--parameter', 'no path'], stdin: SLACK_URL }],
  ])('%s', async (_, given) => {
    const { out, err } = await setSecret({ ...given, argv: [...given.argv, '--language', 'ja'] });
    expect(out + err).toMatch(/\p{Script=Hiragana}/u);
    expect(englishIn(out + err)).toEqual([]);
  });
});

test('a refusal of AWS is told without the secret', async () => {
  const answer = awsError(400, 'ValidationException', `Value ${SLACK_URL} is not valid`);
  const { exit, err } = await setSecret({ argv: ['slack'], stdin: SLACK_URL, answer });
  expect([exit, err]).toEqual([EXIT.refused, expect.stringContaining('AWS refused ssm:PutParameter in us-east-1')]);
});

test('what a person types is not shown', async () => {
  server = await startAws(() => ({ body: { Version: 1 } }));
  process.env['AWS_ENDPOINT_URL'] = server.endpoint;
  const host = fakeHost({ cwd, isTerminal: true });
  const keys = Object.assign(new Readable({ read() {} }), { isTTY: true, setRawMode: () => keys });
  const running = run(['secret', 'set', 'slack'], { ...host, stdin: keys });
  while (!host.err().includes('Slack webhook URL (to be stored in /login-watch/slack-webhook)')) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  // Ctrl-T makes other prompts show what was typed.
  for (const text of [SLACK_URL, '\u0014', '\r']) keys.push(text);
  expect([await running, server.requests.length]).toEqual([EXIT.done, 1]);
  expect(host.err() + host.out()).not.toContain(PRIVATE);
});

test('flags are what the work is given', async () => {
  const calls: unknown[] = [];
  const command = secretCommand(
    fakeHost(),
    () => {},
    async (options) => {
      calls.push(options);
      return EXIT.done;
    },
  );
  await command.parseAsync(['set', 'chatwork', '--parameter', '/a/b', '--replace'], { from: 'user' });
  expect(calls).toEqual([{ kind: 'chatwork', parameter: '/a/b', replace: true }]);
});
