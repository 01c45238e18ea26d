/** The organization loses or gains an account, a guardrail or a delegate, or its regions change. */
import type { Rule, Words } from '../../core/rule.ts';
import { anyOf, type Calls, hitOf, tellCall } from '../calls.ts';
import { isByAws } from '../deed.ts';

const LEAVES: Words = { en: 'Account leaves the organization', ja: '組織からのアカウントの離脱' };
const JOINS: Words = { en: 'Account joins an organization', ja: '組織へのアカウントの参加' };
const REGION: Words = { en: 'Region enabled', ja: 'リージョンの有効化' };
const CLOSED: Words = { en: 'Region disabled', ja: 'リージョンの無効化' };

const CALLS: Calls = {
  organizations: {
    LeaveOrganization: {
      en: 'took the account out of its organization',
      ja: 'アカウントを組織から離脱させました',
      severity: 'critical',
      title: LEAVES,
    },
    RemoveAccountFromOrganization: {
      en: 'removed account {} from the organization',
      ja: 'アカウント {} を組織から除外しました',
      severity: 'critical',
      title: LEAVES,
    },
    CloseAccount: { en: 'closed account {}', ja: 'アカウント {} を解約しました', severity: 'critical', title: LEAVES },
    DeleteOrganization: { en: 'deleted the organization', ja: '組織を削除しました', severity: 'critical' },
    AcceptHandshake: {
      en: 'accepted handshake {} of an organization',
      ja: '組織のハンドシェイク {} を承認しました',
      of: ['handshakeId'],
      title: JOINS,
    },
    InviteAccountToOrganization: {
      en: 'invited account {} into the organization',
      ja: 'アカウント {} を組織に招待しました',
      of: ['target.id'],
      severity: 'medium',
      title: JOINS,
    },
    CreateAccount: {
      en: 'created account {} in the organization',
      ja: '組織にアカウント {} を作成しました',
      of: ['accountName'],
      severity: 'medium',
      title: { en: 'Account created', ja: 'アカウントの作成' },
    },
    InviteOrganizationToTransferResponsibility: {
      en: 'invited organization {} to take over the bills',
      ja: '組織 {} に請求の引き継ぎを依頼しました',
      of: ['target.id'],
    },
    MoveAccount: { en: 'moved account {} within the organization', ja: 'アカウント {} を組織内で移動しました' },
    AttachPolicy: {
      en: 'attached organization policy {}',
      ja: '組織のポリシー {} をアタッチしました',
      severity: 'medium',
    },
    DetachPolicy: { en: 'detached organization policy {}', ja: '組織のポリシー {} をデタッチしました' },
    DeletePolicy: { en: 'deleted organization policy {}', ja: '組織のポリシー {} を削除しました' },
    UpdatePolicy: { en: 'changed organization policy {}', ja: '組織のポリシー {} を変更しました' },
    DisablePolicyType: {
      en: 'disabled policies of type {} in the organization',
      ja: '組織のポリシータイプ {} を無効にしました',
    },
    PutResourcePolicy: {
      en: 'set the policy that delegates the organization’s administration',
      ja: '組織の管理を委任するポリシーを設定しました',
    },
    RegisterDelegatedAdministrator: {
      en: 'made account {} a delegated administrator',
      ja: 'アカウント {} を委任管理者に登録しました',
    },
    DeregisterDelegatedAdministrator: {
      en: 'ended account {}’s delegated administration',
      ja: 'アカウント {} の委任管理者の登録を解除しました',
    },
    EnableAWSServiceAccess: {
      en: 'gave service {} access to the organization',
      ja: 'サービス {} の組織への信頼されたアクセスを有効にしました',
      severity: 'low',
    },
    DisableAWSServiceAccess: {
      en: 'ended the access of {} to the organization',
      ja: 'サービス {} の組織への信頼されたアクセスを無効にしました',
    },
  },
  account: {
    CloseAccount: { en: 'closed account {}', ja: 'アカウント {} を解約しました', severity: 'critical', title: LEAVES },
    EnableRegion: {
      en: 'enabled region {}',
      ja: 'リージョン {} を有効にしました',
      severity: 'medium',
      title: REGION,
    },
    DisableRegion: {
      en: 'disabled region {}',
      ja: 'リージョン {} を無効にしました',
      severity: 'medium',
      title: CLOSED,
    },
  },
};

export const orgTampered: Rule = {
  id: 'org-tampered',
  theme: 'org',
  title: { en: 'Organization changed', ja: '組織の変更' },
  severity: 'high',
  why: {
    en: 'An account that leaves the organization leaves its guardrails, its trail and its bill. Critical where an account leaves, is removed or is closed; a denied attempt at that is high. High where another organization takes the account over, a guardrail goes or somebody is made a delegate; medium where an account is made or invited, a policy is attached, or a region is enabled or disabled. Recorded in the management account, but for leaving, which is recorded in the account that tries.',
    ja: '組織を離れたアカウントは、ガードレールも証跡も請求の管理も外れる。離脱・除外・解約は critical、拒否された試みも high として通知する。別の組織への参加、ガードレールの解除、委任は high、アカウントの作成・招待、ポリシーのアタッチ、リージョンの有効化・無効化は medium。管理アカウントに記録されるが、離脱だけは試みたアカウント側に記録される。',
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
  when: anyOf(CALLS),
  check: (event, context) => (isByAws(event) ? undefined : hitOf(CALLS, event, context)),
  say: tellCall(CALLS, 'accountId', 'policyId', 'policyType', 'servicePrincipal', 'regionName'),
};
