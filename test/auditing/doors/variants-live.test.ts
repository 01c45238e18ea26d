import { expect, test } from 'vitest';
import { DOOR_VARIANTS, TRUSTED } from '../../../sandbox/scripted/doors.ts';
import { DOOR_IDS, doorLimits } from '../../../src/auditing/doors/index.ts';
import { RULES } from '../../../src/rules/index.ts';
import { audited } from '../../helpers/audit/audited.ts';

const doorsOf = async (change?: (typeof DOOR_VARIANTS)[string], trusted: readonly string[] = TRUSTED) => {
  const { verdicts, snapshot, waits, account } = await audited(change, { trusted });
  const all = [...(await verdicts()).values()].filter(({ area }) => area === 'doors');
  return { all, of: (id: string) => all.find((one) => one.id === id), snapshot, waits, account };
};

test('the good account passes every check that concerns it, and says by what', async () => {
  const { all, of } = await doorsOf();
  expect(all.filter(({ result }) => result !== 'pass')).toEqual([]);
  // It is in no organization.
  expect(all.map(({ id }) => id)).toEqual(DOOR_IDS.filter((id) => id !== 'door.member-root'));
  expect(of('door.user-mfa')).toMatchObject({
    severity: 'high',
    said: {
      en: 'Each of the 2 users with a password has MFA.',
      ja: 'パスワードのあるユーザー2人全員にMFAがあります。',
    },
    controls: { cis: ['3.0:1.10', '5.0:1.9', '6.0:2.9'], securityHub: ['IAM.5'], rules: ['signin-no-mfa'] },
    evidence: [
      {},
      {
        en: 'By the credential report of 2026-11-29 12:00 UTC; IAM makes a new one every four hours at most.',
        ja: '2026-11-29 12:00 UTC 時点の認証情報レポートによります（IAMが新しく作成するのは最短でも4時間ごとです）。',
      },
    ],
    todo: [],
    missing: [],
  });
  expect(of('door.sign-in-guard')?.said).toEqual({
    en: 'The sign-in guard lets in 203.0.113.0/24 and 2001:db8::/32, and arn:aws:iam::111122223333:user/emergency from anywhere, as `trusted` in the settings.',
    ja: 'サインインを許可するネットワークは 203.0.113.0/24、2001:db8::/32（arn:aws:iam::111122223333:user/emergency は制限の対象外）で、設定の `trusted` と一致しています。',
  });
});

test.each(Object.entries(DOOR_VARIANTS))('%s: as good', async (_, change) => {
  const { all } = await doorsOf(change);
  expect(all.filter(({ result }) => result !== 'pass')).toEqual([]);
});

test('rules that checks name exist', async () => {
  const { all } = await doorsOf(DOOR_VARIANTS['central root access']);
  const known = new Set(RULES.map(({ id }) => id));
  expect(all.flatMap(({ controls }) => controls.rules).filter((id) => !known.has(id))).toEqual([]);
});

test('what can’t be seen is said', async () => {
  const { snapshot, all } = await doorsOf(DOOR_VARIANTS['Identity Center, and no guard']);
  expect(doorLimits(await snapshot()).map(({ en }) => en)).toEqual([
    'whether Identity Center (eu-north-1) asks for MFA: no public API shows it; look under Settings, Authentication',
    "a sign-in guard: there is none, and it would shut out people of Identity Center's portal",
  ]);
  expect(all.map(({ id }) => id)).not.toContain('door.sign-in-guard');
  const member = await doorsOf(DOOR_VARIANTS['root without credentials, by its management account']);
  expect(doorLimits(await member.snapshot()).map(({ ja }) => ja)).toEqual([
    'メンバーアカウントのルートユーザーの認証情報（管理方法を確認できるのは、組織の管理アカウントとIAMの委任管理者だけです）',
  ]);
  expect(member.all.map(({ id }) => id)).not.toContain('door.member-root');
});

test('a guard stands alone where the settings trust no network', async () => {
  const { of } = await doorsOf(undefined, []);
  expect(of('door.sign-in-guard')).toMatchObject({
    result: 'pass',
    said: { en: expect.stringMatching(/; the settings name no trusted networks\.$/) },
  });
});

test('one trusted network stands in the commands that make a guard', async () => {
  const off = (account: Parameters<NonNullable<(typeof DOOR_VARIANTS)[string]>>[0]) => {
    account.signin.isOn = undefined;
    account.signin.statements.length = 0;
  };
  const { of } = await doorsOf(off, ['203.0.113.0/24']);
  expect(of('door.sign-in-guard')?.severity).toBe('low');
  expect(of('door.sign-in-guard')?.todo[0]?.fix).toMatchObject({
    commands: [
      'aws signin put-resource-permission-statement --source-ip 203.0.113.0/24 --excluded-principal arn:aws:iam::111122223333:user/you --region us-east-1',
      'aws signin put-console-authorization-configuration --region us-east-1',
    ],
    afterwards: { en: expect.stringContaining('in place of user/you') },
  });
});

test('a report that takes a while is waited for; one that is never made is unknown, and no permission is blamed', async () => {
  const slow = await doorsOf(DOOR_VARIANTS['report that takes a while']);
  expect(slow.waits).toEqual([1_000, 2_000, 4_000, 8_000]);
  const never = await doorsOf((account) => {
    account.identity.credentials.reportTakes = 100;
  });
  expect(never.waits.reduce((sum, wait) => sum + wait)).toBe(90_000);
  expect(never.of('door.user-mfa')).toMatchObject({
    result: 'unknown',
    missing: [],
    said: {
      en: "Can't tell. IAM hasn't finished the credential report after a minute and a half.",
      ja: '判定できません。1分半待ちましたが、IAMの認証情報レポートの作成が終わりません。',
    },
    todo: [{ en: 'Run the audit again.' }],
  });
});
