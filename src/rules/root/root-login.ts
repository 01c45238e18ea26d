/** Root signed in to the console. */
import type { Rule } from '../../core/rule.ts';
import { accountIn, fromWhere, ja } from '../../core/say.ts';

export const rootLogin: Rule = {
  id: 'root-login',
  theme: 'root',
  title: { en: 'Root sign-in', ja: 'ルートユーザーのサインイン' },
  severity: 'critical',
  why: {
    en: 'Root can do everything, is stopped by no IAM policy, and is needed a few times in an account’s life. Its sign-ins are recorded in us-east-1, whatever region people work in.',
    ja: 'ルートユーザーは何でもでき、IAMポリシーでは止められず、必要になるのは数年に数回。サインインは、作業リージョンに関係なく us-east-1 に記録される。',
  },
  respond: {
    en: [
      'Ask those who hold the root credentials whether it was them, and for what.',
      'If it was none of them: recover the account through its mailbox, change the password, remove foreign MFA devices and access keys, and open a case with AWS Support.',
      'Look at everything that root did since: event history in us-east-1, user name `root`.',
    ],
    ja: [
      'ルートユーザーの認証情報を持つ人に、本人のサインインか、何のためかを確認する。',
      '誰にも心当たりがなければ、登録メールでアカウントを復旧し、パスワードを変更し、見覚えのないMFAデバイスとアクセスキーを削除し、AWSサポートに連絡する。',
      'それ以降のルートユーザーの操作をすべて調べる（us-east-1 のイベント履歴、ユーザー名 `root`）。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
  ],
  attack: ['T1078.004'],
  cis: ['1.2:3.3', '1.4:4.3'],
  securityHub: ['CloudWatch.1'],
  when: { eventSource: ['signin.amazonaws.com'], eventName: ['ConsoleLogin'], userIdentity: { type: ['Root'] } },
  check: (event) => (event.outcome === 'success' ? {} : undefined),
  say: {
    en: (told) => `Root signed in to account ${accountIn.en(told)}${fromWhere.en(told)}`,
    ja: (told) => ja`ルートユーザーが${fromWhere.ja(told)}アカウント ${accountIn.ja(told)}にサインインしました`,
  },
};
