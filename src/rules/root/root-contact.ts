/** The addresses by which AWS reaches the account’s owner: root’s mailbox and the security contact. */
import { textAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { anyOf, type Call, type Calls, hitOf, tellCall } from '../calls.ts';
import { isByAws } from '../deed.ts';

const ofSecurity: Call['where'] = ({ record }) =>
  textAt(record, 'requestParameters.alternateContactType')?.toUpperCase() === 'SECURITY';

const CALLS: Calls = {
  account: {
    StartPrimaryEmailUpdate: {
      en: 'started to move the mailbox of root of account {}',
      ja: 'アカウント {} のルートユーザーのメールアドレスの変更を開始しました',
    },
    AcceptPrimaryEmailUpdate: {
      en: 'moved the mailbox of root of account {}',
      ja: 'アカウント {} のルートユーザーのメールアドレスを変更しました',
      severity: 'critical',
    },
    PutAlternateContact: {
      en: 'changed the security contact of the account',
      ja: 'アカウントのセキュリティ担当の連絡先を変更しました',
      severity: 'medium',
      title: { en: 'Security contact changed', ja: 'セキュリティ担当の連絡先の変更' },
      where: ofSecurity,
    },
    DeleteAlternateContact: {
      en: 'deleted the security contact of the account',
      ja: 'アカウントのセキュリティ担当の連絡先を削除しました',
      severity: 'medium',
      title: { en: 'Security contact changed', ja: 'セキュリティ担当の連絡先の変更' },
      where: ofSecurity,
    },
  },
};

export const rootContact: Rule = {
  id: 'root-contact',
  theme: 'root',
  title: { en: 'Root’s mailbox changed', ja: 'ルートユーザーのメールアドレスの変更' },
  severity: 'high',
  why: {
    en: 'Whoever reads root’s mail can reset root’s password. The organization’s administrators can move it without signing in to the account. AWS writes to the security contact when it finds your keys in public. Contacts for billing and operations are quiet.',
    ja: 'ルートユーザー宛てのメールを読める者は、ルートユーザーのパスワードを再設定できる。組織の管理者は、対象のアカウントにサインインせずにメールアドレスを変更できる。キーの漏えいなどを見つけたとき、AWSはセキュリティ担当の連絡先に知らせる。請求・運用の連絡先の変更は通知しない。',
  },
  respond: {
    en: [
      'Ask those who run the organization whether it was planned.',
      'If not: move it back, and look for sign-ins of root and for password recovery in that account.',
    ],
    ja: [
      '組織の管理者に、計画された変更かを確認する。',
      '計画がなければ元に戻し、そのアカウントでのルートユーザーのサインインとパスワードの再設定を調べる。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-root-user-email.html',
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html',
  ],
  attack: ['T1098', 'T1078.004'],
  when: anyOf(CALLS),
  // Root’s own change of its address.
  yieldsTo: ['root-credential'],
  check: (event, context) => (isByAws(event) ? undefined : hitOf(CALLS, event, context)),
  say: tellCall(CALLS, 'accountId'),
};
