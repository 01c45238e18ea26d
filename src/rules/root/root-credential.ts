/** Root's own password, e-mail address or access key was changed or made. */
import type { TrailEvent } from '../../core/event.ts';
import type { Rule } from '../../core/rule.ts';
import { accountIn, fromWhere, ja } from '../../core/say.ts';
import { targetUser } from '../iam/caller.ts';

// CloudTrail has recorded root's password change by both names.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
const DEEDS = new Map([
  ['PasswordUpdated', { en: 'changed its password', ja: 'パスワードを変更しました' }],
  ['ChangePassword', { en: 'changed its password', ja: 'パスワードを変更しました' }],
  ['EmailUpdated', { en: 'changed its e-mail address', ja: 'メールアドレスを変更しました' }],
  ['UpdateAccountEmailAddress', { en: 'changed its e-mail address', ja: 'メールアドレスを変更しました' }],
  ['CreateAccessKey', { en: 'made itself an access key', ja: '自身のアクセスキーを作成しました' }],
  ['CreateLoginProfile', { en: 'made itself a password', ja: '自身のパスワードを作成しました' }],
]);
const CHANGE = { en: 'changed its credentials', ja: '認証情報を変更しました' };

export const rootCredential: Rule = {
  id: 'root-credential',
  theme: 'root',
  title: { en: 'Root credential changed', ja: 'ルートユーザーの認証情報の変更' },
  severity: 'critical',
  why: {
    en: 'A new password or address locks the owner out; an access key of root is everything in one line of text. Changes through the organization’s account management are recorded as other events.',
    ja: 'パスワードやメールアドレスが変われば所有者は締め出される。ルートユーザーのアクセスキーがあれば、何でもできてしまう。組織のアカウント管理機能による変更は別のイベントとして記録される。',
  },
  respond: {
    en: [
      'Ask those who hold the root credentials whether it was them.',
      'If it was none of them: recover the account through its mailbox or AWS Support at once.',
      'Delete any access key of root: nothing needs one.',
    ],
    ja: [
      'ルートユーザーの認証情報を持つ人に、本人の操作かどうかを確認する。',
      '誰にも心当たりがなければ、直ちに登録メールまたはAWSサポートでアカウントを復旧する。',
      'ルートユーザーのアクセスキーは不要なので、すべて削除する。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-password.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
  ],
  attack: ['T1098.001'],
  when: {
    eventSource: ['signin.amazonaws.com', 'iam.amazonaws.com'],
    eventName: [...DEEDS.keys()],
    userIdentity: { type: ['Root'] },
  },
  // Root that makes a key for a user names the user.
  check: (event) => (targetUser(event) === undefined && !isFailedSignInEvent(event) ? {} : undefined),
  say: {
    en: (told) =>
      `Root of account ${accountIn.en(told)} ${(DEEDS.get(told.event.name) ?? CHANGE).en}${fromWhere.en(told)}`,
    ja: (told) =>
      ja`アカウント ${accountIn.ja(told)}のルートユーザーが${fromWhere.ja(told)}${(DEEDS.get(told.event.name) ?? CHANGE).ja}`,
  },
};

/** These fail without an `errorCode`, so the engine can't recognize attempts. */
function isFailedSignInEvent({ source, outcome }: TrailEvent): boolean {
  return source === 'signin.amazonaws.com' && outcome === 'failure';
}
