/** A public attack, run technique by technique with one key: the first screen names each way in, and no routine sign-in. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { DATA } from '../../helpers/shared.ts';

const ATTACK = join(DATA, 'invictus');

test.skipIf(!existsSync(ATTACK)).each([
  [
    'en',
    `critical  bert-jan from 192.168.10.20 and 1 other place: in with MFA, then set the selectors of trail
  stratus-red-team-ctes-trail-qyxyekjbtk so that it no longer records management events (+161 more), 2023-07-10 11:54 to
  12:28 [8feee4.rxkym9]
high  aws-go-sdk-1688990515440126480 (role stratus-red-team-leave-org-role) from 192.168.10.20: tried to take the
  account out of its organization, and was denied (AccessDenied), 2023-07-10 12:02 [be7f89.rxkxfh]
high  stratus-red-team-nmfalu-gfjyeaypjt from 192.168.10.20: in without MFA, 2023-07-10 12:23 [70e593.rxkyer]
medium  aws-go-sdk-1688990082523310002 (role stratus-red-team-ec2-get-password-data-role) from 192.168.10.20: was
  denied 20 calls within 10 minutes (ec2 GetPasswordData), 2023-07-10 11:54 [b09f3d.rxkx3d]
See an [id]: login-watch session 8feee4.rxkym9 events.ndjson
Who                                 Where                       Sign-ins  Failed  When              MFA
stratus-red-team-nmfalu-gfjyeaypjt  192.168.10.20 (not judged)  1         0       2023-07-10 12:23  not used
Routine: 1 person, 1 sign-in`,
  ],
  [
    'ja',
    `緊急  bert-jan、192.168.10.20 から（ほか1か所）：MFAありでサインイン成功、その後証跡
  stratus-red-team-ctes-trail-qyxyekjbtk のセレクターを変更し、管理イベントが記録されないようにしました（ほか161件）、
  2023-07-10 11:54〜12:28 [8feee4.rxkym9]
高  aws-go-sdk-1688990515440126480（ロール stratus-red-team-leave-org-role）、192.168.10.20 から：アカウントを組織から
  離脱させようとしました（拒否：AccessDenied）、2023-07-10 12:02 [be7f89.rxkxfh]
高  stratus-red-team-nmfalu-gfjyeaypjt、192.168.10.20 から：MFAなしでサインイン成功、2023-07-10 12:23 [70e593.rxkyer]
中  aws-go-sdk-1688990082523310002（ロール stratus-red-team-ec2-get-password-data-role）、192.168.10.20 から：行った呼
  び出しが10分以内に20回拒否されました（ec2 GetPasswordData）、2023-07-10 11:54 [b09f3d.rxkx3d]
[ID] の内容：login-watch session 8feee4.rxkym9 events.ndjson
誰が                                どこから                サインイン  失敗  いつ              MFA
stratus-red-team-nmfalu-gfjyeaypjt  192.168.10.20 (未判定)  1           0     2023-07-10 12:23  未使用
通常のサインイン：1人、1回`,
  ],
])('in %s', async (language, expected) => {
  const host = fakeHost({ cwd: ATTACK, columns: 120 });
  const args = ['--file', join(ATTACK, 'events.ndjson'), '--rules', 'all', '--summary', '--language', language];
  expect([await run(['replay', ...args], host), host.out().split('\n\n')[0]]).toEqual([0, expected]);
});
