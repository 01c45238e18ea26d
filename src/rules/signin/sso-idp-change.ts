/** The source of all Identity Center users was changed: its owner can become any user. */
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';

const DEEDS = new Map([
  ['AssociateDirectory', { en: 'connected a directory to', ja: 'にディレクトリを接続しました' }],
  ['DisassociateDirectory', { en: 'disconnected the directory of', ja: 'のディレクトリを切断しました' }],
  [
    'EnableExternalIdPConfigurationForDirectory',
    { en: 'enabled an external identity provider for', ja: 'で外部IDプロバイダーを有効にしました' },
  ],
  [
    'DisableExternalIdPConfigurationForDirectory',
    { en: 'disabled the external identity provider of', ja: 'の外部IDプロバイダーを無効にしました' },
  ],
]);
const CHANGE = { en: 'changed the identity source of', ja: 'のIDソースを変更しました' };

export const ssoIdpChange: Rule = {
  id: 'sso-idp-change',
  theme: 'signin',
  title: { en: 'Identity source of Identity Center changed', ja: 'Identity CenterのIDソース変更' },
  severity: 'critical',
  why: {
    en: 'Whoever controls the identity source can sign in as anybody, in every account of the organization. It is changed once in years. A change at the identity provider itself is not seen here.',
    ja: 'IDソースを自由にできる者は、組織のすべてのアカウントに任意のユーザーとしてサインインできる。数年に一度しか変更しない設定。IDプロバイダー側での変更は検知できない。',
  },
  respond: {
    en: [
      'Find the planned change. If there is none, put the former identity source back at once.',
      'Look at all sign-ins and account assignments since.',
      'Review who may administer Identity Center, its delegated administrator included.',
    ],
    ja: [
      '計画された変更かを確認する。計画がなければ、直ちに元のIDソースに戻す。',
      '変更以降のサインインとアカウントの割り当てをすべて調べる。',
      '委任管理者を含め、Identity Centerを管理できる人を見直す。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/manage-your-identity-source.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/logging-using-cloudtrail.html',
  ],
  attack: ['T1484.002'],
  when: { eventSource: ['sso.amazonaws.com', 'sso-directory.amazonaws.com'], eventName: [...DEEDS.keys()] },
  say: {
    en: (told) =>
      `${who.en(told.event)} ${(DEEDS.get(told.event.name) ?? CHANGE).en} IAM Identity Center${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)} IAM Identity Center ${(DEEDS.get(told.event.name) ?? CHANGE).ja}`,
  },
};
