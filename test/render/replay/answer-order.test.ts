/** Stories of the answer whose deeds and sign-ins are of several sessions, accounts or ids. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { apiCall, ELSEWHERE, iamUser, signIn } from '../../helpers/records/records.ts';
import { byKey } from '../../helpers/records/sessions.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterAll(() => rmSync(cwd, { recursive: true }));

async function screen(records: readonly unknown[], language = 'en', columns = 120): Promise<string> {
  writeFileSync(join(cwd, 'some.json'), JSON.stringify({ Records: records }));
  const host = fakeHost({ cwd, columns });
  await run(['replay', '--file', join(cwd, 'some.json'), '--rules', 'all', '--summary', '--language', language], host);
  return host.out().split('\n\n')[0] ?? '';
}

const stops = (minute: number) =>
  apiCall('cloudtrail', 'StopLogging', { by: byKey(), from: ELSEWHERE, minute, request: { name: 'main' } });
const enters = (minute: number) => signIn({ by: iamUser(), minute, mfa: 'No', from: ELSEWHERE });

test.each([
  ['en', 'stopped logging of trail main, then in without MFA', 'in without MFA, then stopped logging of trail main'],
  [
    'ja',
    '証跡 main のログ記録を停止しました、その後MFAなしでサインイン成功',
    'MFAなしでサインイン成功、その後証跡 main のログ記録を停止しました',
  ],
])('what was done before the sign-in stands before it, in %s', async (language, before, after) => {
  expect(await screen([stops(1), enters(9)], language)).toContain(before);
  expect(await screen([enters(1), stops(9)], language)).toContain(after);
});

test.each([
  ['before the sign-in', 1, 9],
  ['after it', 9, 1],
])('a deed by an access key leads to the session of that key: %s', async (_, deed, entry) => {
  const done = stops(deed);
  expect(await screen([done, enters(entry)])).toContain(`login-watch session ${done['eventID']} some.json`);
});

test('a deed in the console leads to the sign-in', async () => {
  const entry = enters(1);
  const { accessKeyId: _, ...alice } = byKey();
  const done = { ...stops(9), userIdentity: { ...alice, accessKeyId: 'ASIAEXAMPLECONSOLE01' } };
  expect(await screen([entry, done])).toContain(`login-watch session ${entry['eventID']} some.json`);
});

test('records whose ids were blotted out are told apart by their names', async () => {
  const deletes = apiCall('cloudtrail', 'DeleteTrail', {
    by: byKey(),
    from: ELSEWHERE,
    minute: 2,
    request: { name: 'a' },
  });
  const blotted = [stops(1), deletes].map((record) => ({ ...record, eventID: 'XXXXXXXX' }));
  expect(await screen(blotted)).toContain('stopped logging of trail main (+1 more)');
});

test.each([
  ['en', 13, 80, /Also: zoe \(1{11}0\) .*; alice \((?:\d{12}, ){9,}\d{12}\) from 198\.51\.100\.77 \[/],
  ['en', 13, 60, /Also: zoe \(1{11}0\) .*; alice \((?:\d{12}, ){9,}\d{12}\) from 198\.51\.100\.77\n/],
  ['en', 90, 80, /Also: zoe \(1{11}0\) .*; alice \((?:\d{12}, ){2}\d{12} and \d+ more\) from 198\.51\.100\.77\n/],
  ['ja', 13, 80, /ほか：zoe（1{11}0）.*；alice（(?:\d{12}、){9,}\d{12}）、198\.51\.100\.77 から \[/],
  ['ja', 13, 60, /ほか：zoe（1{11}0）.*；alice（(?:\d{12}、){9,}\d{12}）、198\.51\.100\.77 から\n/],
  ['ja', 90, 80, /ほか：zoe（1{11}0）.*；alice（(?:\d{12}、){3}ほか\d+件）、198\.51\.100\.77 から\n/],
] as const)(
  'one person in many accounts is named once, after those who signed in, in %s, %i accounts and %i columns',
  async (language, count, columns, named) => {
    const inAccount = (index: number) => {
      const account = String(222233330000 + index);
      return {
        ...apiCall('cloudtrail', 'StopLogging', {
          by: iamUser('alice', account),
          from: ELSEWHERE,
          minute: index,
          request: { name: 'main' },
        }),
        recipientAccountId: account,
      };
    };
    const zoe = {
      ...signIn({ by: iamUser('zoe', '111111111110'), minute: 99, mfa: 'No', from: ELSEWHERE }),
      recipientAccountId: '111111111110',
    };
    const text = await screen(
      [...Array.from({ length: count }, (_, index) => inAccount(index)), zoe],
      language,
      columns,
    );
    expect(text.split('\n').length).toBeLessThanOrEqual(12);
    expect(text.replace(/\n {2}/g, language === 'ja' ? '' : ' ')).toMatch(named);
  },
);
