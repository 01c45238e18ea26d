/**
 * The first screen of each public set: it names each way in, what was done, and no routine sign-in. `invictus` is an attack
 * that was run technique by technique with one key, `stratus` a technique in each account, the others are tools' cases.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { DATA } from '../../helpers/shared.ts';

/** By set and language, in 120 columns. */
const SCREENS: readonly (readonly [set: string, language: string, text: string])[] = [
  // One key ran technique after technique; two people signed in, one of them without MFA.
  [
    'invictus',
    'en',
    `critical  bert-jan from 192.168.10.20 and 1 other place: set the selectors of trail
  stratus-red-team-ctes-trail-qyxyekjbtk so that it no longer records management events (+161 more), then in with MFA,
  2023-07-10 11:54 to 12:28 [076e96.rxkxc8]
high  aws-go-sdk-1688990515440126480 (role stratus-red-team-leave-org-role) from 192.168.10.20: tried to take the
  account out of its organization, and was denied (AccessDenied), 2023-07-10 12:02 [be7f89.rxkxfh]
high  stratus-red-team-nmfalu-gfjyeaypjt from 192.168.10.20: in without MFA, 2023-07-10 12:23 [70e593.rxkyer]
medium  aws-go-sdk-1688990082523310002 (role stratus-red-team-ec2-get-password-data-role) from 192.168.10.20: was
  denied 20 calls within 10 minutes (ec2 GetPasswordData), 2023-07-10 11:54 [b09f3d.rxkx3d]
See an [id]: login-watch session 076e96.rxkxc8 events.ndjson
Who                                 Where                       Sign-ins  Failed  When              MFA
stratus-red-team-nmfalu-gfjyeaypjt  192.168.10.20 (not judged)  1         0       2023-07-10 12:23  not used
Routine: 1 person, 1 sign-in`,
  ],
  [
    'invictus',
    'ja',
    `緊急  bert-jan、192.168.10.20 から（ほか1か所）：証跡 stratus-red-team-ctes-trail-qyxyekjbtk のセレクターを変更し、管
  理イベントが記録されないようにしました（ほか161件）、その後MFAありでサインイン成功、2023-07-10 11:54〜12:28
  [076e96.rxkxc8]
高  aws-go-sdk-1688990515440126480（ロール stratus-red-team-leave-org-role）、192.168.10.20 から：アカウントを組織から
  離脱させようとしました（拒否：AccessDenied）、2023-07-10 12:02 [be7f89.rxkxfh]
高  stratus-red-team-nmfalu-gfjyeaypjt、192.168.10.20 から：MFAなしでサインイン成功、2023-07-10 12:23 [70e593.rxkyer]
中  aws-go-sdk-1688990082523310002（ロール stratus-red-team-ec2-get-password-data-role）、192.168.10.20 から：行った呼
  び出しが10分以内に20回拒否されました（ec2 GetPasswordData）、2023-07-10 11:54 [b09f3d.rxkx3d]
[ID] の内容：login-watch session 076e96.rxkxc8 events.ndjson
誰が                                どこから                サインイン  失敗  いつ              MFA
stratus-red-team-nmfalu-gfjyeaypjt  192.168.10.20 (未判定)  1           0     2023-07-10 12:23  未使用
通常のサインイン：1人、1回`,
  ],
  // A technique an account: the only sign-in is named, and each of the nineteen break-ins has a handle.
  [
    'stratus',
    'en',
    `critical  christophe (847129010505) from 203.0.113.216: deleted trail stratus-red-team-cloudtraild-trail-kvrwohmiai,
  2024-07-31 12:46 [ee73c2.shhnht]
Also: stratus-red-team-nmfalu-jfzdtsvchl (562283505220) from 203.0.113.16 [865d93.shl210]; christophe (958312252124,
  143434273843, 032092706103, 229654561268, 609418236337, 946986569305, 206821776919, 498376118699, 118238665043,
  756680937392, 171471557522, 751203476945, 070411556318, 880896431042, 791182566784, 763751499319) from 203.0.113.250
  and 15 other places [c2a894.shhnne, 10163e.shhoeo, 9fd685.shjh3v, 083dc4.shjkbs, 394803.shjkit, c64c4d.shgi4p,
  ba4609.shhrzm, ded2f5.shhu11, 1f00bc.shjh79, 6897ff.shjhaq, fef2bf.shjhri, 62e290.shjk5x, d3906a.shjkql,
  b67a9b.shjkys, 66e5f2.shjlef, a46a1a.sixa74]; aws-go-sdk-1722587398902687000 (role stratus-red-team-leave-org-role)
  (307578594326) from 203.0.113.230 [16903c.shl0y0]
See an [id]: login-watch session ee73c2.shhnht events.ndjson
2 stories of medium or low severity besides
1 person and place: 1 sign-in, 0 failed`,
  ],
  [
    'stratus',
    'ja',
    `緊急  christophe（847129010505）、203.0.113.216 から：証跡 stratus-red-team-cloudtraild-trail-kvrwohmiai を削除しまし
  た、2024-07-31 12:46 [ee73c2.shhnht]
ほか：stratus-red-team-nmfalu-jfzdtsvchl（562283505220）、203.0.113.16 から [865d93.shl210]；christophe
  （958312252124、143434273843、032092706103、229654561268、609418236337、946986569305、206821776919、498376118699、
  118238665043、756680937392、171471557522、751203476945、070411556318、880896431042、791182566784、763751499319）、
  203.0.113.250 から（ほか15か所） [c2a894.shhnne, 10163e.shhoeo, 9fd685.shjh3v, 083dc4.shjkbs, 394803.shjkit,
  c64c4d.shgi4p, ba4609.shhrzm, ded2f5.shhu11, 1f00bc.shjh79, 6897ff.shjhaq, fef2bf.shjhri, 62e290.shjk5x,
  d3906a.shjkql, b67a9b.shjkys, 66e5f2.shjlef, a46a1a.sixa74]；aws-go-sdk-1722587398902687000（ロール
  stratus-red-team-leave-org-role）（307578594326）、203.0.113.230 から [16903c.shl0y0]
[ID] の内容：login-watch session ee73c2.shhnht events.ndjson
ほかに重大度「中」または「低」の出来事が2件
人と場所の組み合わせ1件：サインイン1回、失敗0回`,
  ],
  // Its cases that must alert by sign-in and trail; ids are blotted out, so that most lead nowhere.
  [
    'fivexl',
    'en',
    `critical  XXXXXXXXXXX (XXXXXXXXXXX) from XXXXXXXXXXX: stopped logging of trail XXXXXXXXXXX (+2 more), 2000-01-03 16:14
critical  root (XXXXXXXXXXXXXXXXXXXX) from XXXXXXXXXXXXXXXXXXXX: in with MFA, 2000-01-03 16:14
high  xxxxxxxx (XXXXXXXXXXX) from 203.0.113.104: in without MFA, 2000-01-03 16:14
  login-watch session 0e4d136e-25d4-4d92-b2b2-8a9fe1e3f1af events.ndjson
Who                          Where                                  Sign-ins  Failed  When              MFA
root (XXXXXXXXXXXXXXXXXXXX)  XXXXXXXXXXXXXXXXXXXX (not an address)  1         0       2000-01-03 16:14  used
xxxxxxxx (XXXXXXXXXXX)       203.0.113.104 (not judged)             1         0       2000-01-03 16:14  not used`,
  ],
  [
    'fivexl',
    'ja',
    `緊急  XXXXXXXXXXX（XXXXXXXXXXX）、XXXXXXXXXXX から：証跡 XXXXXXXXXXX のログ記録を停止しました（ほか2件）、2000-01-03
  16:14
緊急  ルートユーザー（XXXXXXXXXXXXXXXXXXXX）、XXXXXXXXXXXXXXXXXXXX から：MFAありでサインイン成功、2000-01-03 16:14
高  xxxxxxxx（XXXXXXXXXXX）、203.0.113.104 から：MFAなしでサインイン成功、2000-01-03 16:14
  login-watch session 0e4d136e-25d4-4d92-b2b2-8a9fe1e3f1af events.ndjson
誰が                                 どこから                                 サインイン  失敗  いつ              MFA
ルートユーザー                       XXXXXXXXXXXXXXXXXXXX (アドレスではない)  1           0     2000-01-03 16:14  使用
(XXXXXXXXXXXXXXXXXXXX)
xxxxxxxx (XXXXXXXXXXX)               203.0.113.104 (未判定)                   1           0     2000-01-03 16:14  未使用`,
  ],
  // The documentation's examples: each sign-in without MFA, root's, and one that is routine.
  [
    'awsdocs',
    'en',
    `critical  Alice (123456789012) from 127.0.0.1: added user Bob to group admin, 2014-03-25 21:08
critical  root (123456789012) from AWS Internal: set rule cttest2 (events) in account 123456789012, 2015-11-18 00:11
  [49d14f.nxzhv4]
critical  root (111122223333) from 192.0.2.0: 1 failed sign-in, then in without MFA, then enabled MFA device AWS ROOT
  USER (iam) in account 111122223333 (+1 more), 2022-11-10 16:24 [deb1e1.rl548y]
high  Mary_Major (123456789012) from 203.0.113.67: in without MFA, 2019-06-10 17:14
Also: user1 (111122223333) from 203.0.113.0 [e959a9.qkzl4x, a15bf2.ql1t8e]; anaya (111122223333) from 192.0.2.0
  [3fcfb1.rl548y]
See an [id]: login-watch session 49d14f.nxzhv4 events.ndjson
6 stories of medium or low severity besides
6 people and places: 7 sign-ins, 5 failed
Routine: 1 person, 1 sign-in`,
  ],
  [
    'awsdocs',
    'ja',
    `緊急  Alice（123456789012）、127.0.0.1 から：ユーザー Bob をグループ admin に追加しました、2014-03-25 21:08
緊急  ルートユーザー（123456789012）、AWS Internal から：アカウント 123456789012 で rule cttest2（events）を設定しまし
  た、2015-11-18 00:11 [49d14f.nxzhv4]
緊急  ルートユーザー（111122223333）、192.0.2.0 から：サインイン失敗1回、その後MFAなしでサインイン成功、その後アカウン
  ト 111122223333 で MFA device AWS ROOT USER（iam）を有効化しました（ほか1件）、2022-11-10 16:24 [deb1e1.rl548y]
高  Mary_Major（123456789012）、203.0.113.67 から：MFAなしでサインイン成功、2019-06-10 17:14
ほか：user1（111122223333）、203.0.113.0 から [e959a9.qkzl4x, a15bf2.ql1t8e]；anaya（111122223333）、192.0.2.0 から
  [3fcfb1.rl548y]
[ID] の内容：login-watch session 49d14f.nxzhv4 events.ndjson
ほかに重大度「中」または「低」の出来事が6件
人と場所の組み合わせ6件：サインイン7回、失敗5回
通常のサインイン：1人、1回`,
  ],
  // Values are "..." but for what its rules read; nobody signs in by a record that can be read.
  [
    'streamalert',
    'en',
    `critical  ... (12345) from ...: let anybody into bucket ... by its ACL, 1970-01-01 00:00
critical  root (12345) from ...: caused the event ConsoleLogin (...) in account 12345, 1970-01-01 00:00
critical  ... (123456789123) from ...: stopped logging of trail ..., 2017-01-01 00:20
critical  ... (123456789123) from ...: deleted database cluster ..., without a last snapshot, 2017-01-01 00:20
critical  ... (12345) from ...: opened all traffic of security group ... to the whole internet (+1 more), 2017-10-11
  17:02
critical  test (444444444444) from 203.0.113.11: shared image ami-6eb72111 with everybody, 2018-05-15 16:17
  [d1f68c.p8s2lo]
Also: ... (123456789123) from ... [f7a98a.puekyc]; ... (123456789012) from ...
See an [id]: login-watch session d1f68c.p8s2lo events.ndjson
1 story of medium or low severity besides`,
  ],
  [
    'streamalert',
    'ja',
    `緊急  ...（12345）、... から：バケット ... をACLで全員に公開しました、1970-01-01 00:00
緊急  ルートユーザー（12345）、... から：アカウント 12345 で ConsoleLogin（...）を実行しました、1970-01-01 00:00
緊急  ...（123456789123）、... から：証跡 ... のログ記録を停止しました、2017-01-01 00:20
緊急  ...（123456789123）、... から：データベースクラスター ... を削除しました（最終スナップショットなし）、2017-01-01
  00:20
緊急  ...（12345）、... から：セキュリティグループ ... のすべてのトラフィックをインターネット全体に公開しました（ほか1
  件）、2017-10-11 17:02
緊急  test（444444444444）、203.0.113.11 から：イメージ ami-6eb72111 を全員に共有しました、2018-05-15 16:17
  [d1f68c.p8s2lo]
ほか：...（123456789123）、... から [f7a98a.puekyc]；...（123456789012）、... から
[ID] の内容：login-watch session d1f68c.p8s2lo events.ndjson
ほかに重大度「中」または「低」の出来事が1件`,
  ],
  // Nobody signs in; root acts.
  [
    'custodian',
    'en',
    `critical  root (619193117841) from 203.0.113.148: created bucket custodian-create-bucket-v4 (s3) in account
  619193117841, 2016-06-04 12:19
  login-watch session c4fa3db1-2303-40e4-bde0-3b7246bdbf0b events.ndjson
critical  root (659775036450) from 203.0.113.98: created virtual node vn3 (appmesh) in account 659775036450,
  2024-03-23 00:28
  login-watch session e3ea18ad-9f89-4833-9051-ba2ea1430553 events.ndjson`,
  ],
  [
    'custodian',
    'ja',
    `緊急  ルートユーザー（619193117841）、203.0.113.148 から：アカウント 619193117841 で bucket custodian-create-bucket-v4
  （s3）を作成しました、2016-06-04 12:19
  login-watch session c4fa3db1-2303-40e4-bde0-3b7246bdbf0b events.ndjson
緊急  ルートユーザー（659775036450）、203.0.113.98 から：アカウント 659775036450 で virtual node vn3（appmesh）を作成
  しました、2024-03-23 00:28
  login-watch session e3ea18ad-9f89-4833-9051-ba2ea1430553 events.ndjson`,
  ],
];

/** Addresses of machines of other people stand as examples. */
const withExamples = (text: string): string =>
  text.replace(/\b(?:\d{1,3}\.){3}(\d{1,3})\b/g, (address, last) =>
    /^(?:192\.0\.2|192\.168|198\.51\.100|203\.0\.113|127\.0\.0)\./.test(address) ? address : `203.0.113.${last}`,
  );

const isThere = existsSync(DATA);
if (!isThere) process.stderr.write('skipped, not beside this checkout: shared/data\n');
test.skipIf(!isThere).each(SCREENS)('%s in %s', async (set, language, expected) => {
  const host = fakeHost({ cwd: join(DATA, set), columns: 120 });
  const args = ['--file', join(DATA, set, 'events.ndjson'), '--rules', 'all', '--summary', '--language', language];
  const exit = await run(['replay', ...args], host);
  expect([exit, withExamples(host.out().split('\n\n')[0] ?? '')]).toEqual([0, expected]);
});

test.skipIf(!isThere)(
  'the handle of the attack leads to the session that did it, not to the console opened after it',
  async () => {
    const host = fakeHost({ cwd: join(DATA, 'invictus'), columns: 120 });
    expect(await run(['session', '076e96.rxkxc8', join(DATA, 'invictus', 'events.ndjson')], host)).toBe(0);
    expect(host.out()).toMatch(/^Session of bert-jan from 192\.168\.10\.20/m);
    expect(host.out()).toContain('set the selectors of trail stratus-red-team-ctes-trail-qyxyekjbtk');
  },
);
