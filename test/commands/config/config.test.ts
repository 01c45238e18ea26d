import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { configCommand } from '../../../src/commands/config/flags.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { RULES } from '../../../src/rules/index.ts';
import { jsonSchemaText } from '../../../src/settings/json-schema.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'login-watch-config-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function check(text: string | undefined, ...more: readonly string[]) {
  if (text !== undefined) await writeFile(join(cwd, 'login-watch.yaml'), text);
  const host = fakeHost({ cwd });
  const exit = await run(['config', 'check', ...more], host);
  return { exit, out: host.out().replaceAll(cwd, '…'), err: host.err() };
}

/** How many rules are on, or off, when nobody says otherwise and nothing is set up that a rule needs. */
const OFF = RULES.filter(({ byDefault, needs }) => byDefault === 'off' || needs !== undefined).length;
const ON = RULES.length - OFF;

test('says what the settings mean', async () => {
  const text = `name: acme
language: ja
timezone: Asia/Tokyo
trusted: [{ cidr: 203.0.113.0/24, name: Tokyo office }, { cidr: 198.51.100.7, until: 2027-03-31 }]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
  - chatwork: { room: 42, token: env:TOKEN, from: high, name: ops }
rules: { iam: { on: true }, root-login: { on: false } }
own: [{ id: mine, title: Mine, severity: low, when: { eventName: [A] } }]
`;
  const iamOff = RULES.filter(({ theme, byDefault }) => theme === 'iam' && byDefault === 'off').length;
  expect(await check(text, '--language', 'en')).toEqual({
    exit: EXIT.done,
    out: `${join('…', 'login-watch.yaml')} is in order.
  name       acme
  language   ja, times in Asia/Tokyo
  trusted    Tokyo office 203.0.113.0/24, 198.51.100.7 until 2027-03-31
  trail      a new one
  pipelines  events, logs
  channels   slack from info, chatwork room 42 "ops" from high
  health     nobody, so nobody hears that the notifier is unwell
  rules      ${ON + iamOff} on, ${OFF - iamOff + 1} off, 1 of them your own
`,
    err: '',
  });
});

test('says it in the language of the settings', async () => {
  const text = `language: ja
trusted: [{ cidr: 203.0.113.0/24, name: 本社, until: 2026-01-31 }]
own: [{ id: mine, title: Mine, severity: low, when: { eventSource: [aws.s3] } }]
`;
  const { exit, out } = await check(text);
  expect(exit).toBe(EXIT.done);
  expect(out).toContain('は使えますが、決して一致しないパターンが1件あります。\n  名前                  login-watch\n');
  expect(out).toContain('\n決して一致しないパターン：\n  own mine: when は決して一致しません。');
  expect(englishIn(out.replace(/"[^"]*"|own mine: when/g, '§'))).toEqual([]);
});

test('a pattern that can never match is named; --strict makes it a failure', async () => {
  const text = 'own: [{ id: mine, title: Mine, severity: low, when: { eventSource: [aws.s3] } }]\n';
  const { exit, out } = await check(text);
  expect([exit, out.split('\n')[0]]).toEqual([
    EXIT.done,
    `${join('…', 'login-watch.yaml')} can be used, but one pattern in it can never match.`,
  ]);
  expect(out).toContain(
    'Never matches:\n  own mine: when can never match: no record has the event source "aws.s3"; did you mean "s3.amazonaws.com"?\n',
  );
  expect((await check(undefined, '--strict')).exit).toBe(EXIT.found);
  expect((await check('name: fine\n', '--strict')).exit).toBe(EXIT.done);
});

test('says what is probably not meant', async () => {
  const text = `pipelines: [logs]
trusted: [{ cidr: 198.51.100.7, name: VPN, until: 2026-11-19 }, { cidr: 198.51.100.8, until: 2026-11-20 }]
rules: { guardduty-finding: { on: true }, signin-break-glass: { on: true } }
businessHours: { days: [mon, fri], from: "09:00", to: "18:00", mute: [info] }
`;
  const { exit, out } = await check(text);
  expect([exit, out.slice(out.indexOf('  hours'))]).toEqual([
    EXIT.done,
    `  hours      mon fri 09:00-18:00; kept for later: info
  rules      ${RULES.filter(({ byDefault, needs }) => byDefault !== 'off' && (needs === undefined || needs === 'businessHours')).length} on, ${RULES.filter(({ byDefault, needs }) => byDefault === 'off' || (needs !== undefined && needs !== 'businessHours')).length} off

Worth a look:
  no channel: no alert is sent
  no longer trusted: VPN 198.51.100.7 until 2026-11-19
  signin-break-glass stays off: it needs breakGlass
  guardduty-finding gets no events without the pipeline events
`,
  ]);
});

test('networks that are probably wider than meant', async () => {
  const { exit, out } = await check('trusted: [203.0.113.5/24, { cidr: 10.0.0.0/7, name: all }, 198.51.100.7/32]\n');
  expect([exit, out.slice(out.indexOf('Worth'))]).toEqual([
    EXIT.done,
    `Worth a look:
  no channel: no alert is sent
  203.0.113.5/24 means all of 203.0.113.0/24; for one address leave out the / and what follows
  very wide for a trusted network: all 10.0.0.0/7
`,
  ]);
});

test('mistakes end with status 2 and nothing on standard output', async () => {
  const { exit, out, err } = await check('languag: ja\nname: 1\n');
  expect([exit, out, err.split('\n').length, err]).toEqual([
    EXIT.wrongUse,
    '',
    4,
    expect.stringMatching(
      /^login-watch\.yaml:1:1: unknown key "languag".*\nlogin-watch\.yaml:2:7: `name` is not a name/,
    ),
  ]);
});

test('a file can be named, before and after the command', async () => {
  await writeFile(join(cwd, 'other.yaml'), 'name: other\n');
  const { out } = await check(undefined, '--config', 'other.yaml');
  expect(out).toContain('  name       other\n');
});

test('no file at all is told, not passed over', async () => {
  expect(await check(undefined)).toEqual({
    exit: EXIT.wrongUse,
    out: '',
    err: `There is no login-watch.yaml, neither here nor in any folder above.
Write one, or name a file with --config. Without one the defaults hold: no trusted network, no channel.
`,
  });
});

test('the schema is printed, whatever the settings are', async () => {
  const host = fakeHost({ cwd });
  await writeFile(join(cwd, 'login-watch.yaml'), '[');
  expect([await run(['config', 'schema'], host), host.out(), host.err()]).toEqual([EXIT.done, jsonSchemaText(), '']);
});

describe('flags', () => {
  test.each([
    [['check'], ['check', {}]],
    [['schema'], ['schema', {}]],
  ])('%j', async (argv, expected) => {
    const calls: unknown[] = [];
    const command = configCommand(
      fakeHost(),
      () => {},
      async (action, options) => {
        calls.push([action, options]);
        return EXIT.done;
      },
    );
    await command.parseAsync(argv, { from: 'user' });
    expect(calls).toEqual([expected]);
  });
});
