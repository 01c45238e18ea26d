/** A change to an identity provider of the account: its owner can sign in. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, isByAws, tell } from '../deed.ts';

export const iamIdpChanged: Rule = {
  id: 'iam-idp-changed',
  theme: 'iam',
  title: { en: 'Identity provider changed', ja: 'IDプロバイダーの変更' },
  severity: 'high',
  why: {
    en: 'Whoever controls an identity provider, or a certificate authority that IAM Roles Anywhere trusts, can become any role that trusts it. The providers that Identity Center manages itself are quiet.',
    ja: 'IDプロバイダーや、IAM Roles Anywhereが信頼する認証局を自由にできる者は、それを信頼するどのロールでも引き受けられる。Identity Center自身が管理するプロバイダーは通知しない。',
  },
  respond: {
    en: [
      'Find the planned change; if there is none, delete the provider or put the former metadata back.',
      'See which roles trust it, and which sessions they had since.',
    ],
    ja: [
      '計画された変更かを確認し、なければプロバイダーを削除するか、元のメタデータに戻す。',
      'それを信頼するロールと、以降のセッションを調べる。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html',
    'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/introduction.html',
  ],
  attack: ['T1484.002'],
  when: {
    eventSource: ['iam.amazonaws.com', 'rolesanywhere.amazonaws.com'],
    eventName: [
      'AddClientIDToOpenIDConnectProvider',
      'UpdateTrustAnchor',
      'EnableTrustAnchor',
      'UpdateProfile',
      'EnableProfile',
      'DeleteCrl',
      'DisableCrl',
      'CreateSAMLProvider',
      'UpdateSAMLProvider',
      'DeleteSAMLProvider',
      'CreateOpenIDConnectProvider',
      'DeleteOpenIDConnectProvider',
      'UpdateOpenIDConnectProviderThumbprint',
      'CreateTrustAnchor',
      'CreateProfile',
    ],
  },
  check: (event) => (isByAws(event) ? undefined : {}),
  say: tell(
    {
      CreateSAMLProvider: { en: 'created SAML provider {}', ja: 'SAMLプロバイダー {} を作成しました' },
      UpdateSAMLProvider: { en: 'changed SAML provider {}', ja: 'SAMLプロバイダー {} を変更しました' },
      DeleteSAMLProvider: { en: 'deleted SAML provider {}', ja: 'SAMLプロバイダー {} を削除しました' },
      CreateOpenIDConnectProvider: {
        en: 'created OpenID Connect provider {}',
        ja: 'OpenID Connectプロバイダー {} を作成しました',
      },
      DeleteOpenIDConnectProvider: {
        en: 'deleted OpenID Connect provider {}',
        ja: 'OpenID Connectプロバイダー {} を削除しました',
      },
      UpdateOpenIDConnectProviderThumbprint: {
        en: 'changed the thumbprints of OpenID Connect provider {}',
        ja: 'OpenID Connectプロバイダー {} のサムプリントを変更しました',
      },
      CreateTrustAnchor: {
        en: 'created Roles Anywhere trust anchor {}',
        ja: 'Roles Anywhereのトラストアンカー {} を作成しました',
      },
      AddClientIDToOpenIDConnectProvider: {
        en: 'added an audience to OpenID Connect provider {}',
        ja: 'OpenID Connectプロバイダー {} に対象者（audience）を追加しました',
      },
      UpdateTrustAnchor: {
        en: 'changed Roles Anywhere trust anchor {}',
        ja: 'Roles Anywhereのトラストアンカー {} を変更しました',
      },
      EnableTrustAnchor: {
        en: 'enabled Roles Anywhere trust anchor {}',
        ja: 'Roles Anywhereのトラストアンカー {} を有効にしました',
      },
      UpdateProfile: {
        en: 'changed Roles Anywhere profile {}',
        ja: 'Roles Anywhereのプロファイル {} を変更しました',
      },
      EnableProfile: {
        en: 'enabled Roles Anywhere profile {}',
        ja: 'Roles Anywhereのプロファイル {} を有効にしました',
      },
      DeleteCrl: {
        en: 'deleted Roles Anywhere revocation list {}',
        ja: 'Roles Anywhereの失効リスト {} を削除しました',
      },
      DisableCrl: {
        en: 'disabled Roles Anywhere revocation list {}',
        ja: 'Roles Anywhereの失効リスト {} を無効にしました',
      },
      CreateProfile: {
        en: 'created Roles Anywhere profile {}',
        ja: 'Roles Anywhereのプロファイル {} を作成しました',
      },
    },
    firstOf(
      ...['name', 'sAMLProviderArn', 'samlProviderArn', 'url', 'openIDConnectProviderArn'],
      ...['trustAnchorId', 'profileId', 'crlId'],
    ),
  ),
};
