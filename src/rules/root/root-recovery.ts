/** "Forgot password" was used for root. */
import type { Rule } from '../../core/rule.ts';
import { accountIn, because, fromWhere, ja } from '../../core/say.ts';

export const rootRecovery: Rule = {
  id: 'root-recovery',
  theme: 'root',
  title: { en: 'Root password recovery', ja: 'ルートユーザーのパスワード復旧' },
  severity: 'critical',
  why: {
    en: 'Whoever can read the mailbox of root can set a new password. Only root has this way; anybody who knows the address can start it.',
    ja: 'ルートユーザーのメールを読める者は新しいパスワードを設定できる。この手順はルートユーザーだけのもので、メールアドレスを知っていれば誰でも開始できる。',
  },
  respond: {
    en: [
      'Ask those who hold the root credentials whether it was them.',
      'If it was none of them: secure the mailbox first, then the account; check that MFA for root is in place.',
      'If it was completed: treat root as compromised, and open a case with AWS Support.',
    ],
    ja: [
      'ルートユーザーの認証情報を持つ人に、本人の操作かどうかを確認する。',
      '誰にも心当たりがなければ、まずメールアカウントを、次にAWSアカウントを保護し、ルートユーザーのMFAを確認する。',
      '復旧が完了していれば、ルートユーザーは侵害されたものとして扱い、AWSサポートに連絡する。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reset-root-password.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
  ],
  attack: ['T1078.004'],
  when: {
    eventSource: ['signin.amazonaws.com'],
    eventName: ['PasswordRecoveryRequested', 'PasswordRecoveryCompleted'],
  },
  outcome: 'any',
  say: {
    en: (told) => {
      const { event } = told;
      const account = `the root password of account ${accountIn.en(told)}${fromWhere.en(told)}${because.en(event)}`;
      if (event.outcome === 'failure') return `Somebody failed to recover ${account}`;
      return event.name === 'PasswordRecoveryCompleted'
        ? `Somebody recovered ${account}`
        : `Somebody asked to recover ${account}`;
    },
    ja: (told) => {
      const { event } = told;
      const account = ja`何者かが${fromWhere.ja(told)}アカウント ${accountIn.ja(told)}のルートユーザーのパスワード復旧`;
      if (event.outcome === 'failure') return ja`${account}に失敗しました${because.ja(event)}`;
      return event.name === 'PasswordRecoveryCompleted' ? ja`${account}を完了しました` : ja`${account}を要求しました`;
    },
  },
};
