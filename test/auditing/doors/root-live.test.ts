import { ROOT_BREAKS } from '../../../sandbox/scripted/doors.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

testScripted(ROOT_BREAKS, {
  'root has an access key': {
    changed: ['door.root-keys fail'],
    of: 'door.root-keys',
    en: 'The root user has an access key.',
    ja: 'ルートユーザーにアクセスキーがあります。',
  },
  'root has no MFA': {
    changed: ['door.root-mfa fail'],
    of: 'door.root-mfa',
    en: 'The root user has a password and no MFA device.',
    ja: 'ルートユーザーにパスワードがあり、MFAデバイスがありません。',
  },
  'root has virtual MFA': {
    changed: ['door.root-hardware-mfa fail'],
    of: 'door.root-hardware-mfa',
    en: 'An MFA device of the root user is virtual: whoever copies its seed, or the phone, has it too.',
    ja: 'ルートユーザーのMFAデバイスに仮想デバイスがあります。シードやスマートフォンを複製されると、MFAも突破されます。',
  },
  'root has virtual MFA of another name, beside a security key': {
    changed: ['door.root-hardware-mfa fail'],
    of: 'door.root-hardware-mfa',
    en: 'An MFA device of the root user is virtual: whoever copies its seed, or the phone, has it too.',
    ja: 'ルートユーザーのMFAデバイスに仮想デバイスがあります。シードやスマートフォンを複製されると、MFAも突破されます。',
  },
  'root has a signing certificate': {
    changed: ['door.root-certificates fail'],
    of: 'door.root-certificates',
    en: 'The root user has a signing certificate.',
    ja: 'ルートユーザーに署名用証明書があります。',
  },
  'root signed in a week ago': {
    changed: ['door.root-used fail'],
    of: 'door.root-used',
    en: 'The root user was last used on 2026-11-22, with its password, within the last 30 days.',
    ja: 'ルートユーザーが 2026-11-22 に使われました（パスワード、直近30日以内）。',
  },
  "root's key was used yesterday": {
    changed: ['door.root-keys fail', 'door.root-used fail'],
    of: 'door.root-keys',
    en: 'The root user has an access key.',
    ja: 'ルートユーザーにアクセスキーがあります。',
  },
  'organization without central root access': {
    changed: ['door.member-root fail'],
    of: 'door.member-root',
    en: "The organization doesn't manage root credentials of its member accounts centrally.",
    ja: '組織がメンバーアカウントのルートユーザーの認証情報を一元管理していません。',
  },
  'organization that IAM is not trusted in': {
    changed: ['door.member-root fail'],
    of: 'door.member-root',
    en: "The organization doesn't manage root credentials of its member accounts centrally.",
    ja: '組織がメンバーアカウントのルートユーザーの認証情報を一元管理していません。',
  },
  'organization without all features': {
    changed: ['door.member-root fail'],
    of: 'door.member-root',
    en: "The organization doesn't have all features enabled, so its member accounts' root credentials can't be managed centrally.",
    ja: '組織ですべての機能が有効になっていないため、メンバーアカウントのルートユーザーの認証情報を一元管理できません。',
  },
});
