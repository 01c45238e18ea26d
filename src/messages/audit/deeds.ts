/** Names of the deeds that an audit follows, besides those that have a rule's title. */
import type { Words } from '../../core/language.ts';

export type ControlId = `CloudWatch.${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14}`;

export const CONTROL_TITLES: Readonly<Record<ControlId, Words>> = {
  'CloudWatch.1': { en: 'The root user is used', ja: 'ルートユーザーの使用' },
  'CloudWatch.2': { en: 'An API call is denied', ja: 'APIコールの拒否' },
  'CloudWatch.3': { en: 'A console sign-in without MFA', ja: 'MFAなしのコンソールサインイン' },
  'CloudWatch.4': { en: 'An IAM policy changes', ja: 'IAMポリシーの変更' },
  'CloudWatch.5': { en: 'A trail changes', ja: '証跡の変更' },
  'CloudWatch.6': { en: 'A console sign-in fails', ja: 'コンソールサインインの失敗' },
  'CloudWatch.7': { en: 'A KMS key is disabled or scheduled for deletion', ja: 'KMSキーの無効化または削除予約' },
  'CloudWatch.8': { en: 'An S3 bucket policy changes', ja: 'S3バケットポリシーの変更' },
  'CloudWatch.9': { en: 'AWS Config changes', ja: 'AWS Configの変更' },
  'CloudWatch.10': { en: 'A security group changes', ja: 'セキュリティグループの変更' },
  'CloudWatch.11': { en: 'A network ACL changes', ja: 'ネットワークACLの変更' },
  'CloudWatch.12': { en: 'A network gateway changes', ja: 'ネットワークゲートウェイの変更' },
  'CloudWatch.13': { en: 'A route table changes', ja: 'ルートテーブルの変更' },
  'CloudWatch.14': { en: 'A VPC changes', ja: 'VPCの変更' },
};

export type SignInKind =
  | 'root'
  | 'root-recovery'
  | 'user-without-mfa'
  | 'user-with-mfa'
  | 'user-failed'
  | 'federated'
  | 'identity-center'
  | 'identity-center-device'
  | 'aws-login'
  | 'switch-role';

export const SIGN_IN_TITLES: Readonly<Record<SignInKind, Words>> = {
  root: { en: 'The root user signs in', ja: 'ルートユーザーのサインイン' },
  'root-recovery': { en: "The root user's password is reset", ja: 'ルートユーザーのパスワードの再設定' },
  'user-without-mfa': { en: 'An IAM user signs in without MFA', ja: 'IAMユーザーのMFAなしのサインイン' },
  'user-with-mfa': { en: 'An IAM user signs in with MFA', ja: 'IAMユーザーのMFAありのサインイン' },
  'user-failed': { en: 'An IAM user fails to sign in', ja: 'IAMユーザーのサインインの失敗' },
  federated: { en: 'A federated user signs in', ja: 'フェデレーションユーザーのサインイン' },
  'identity-center': { en: 'An Identity Center user signs in', ja: 'Identity Centerユーザーのサインイン' },
  'identity-center-device': {
    en: 'An Identity Center user signs in a program by device code',
    ja: 'Identity Centerユーザーのデバイスコードによるサインイン',
  },
  'aws-login': { en: 'A user signs in with `aws login`', ja: '`aws login` によるサインイン' },
  'switch-role': { en: 'A user switches roles in the console', ja: 'コンソールでのロールの切り替え' },
};

/** Why there is no deed of a rule that is about names of the account or its settings. */
export const UNNAMED_DEEDS: Readonly<Record<'signin-break-glass' | 'trail-bucket' | 'notifier-changed', Words>> = {
  'signin-break-glass': {
    en: 'emergency access (`signin-break-glass`): the settings name none under `breakGlass`',
    ja: '緊急用アクセス（`signin-break-glass`）：設定の `breakGlass` に指定がありません',
  },
  'trail-bucket': {
    en: "changes to the trail's bucket (`trail-bucket`): no bucket of this account is known that a trail writes to",
    ja: '証跡のバケットの変更（`trail-bucket`）：証跡の出力先として確認できたバケットがこのアカウントにありません',
  },
  'notifier-changed': {
    en: 'changes to our own function (`notifier-changed`): nothing that was looked at leads to one with the name of the settings',
    ja: '通知機能の関数の変更（`notifier-changed`）：確認した範囲に、設定の名前の関数につながるものがありません',
  },
};
