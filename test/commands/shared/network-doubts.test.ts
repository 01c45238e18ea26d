import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { signIn } from '../../helpers/records/records.ts';

const WIDE = 'very wide for a trusted network: all 10.0.0.0/7';
const HOST_BITS = '203.0.113.5/24 means all of 203.0.113.0/24';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  writeFileSync(join(cwd, 'trail.json'), JSON.stringify({ Records: [signIn({})] }));
});
afterEach(() => rmSync(cwd, { recursive: true }));

async function ran(trusted: string, ...argv: readonly string[]) {
  const own = `own:\n  - { id: mine, title: Mine, severity: low, when: { eventName: [CreateUser] } }\n`;
  writeFileSync(join(cwd, 'login-watch.yaml'), `name: acme\ntrusted: ${trusted}\n${own}`);
  const host = fakeHost({ cwd, columns: 300 });
  await run(argv, host);
  return { out: host.out(), err: host.err() };
}

const file = () => join(cwd, 'trail.json');
const COMMANDS: readonly (readonly [string, () => readonly string[]])[] = [
  ['replay', () => ['replay', '--file', file()]],
  ['replay for programs', () => ['replay', '--file', file(), '--format', 'json']],
  ['forecast', () => ['forecast', '--file', file()]],
  ['rules test', () => ['rules', 'test', 'login-watch.yaml']],
  ['template', () => ['template', 'notifier']],
];

test.each(COMMANDS)('%s warns of networks that are probably not meant, once each', async (_, argv) => {
  const { out, err } = await ran('[{ cidr: 10.0.0.0/7, name: all }, 203.0.113.5/24]', ...argv());
  expect(err.split(`login-watch.yaml: ${WIDE}\n`)).toHaveLength(2);
  expect(err.split(`login-watch.yaml: ${HOST_BITS}`)).toHaveLength(2);
  expect(out).not.toContain('very wide');
});

test.each(COMMANDS)('%s says nothing of others', async (_, argv) => {
  const { err } = await ran('[203.0.113.0/24, 198.51.100.7, 10.0.0.0/8]', ...argv());
  expect(err).not.toMatch(/very wide|means all of/);
});

test('a network of --trusted is warned of as such, beside those of the file', async () => {
  const { err } = await ran('[10.0.0.0/7]', 'replay', '--file', file(), '--trusted', '203.0.113.5/24');
  expect(err).toContain('login-watch.yaml: very wide');
  expect(err).toContain(`--trusted: ${HOST_BITS}`);
  expect(err.split('means all of')).toHaveLength(2);
});

test('in Japanese too', async () => {
  const { err } = await ran('[10.0.0.0/7]', 'replay', '--file', file(), '--language', 'ja');
  expect(err).toContain('login-watch.yaml：信頼するネットワークとしては広すぎる可能性：10.0.0.0/7\n');
});
