/** Access handed to somebody outside: to a vendor by delegation, or to other services by tokens that AWS signs. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, isByAws, tell } from '../deed.ts';

export const iamDelegation: Rule = {
  id: 'iam-delegation',
  theme: 'iam',
  title: { en: 'Access delegated outside', ja: '外部への権限の委任' },
  severity: 'high',
  why: {
    en: 'A delegation that is accepted lets a vendor act in the account for a time; outbound federation lets identities of the account sign in elsewhere. Both are new and rare. The event source is assumed from the name of the API.',
    ja: '委任を承認すると、ベンダーが一定期間アカウントを操作できる。アウトバウンドのフェデレーションを有効にすると、アカウントのアイデンティティで外部のサービスにサインインできる。どちらも新しい機能で、操作はまれ。イベントソースはAPI名からの想定。',
  },
  respond: {
    en: [
      'Ask who the vendor is, and who agreed to it.',
      'If nobody did: reject or revoke the delegation, and look at what was done with it.',
    ],
    ja: [
      'どのベンダーか、誰が合意したのかを確認する。',
      '合意がなければ委任を拒否・取り消し、それを使った操作を調べる。',
    ],
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html'],
  attack: ['T1098.003', 'T1199'],
  when: {
    eventSource: ['iam.amazonaws.com'],
    eventName: ['AcceptDelegationRequest', 'SendDelegationToken', 'EnableOutboundWebIdentityFederation'],
  },
  check: (event) => (isByAws(event) ? undefined : {}),
  say: tell(
    {
      AcceptDelegationRequest: { en: 'accepted delegation request {}', ja: '委任リクエスト {} を承認しました' },
      SendDelegationToken: {
        en: 'sent the token of a delegation to a vendor',
        ja: '委任のトークンをベンダーに送信しました',
      },
      EnableOutboundWebIdentityFederation: {
        en: 'enabled outbound web identity federation',
        ja: 'アウトバウンドのWebアイデンティティフェデレーションを有効にしました',
      },
    },
    firstOf('delegationRequestId'),
  ),
};
