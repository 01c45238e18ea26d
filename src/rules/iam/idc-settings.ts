/** Identity Center itself changed: MFA settings, tokens, issuers, permission sets' policies, the instance and its regions. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { anyOf, type Calls, hitOf, tellCall } from '../calls.ts';
import { isByAws } from '../deed.ts';

const SET = { of: ['permissionSetArn'] } as const;

const CALLS: Calls = {
  sso: {
    PutMfaDeviceManagementForDirectory: {
      en: 'changed the MFA settings of Identity Center',
      ja: 'Identity CenterのMFA設定を変更しました',
      title: { en: 'MFA settings of Identity Center changed', ja: 'Identity CenterのMFA設定の変更' },
    },
    UpdateSSOConfiguration: {
      en: 'changed the settings of Identity Center',
      ja: 'Identity Centerの設定を変更しました',
    },
    AttachCustomerManagedPolicyReferenceToPermissionSet: {
      ...SET,
      en: 'attached a policy of the accounts to permission set {}',
      ja: '許可セット {} に各アカウントのポリシーをアタッチしました',
      severity: 'medium',
      title: { en: 'Permission set changed', ja: '許可セットの変更' },
    },
    PutPermissionsBoundaryToPermissionSet: {
      ...SET,
      en: 'set the permissions boundary of permission set {}',
      ja: '許可セット {} のアクセス許可の境界を設定しました',
      severity: 'low',
      title: { en: 'Permission set changed', ja: '許可セットの変更' },
    },
    DeletePermissionsBoundaryFromPermissionSet: {
      ...SET,
      en: 'deleted the permissions boundary of permission set {}',
      ja: '許可セット {} のアクセス許可の境界を削除しました',
      title: { en: 'Permissions boundary removed', ja: 'アクセス許可の境界の削除' },
    },
    PutPermissionsPolicy: {
      en: 'set the inline policy of permission set {}',
      ja: '許可セット {} のインラインポリシーを設定しました',
      of: ['permissionSetId', 'permissionSetArn'],
      severity: 'medium',
      title: { en: 'Permission set changed', ja: '許可セットの変更' },
    },
    CreateTrustedTokenIssuer: {
      en: 'made Identity Center trust token issuer {}',
      ja: 'Identity Centerに信頼されたトークン発行者 {} を追加しました',
      of: ['name'],
    },
    UpdateTrustedTokenIssuer: {
      en: 'changed trusted token issuer {} of Identity Center',
      ja: 'Identity Centerの信頼されたトークン発行者 {} を変更しました',
      of: ['name', 'trustedTokenIssuerArn'],
    },
    DeleteInstance: { en: 'deleted the Identity Center instance', ja: 'Identity Centerのインスタンスを削除しました' },
    CreateInstance: { en: 'created an Identity Center instance', ja: 'Identity Centerのインスタンスを作成しました' },
    AddRegion: {
      en: 'extended Identity Center to region {}',
      ja: 'Identity Centerをリージョン {} に追加しました',
      of: ['regionName'],
    },
    RemoveRegion: {
      en: 'removed Identity Center in region {}',
      ja: 'Identity Centerをリージョン {} から削除しました',
      of: ['regionName'],
      severity: 'medium',
    },
    UpdateInstanceAccessControlAttributeConfiguration: {
      en: 'changed the attributes by which Identity Center grants access',
      ja: 'Identity Centerがアクセス制御に使う属性を変更しました',
      severity: 'medium',
    },
  },
  'sso-directory': {
    CreateBearerToken: {
      en: 'created a token that can make users in Identity Center (SCIM)',
      ja: 'Identity Centerのユーザーを作成できるトークン（SCIM）を作成しました',
      title: { en: 'SCIM token created', ja: 'SCIMトークンの作成' },
    },
    CreateProvisioningTenant: {
      en: 'enabled the provisioning of users in Identity Center (SCIM)',
      ja: 'Identity Centerのユーザーの自動プロビジョニング（SCIM）を有効にしました',
    },
    DeleteProvisioningTenant: {
      en: 'disabled the provisioning of users in Identity Center (SCIM)',
      ja: 'Identity Centerのユーザーの自動プロビジョニング（SCIM）を無効にしました',
      severity: 'medium',
    },
    CreateExternalIdPConfigurationForDirectory: {
      en: 'created an external identity provider for Identity Center',
      ja: 'Identity Centerの外部IDプロバイダーを作成しました',
    },
    UpdateExternalIdPConfigurationForDirectory: {
      en: 'changed the external identity provider of Identity Center',
      ja: 'Identity Centerの外部IDプロバイダーを変更しました',
      severity: 'critical',
    },
    ImportExternalIdPCertificate: {
      en: 'added a certificate to the external identity provider of Identity Center',
      ja: 'Identity Centerの外部IDプロバイダーに証明書を追加しました',
      severity: 'critical',
    },
  },
  identitystore: {
    UpdateIdentityStore: { en: 'changed the identity store', ja: 'IDストアを変更しました', severity: 'medium' },
    DeleteIdentityStore: { en: 'deleted the identity store', ja: 'IDストアを削除しました', severity: 'critical' },
  },
};

export const idcSettings: Rule = {
  id: 'idc-settings',
  theme: 'iam',
  title: { en: 'Identity Center settings changed', ja: 'Identity Centerの設定の変更' },
  severity: 'high',
  why: {
    en: 'These settings decide who is a person of the organization and what proves it. A SCIM token can make users, a trusted issuer can speak for them, a certificate can sign in as anybody. All of them are changed once in months. Some names are those of the console’s own API: whether a new region or instance is recorded so is assumed.',
    ja: '誰が組織のユーザーか、何をもって本人とするかを決める設定。SCIMトークンはユーザーを作成でき、信頼された発行者はユーザーに代わって動作でき、証明書があれば任意のユーザーとしてサインインできる。いずれも数か月に一度しか変更しない。一部はコンソール専用のAPIで、リージョンやインスタンスの追加の記録形式は想定による。',
  },
  respond: {
    en: [
      'Find the planned change. If there is none, put the setting back, and delete the token or the issuer.',
      'Look for users, assignments and sign-ins made since.',
      'Review who may administer Identity Center, its delegated administrator included.',
    ],
    ja: [
      '計画された変更かを確認する。なければ設定を元に戻し、トークンや発行者を削除する。',
      'それ以降のユーザー・割り当て・サインインを調べる。',
      '委任管理者を含め、Identity Centerを管理できる人を見直す。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/logging-using-cloudtrail.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/provision-automatically.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/using-apps-with-trusted-token-issuer.html',
  ],
  attack: ['T1556.006', 'T1556.009', 'T1484.002', 'T1098.003'],
  when: anyOf(CALLS),
  check(event, context) {
    if (isByAws(event)) return undefined;
    const hit = hitOf(CALLS, event, context);
    return hit !== undefined && isAdminReference(event) ? { ...hit, severity: 'high' } : hit;
  },
  say: tellCall(CALLS),
};

/** A policy of one’s own says nothing of what it allows; its name may. */
function isAdminReference({ record }: TrailEvent): boolean {
  const name = textAt(record, 'requestParameters.customerManagedPolicyReference.name');
  return name !== undefined && /admin/i.test(name);
}
