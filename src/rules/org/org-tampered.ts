/** The organization loses an account, a guardrail or a delegate, or a region without watchers is opened. */
import type { Hit, Rule } from '../../core/rule.ts';
import { firstOf, tell } from '../deed.ts';

const LOSSES = ['LeaveOrganization', 'RemoveAccountFromOrganization', 'CloseAccount'];

export const orgTampered: Rule = {
  id: 'org-tampered',
  theme: 'org',
  title: { en: 'Organization changed', ja: '組織の変更' },
  severity: 'high',
  why: {
    en: 'An account that leaves the organization leaves its guardrails, its trail and its bill. Critical where an account leaves, is removed or is closed; a denied attempt at that is high. Recorded in the management account, but for leaving, which is recorded in the account that tries.',
    ja: '組織を離れたアカウントは、ガードレールも証跡も請求の管理も外れる。離脱・除外・解約は critical、拒否された試みも high として通知する。管理アカウントに記録されるが、離脱だけは試みたアカウント側に記録される。',
  },
  respond: {
    en: [
      'Ask those who run the organization whether it was planned.',
      'If not: secure the management account first, then undo the change.',
      'A closed account can be reopened within 90 days through AWS Support.',
    ],
    ja: [
      '組織の管理者に、計画された変更かを確認する。',
      '計画がなければ、まず管理アカウントを保護し、変更を元に戻す。',
      '解約したアカウントは90日以内ならAWSサポートを通じて再開できる。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html',
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-closing.html',
  ],
  attack: ['T1666'],
  cis: ['1.4:4.15'],
  when: {
    eventSource: ['organizations.amazonaws.com', 'account.amazonaws.com'],
    eventName: [
      ...LOSSES,
      'MoveAccount',
      'DetachPolicy',
      'DeletePolicy',
      'UpdatePolicy',
      'DisablePolicyType',
      'RegisterDelegatedAdministrator',
      'DeregisterDelegatedAdministrator',
      'DisableAWSServiceAccess',
      'EnableRegion',
    ],
  },
  check: ({ name }) => done(name),
  say: tell(
    {
      LeaveOrganization: { en: 'took the account out of its organization', ja: 'アカウントを組織から離脱させました' },
      RemoveAccountFromOrganization: {
        en: 'removed account {} from the organization',
        ja: 'アカウント {} を組織から除外しました',
      },
      CloseAccount: { en: 'closed account {}', ja: 'アカウント {} を解約しました' },
      MoveAccount: {
        en: 'moved account {} within the organization',
        ja: 'アカウント {} を組織内で移動しました',
      },
      DetachPolicy: { en: 'detached organization policy {}', ja: '組織のポリシー {} をデタッチしました' },
      DeletePolicy: { en: 'deleted organization policy {}', ja: '組織のポリシー {} を削除しました' },
      UpdatePolicy: { en: 'changed organization policy {}', ja: '組織のポリシー {} を変更しました' },
      DisablePolicyType: {
        en: 'disabled policies of type {} in the organization',
        ja: '組織のポリシータイプ {} を無効にしました',
      },
      RegisterDelegatedAdministrator: {
        en: 'made account {} a delegated administrator',
        ja: 'アカウント {} を委任管理者に登録しました',
      },
      DeregisterDelegatedAdministrator: {
        en: 'ended account {}’s delegated administration',
        ja: 'アカウント {} の委任管理者の登録を解除しました',
      },
      DisableAWSServiceAccess: {
        en: 'ended the access of {} to the organization',
        ja: '組織への {} の信頼されたアクセスを無効にしました',
      },
      EnableRegion: { en: 'enabled region {}', ja: 'リージョン {} を有効にしました' },
    },
    firstOf('accountId', 'policyId', 'policyType', 'servicePrincipal', 'regionName'),
  ),
};

function done(name: string): Hit {
  if (LOSSES.includes(name)) {
    return { severity: 'critical', title: { en: 'Account leaves the organization', ja: '組織からのアカウントの離脱' } };
  }
  if (name === 'EnableRegion') return { severity: 'medium', title: { en: 'Region enabled', ja: 'リージョンの有効化' } };
  return {};
}
