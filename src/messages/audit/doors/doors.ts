/** Checks of the ways into an account: titles, sentences and remedies. */
import type { Words } from '../../../core/language.ts';
import type { WordTable } from '../../../core/words.ts';
import { DOORS_EN } from './doors.en.ts';
import { DOORS_JA } from './doors.ja.ts';
import type { DoorCheck, DoorWords } from './doors.words.ts';

export const DOOR_WORDS: WordTable<DoorWords> = { en: DOORS_EN, ja: DOORS_JA };

export const DOOR_TITLES: Readonly<Record<DoorCheck, Words>> = {
  'door.root-keys': { en: "The root user's access keys", ja: 'ルートユーザーのアクセスキー' },
  'door.root-mfa': { en: "The root user's MFA", ja: 'ルートユーザーのMFA' },
  'door.root-hardware-mfa': { en: 'Hardware MFA of the root user', ja: 'ルートユーザーのハードウェアMFA' },
  'door.root-certificates': { en: "The root user's signing certificates", ja: 'ルートユーザーの署名用証明書' },
  'door.root-used': { en: 'Use of the root user', ja: 'ルートユーザーの使用' },
  'door.member-root': { en: 'Root credentials of member accounts', ja: 'メンバーアカウントのルートユーザーの認証情報' },
  'door.user-mfa': { en: 'MFA of users with a password', ja: 'パスワードのあるユーザーのMFA' },
  'door.unused': { en: 'Credentials unused for 90 days', ja: '90日以上使われていない認証情報' },
  'door.unused-45': { en: 'Credentials unused for 45 days', ja: '45日以上使われていない認証情報' },
  'door.old-keys': { en: 'Access keys older than 90 days', ja: '作成から90日を超えたアクセスキー' },
  'door.two-keys': { en: 'Users with two access keys', ja: 'アクセスキーが2つあるユーザー' },
  'door.password-policy': { en: 'The password policy', ja: 'パスワードポリシー' },
  'door.sign-in-guard': { en: 'The sign-in guard', ja: 'サインインの制限' },
  'door.identity-center': { en: 'IAM Identity Center', ja: 'IAM Identity Center' },
  'door.guardduty': { en: 'GuardDuty in every region', ja: '全リージョンのGuardDuty' },
};
