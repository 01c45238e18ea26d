import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { ELSEWHERE, iamUser, signIn } from '../../helpers/records/records.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'login-watch-'));
  writeFileSync(join(folder, 'trail'), JSON.stringify(signIn({ by: iamUser('bob'), from: ELSEWHERE })));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function output(command: string, args: readonly string[], cwd = folder, language?: 'ja') {
  const host = fakeHost({ cwd, columns: 400, ...(language === undefined ? {} : { language }) });
  const exit = await run([command, '--file', join(folder, 'trail'), ...args], host);
  expect([exit, host.err()]).toEqual([0, '']);
  return host.out();
}

const SETTINGS = `trusted: [198.51.100.0/24, { cidr: 203.0.113.7, name: VPN, until: 2027-01-31 }]
rules:
  signin-no-mfa: off
  iam: { on: false }
  root-login: { severity: low }
  sg-changed: { except: { awsRegion: [us-east-1] } }
businessHours: { days: [mon], from: "09:00", to: "18:00", mute: [info, low] }
`;
const LINE =
  'Settings: login-watch.yaml; switched off: signin-no-mfa, iam; with exceptions: sg-changed; severity set: root-login low; trusted: 198.51.100.0/24, VPN 203.0.113.7 until 2027-01-31; muted in business hours: info, low';

test('the settings in force are one line of the table, also with --plain', async () => {
  writeFileSync(join(folder, 'login-watch.yaml'), SETTINGS);
  const joined = async (command: string, ...args: string[]) => (await output(command, args)).replaceAll('\n', ' ');
  expect(await joined('replay', '--rules', 'on')).toContain(LINE);
  expect(await joined('replay', '--rules', 'on', '--plain')).toContain(LINE);
  expect(await joined('forecast')).toContain(LINE);
  // A rule that is asked for by name is on.
  const named = await joined('replay', '--rules', 'signin-no-mfa');
  expect(named).toContain('Settings: login-watch.yaml; with exceptions');
  expect(named).not.toContain('switched off');
  const ja = await output('replay', ['--language', 'ja', '--rules', 'on'], folder, 'ja');
  const line = ja.split('\n').find((one) => one.startsWith('設定：')) ?? '';
  expect(line).toContain('設定：login-watch.yaml、オフに設定：signin-no-mfa, iam、除外あり：sg-changed、');
  expect(englishIn(line.replaceAll(/VPN|root-login low|info, low/g, ''))).toEqual([]);
});

test.each(['replay', 'forecast'])('%s: in JSON, with the file as seen from the working folder', async (command) => {
  writeFileSync(join(folder, 'login-watch.yaml'), SETTINGS);
  const below = join(folder, 'below');
  mkdirSync(below);
  const args = command === 'replay' ? ['--rules', 'on'] : [];
  expect(JSON.parse(await output(command, [...args, '--format', 'json'], below)).settings).toEqual({
    file: join('..', 'login-watch.yaml'),
    owner: null,
    off: ['signin-no-mfa', 'iam'],
    excepted: ['sg-changed'],
    severity: { 'root-login': 'low' },
    trusted: [{ cidr: '198.51.100.0/24' }, { cidr: '203.0.113.7', name: 'VPN', until: '2027-01-31' }],
    businessHours: { days: ['mon'], from: '09:00', to: '18:00', mute: ['info', 'low'] },
  });
});

test('without a file no line, and null in JSON', async () => {
  expect(await output('replay', [])).not.toContain('Settings:');
  expect(JSON.parse(await output('replay', ['--format', 'json'])).settings.file).toBeNull();
});
