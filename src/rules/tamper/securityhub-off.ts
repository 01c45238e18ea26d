/** Security Hub turned off, in whole or in part. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, tell } from '../deed.ts';

export const securityhubOff: Rule = {
  id: 'securityhub-off',
  theme: 'tamper',
  title: { en: 'Security Hub turned off', ja: 'Security Hubの無効化' },
  severity: 'high',
  why: {
    en: 'Findings of many services meet in Security Hub; turning it off, or a standard or a product in it, silences them together.',
    ja: '多くのサービスの検出結果はSecurity Hubに集まる。本体・セキュリティ標準・統合製品のいずれかを無効にすれば、まとめて止めることができる。',
  },
  respond: {
    en: ['Enable it again; findings of the meantime are lost.', 'See what else the same identity did.'],
    ja: ['再び有効にする。その間の検出結果は失われている。', '同じアイデンティティの他の操作を調べる。'],
  },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-disable.html'],
  attack: ['T1562.001'],
  when: {
    eventSource: ['securityhub.amazonaws.com'],
    eventName: [
      'DisableSecurityHub',
      'BatchDisableStandards',
      'DisableImportFindingsForProduct',
      'DisassociateFromAdministratorAccount',
      'DisassociateFromMasterAccount',
    ],
  },
  say: tell(
    {
      DisableSecurityHub: { en: 'turned off Security Hub', ja: 'Security Hubを無効にしました' },
      BatchDisableStandards: {
        en: 'turned off Security Hub standards',
        ja: 'Security Hubのセキュリティ標準を無効にしました',
      },
      DisableImportFindingsForProduct: {
        en: 'stopped Security Hub from taking findings of {}',
        ja: 'Security Hubへの {} の検出結果の取り込みを停止しました',
      },
      DisassociateFromAdministratorAccount: {
        en: 'took the account out of its Security Hub administrator account',
        ja: 'Security Hubの管理者アカウントとの関連付けを解除しました',
      },
    },
    firstOf('productSubscriptionArn'),
  ),
};
