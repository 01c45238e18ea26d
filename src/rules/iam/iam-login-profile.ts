/** Another user's console password was set. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, isByAws, tell } from '../deed.ts';
import { isOnItself } from './caller.ts';

export const iamLoginProfile: Rule = {
  id: 'iam-login-profile',
  theme: 'iam',
  title: { en: 'Console password set for another user', ja: '他のユーザーのコンソールパスワードの設定' },
  severity: 'high',
  why: {
    en: 'Whoever sets a user’s password can sign in as that user, and a machine’s user becomes a person’s. Administrators who help people who forgot theirs look the same.',
    ja: 'ユーザーのパスワードを設定すれば、そのユーザーとしてサインインできる。プログラム用のユーザーでもコンソールに入れるようになる。忘れた人のために管理者が再設定した場合も同じように見える。',
  },
  respond: {
    en: [
      'Ask the user whether they asked for it.',
      'If not: delete the login profile, and look for sign-ins of that user since.',
      'Look at who did it, and how they came to that permission.',
    ],
    ja: [
      '対象のユーザーに、依頼したかどうかを確認する。',
      '心当たりがなければログインプロファイルを削除し、以降のそのユーザーのサインインを調べる。',
      '操作した主体と、その権限を得た経緯を調べる。',
    ],
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_admin-change-user.html'],
  attack: ['T1098.001'],
  when: { eventSource: ['iam.amazonaws.com'], eventName: ['CreateLoginProfile', 'UpdateLoginProfile'] },
  check: (event) => (isByAws(event) || isOnItself(event) ? undefined : {}),
  say: tell(
    {
      CreateLoginProfile: {
        en: 'gave user {} a console password',
        ja: 'ユーザー {} のコンソールパスワードを作成しました',
      },
      UpdateLoginProfile: {
        en: 'changed the console password of user {}',
        ja: 'ユーザー {} のコンソールパスワードを変更しました',
      },
    },
    firstOf('userName'),
  ),
};
