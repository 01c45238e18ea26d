/** Central root access switched on or off: who may act as root of the organization's accounts. */
import type { Rule } from '../../core/rule.ts';
import { isByAws, tell } from '../deed.ts';

export const orgRootAccess: Rule = {
  id: 'org-root-access',
  theme: 'org',
  title: { en: 'Central root access changed', ja: 'ルートアクセスの一元管理の変更' },
  severity: 'high',
  why: {
    en: 'With root sessions enabled, an administrator of the organization can act as root of every member account. Disabling the management of root credentials brings root passwords and keys of members back.',
    ja: 'ルートセッションを有効にすると、組織の管理者がすべてのメンバーアカウントのルートユーザーとして操作できる。ルート認証情報の一元管理を無効にすると、メンバーアカウントのルートユーザーのパスワードやキーが再び使える。',
  },
  respond: {
    en: [
      'Ask those who run the organization whether it was planned.',
      'If not: undo it, and look for `AssumeRoot` and for sign-ins of root in the member accounts.',
    ],
    ja: [
      '組織の管理者に、計画された変更かを確認する。',
      '計画がなければ元に戻し、メンバーアカウントでの `AssumeRoot` とルートユーザーのサインインを調べる。',
    ],
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management'],
  attack: ['T1098', 'T1078.004'],
  when: {
    eventSource: ['iam.amazonaws.com'],
    eventName: [
      'EnableOrganizationsRootSessions',
      'DisableOrganizationsRootSessions',
      'EnableOrganizationsRootCredentialsManagement',
      'DisableOrganizationsRootCredentialsManagement',
    ],
  },
  check(event) {
    if (isByAws(event)) return undefined;
    const strengthens = ['DisableOrganizationsRootSessions', 'EnableOrganizationsRootCredentialsManagement'];
    return strengthens.includes(event.name) ? { severity: 'low' } : {};
  },
  say: tell(
    {
      EnableOrganizationsRootSessions: {
        en: 'enabled root sessions for the accounts of the organization',
        ja: '組織のアカウントに対するルートセッションを有効にしました',
      },
      DisableOrganizationsRootSessions: {
        en: 'disabled root sessions for the accounts of the organization',
        ja: '組織のアカウントに対するルートセッションを無効にしました',
      },
      EnableOrganizationsRootCredentialsManagement: {
        en: 'enabled the central management of root credentials',
        ja: 'ルート認証情報の一元管理を有効にしました',
      },
      DisableOrganizationsRootCredentialsManagement: {
        en: 'disabled the central management of root credentials',
        ja: 'ルート認証情報の一元管理を無効にしました',
      },
    },
    () => undefined,
  ),
};
