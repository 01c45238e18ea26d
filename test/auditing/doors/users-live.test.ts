import { USER_BREAKS } from '../../../sandbox/scripted/doors.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

testScripted(USER_BREAKS, {
  'two users without MFA': {
    changed: ['door.user-mfa fail'],
    of: 'door.user-mfa',
    en: '2 users have a password and no MFA: alice and carol.',
    ja: '2人のユーザー（alice、carol）にパスワードがあり、MFAがありません。',
  },
  'seven users without MFA': {
    changed: ['door.user-mfa fail'],
    of: 'door.user-mfa',
    en: '7 users have a password and no MFA: ann, ben, cem, dan, eva and 2 more.',
    ja: '7人のユーザー（ann、ben、cem、dan、eva、ほか2人）にパスワードがあり、MFAがありません。',
  },
  'MFA by text messages only': {
    changed: ['door.user-mfa fail'],
    of: 'door.user-mfa',
    en: 'User bob has no MFA but text messages (SMS).',
    ja: 'ユーザー bob のMFAはSMSだけです。',
  },
  'MFA that was removed since the report': {
    changed: ['door.user-mfa fail'],
    of: 'door.user-mfa',
    en: 'User bob has a password and no MFA.',
    ja: 'ユーザー bob にパスワードがあり、MFAがありません。',
  },
  'password unused for 100 days': {
    changed: ['door.unused fail', 'door.unused-45 fail'],
    of: 'door.unused',
    en: "User bob has a password that hasn't been used for 90 days.",
    ja: 'ユーザー bob に、90日以上使われていないパスワードがあります。',
  },
  'password never used in 91 days': {
    changed: ['door.unused fail', 'door.unused-45 fail'],
    of: 'door.unused',
    en: "User bob has a password that hasn't been used for 90 days.",
    ja: 'ユーザー bob に、90日以上使われていないパスワードがあります。',
  },
  'password unused for 50 days': {
    changed: ['door.unused-45 fail'],
    of: 'door.unused-45',
    en: "User bob has a password that hasn't been used for 45 days.",
    ja: 'ユーザー bob に、45日以上使われていないパスワードがあります。',
  },
  'key unused for 60 days': {
    changed: ['door.unused-45 fail'],
    of: 'door.unused-45',
    en: "User alice has an active access key that hasn't been used for 45 days.",
    ja: 'ユーザー alice に、45日以上使われていない有効なアクセスキーがあります。',
  },
  'key that is 91 days old': {
    changed: ['door.old-keys fail'],
    of: 'door.old-keys',
    en: 'User alice has an active access key that is older than 90 days.',
    ja: 'ユーザー alice に、作成から90日を超えた有効なアクセスキーがあります。',
  },
  'two active keys': {
    changed: ['door.two-keys fail'],
    of: 'door.two-keys',
    en: 'User alice has two active access keys.',
    ja: 'ユーザー alice に、有効なアクセスキーが2つあります。',
  },
  'no password policy': {
    changed: ['door.password-policy fail'],
    of: 'door.password-policy',
    en: 'The account has no password policy of its own: 8 characters are enough, and any password may be used again.',
    ja: 'アカウント独自のパスワードポリシーがありません。8文字あればよく、以前のパスワードを何度でも再利用できます。',
  },
  'short passwords, which may be used again': {
    changed: ['door.password-policy fail'],
    of: 'door.password-policy',
    en: 'The password policy asks for 10 characters (CIS: 14) and lets any password be used again (CIS: remember 24).',
    ja: 'パスワードポリシーの最小文字数は10（CIS：14）で、以前のパスワードを再利用できます（CIS：直近24個の再利用を防止）。',
  },
  'row that is cut by a comma': {
    changed: [
      'door.user-mfa unknown',
      'door.unused unknown',
      'door.unused-45 unknown',
      'door.old-keys unknown',
      'door.two-keys unknown',
    ],
    of: 'door.user-mfa',
    en: "Can't tell: 1 row of the credential report couldn't be read.",
    ja: '判定できません。認証情報レポートの1行を読み取れませんでした。',
  },
});
