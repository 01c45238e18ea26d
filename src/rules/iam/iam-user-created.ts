/** A new IAM user. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, isByAws, tell } from '../deed.ts';

export const iamUserCreated: Rule = {
  id: 'iam-user-created',
  theme: 'iam',
  title: { en: 'IAM user created', ja: 'IAMユーザーの作成' },
  severity: 'medium',
  why: {
    en: 'A new user is how an intruder stays after the stolen credentials are gone. Where people sign in through IAM Identity Center, new users are rare. What the user may do, and with which credentials, is reported by other rules.',
    ja: '新しいユーザーは、盗んだ認証情報が無効になった後も侵入者が居座るための手段になる。Identity Centerでサインインする組織では、新規ユーザーはまれ。ユーザーの権限や認証情報は他のルールで通知する。',
  },
  respond: {
    en: [
      'Ask who needs the user, and why a role would not do.',
      'If nobody does: delete its access keys and password, detach its policies, delete it, and look at what made it.',
    ],
    ja: [
      '誰が必要としているのか、なぜロールでは不足なのかを確認する。',
      '不要であれば、アクセスキーとパスワードを削除し、ポリシーを外してユーザーを削除し、作成した主体を調べる。',
    ],
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_create.html'],
  attack: ['T1136.003'],
  when: { eventSource: ['iam.amazonaws.com'], eventName: ['CreateUser'] },
  check: (event) => (isByAws(event) ? undefined : {}),
  say: tell(
    { CreateUser: { en: 'created IAM user {}', ja: 'IAMユーザー {} を作成しました' } },
    firstOf('userName', 'responseElements.user.userName'),
  ),
};
