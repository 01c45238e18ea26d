/** Own rules that AWS can't be asked for exactly, named by every command that looks at them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../src/cli.ts';
import { lessExact } from '../../src/settings/less-exact.ts';
import { parseSettings } from '../../src/settings/parse.ts';
import { fakeHost } from '../helpers/host/fake-host.ts';

const names = Array.from({ length: 70 }, (_, index) => `SomeRatherLongEventName${index}`).join(', ');
const OWN = {
  long: `{ eventSource: [ec2.amazonaws.com], eventName: [${names}], userIdentity: { type: [IAMUser] } }`,
  wide: `{ errorMessage: [${'x'.repeat(3_000)}] }`,
  free: '{ userAgent: [{ prefix: curl }] }',
  plain: '{ eventName: [DeleteTrail] }',
};
const settings = (pipelines: string, ...ids: readonly (keyof typeof OWN)[]) =>
  `name: acme
language: en
pipelines: ${pipelines}
own:
${ids.map((id) => `  - { id: ${id}, title: T, severity: low, when: ${OWN[id]} }\n`).join('')}`;
const said = (text: string) => lessExact(parseSettings(text, 'f')).map(({ en }) => en.split(' ').slice(0, 9).join(' '));

test('each is named for the pipelines that are on, and for no other', () => {
  const all = ['long', 'wide', 'free', 'plain'] as const;
  const events = ['long is too long or too complex for one', 'wide is too long or too complex for EventBridge:'];
  const logs = ['wide can’t be written as a filter of a', 'free can’t be written as a filter of a'];
  expect(said(settings('[events, logs]', ...all))).toEqual([...events, ...logs]);
  expect(said(settings('[events]', ...all))).toEqual(events);
  expect(said(settings('[logs]', ...all))).toEqual(logs);
  expect(said(settings('[s3]', ...all))).toEqual([]);
  expect(said(settings('[events, logs]', 'plain'))).toEqual([]);
  expect(said(`${settings('[events]', 'long')}rules: { long: { on: false } }\n`)).toEqual([]);
});

describe.each([
  ['en', 'long is too long or too complex for one EventBridge pattern: it is split into 2, and matches the same'],
  ['ja', 'long はEventBridgeのパターン1つには長すぎるか複雑すぎるため、2個に分割する（一致する範囲は同じ）'],
])('the same sentence in %s', (language, sentence) => {
  async function call(...argv: readonly string[]) {
    const cwd = await mkdtemp(join(tmpdir(), 'login-watch-'));
    onTestFinished(() => rm(cwd, { recursive: true }));
    await writeFile(join(cwd, 'login-watch.yaml'), settings('[events]', 'long'));
    const host = fakeHost({ cwd, columns: 500 });
    expect(await run([...argv, '--language', language], host)).toBe(0);
    return { out: host.out(), err: host.err() };
  }

  test('config check', async () => {
    expect((await call('config', 'check')).out).toContain(`  ${sentence}\n`);
  });

  test('rules compile, beside what is to be copied', async () => {
    const { out, err } = await call('rules', 'compile', 'long', '--format', 'json');
    expect([JSON.parse(out).eventbridge.length, err]).toEqual([2, `${sentence}\n`]);
    expect((await call('rules', 'compile', 'long', '--for', 'lookup')).err).toBe('');
  });

  test.each(['notifier', 'forwarder'])('template %s', async (name) => {
    expect((await call('template', name)).err).toBe(`${sentence}\n`);
  });

  test.each(['trail', 'artifacts', 'alarms'])('template %s has no patterns to say it of', async (name) => {
    expect((await call('template', name)).err).toBe('');
  });
});
