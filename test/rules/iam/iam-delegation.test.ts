import { iamDelegation } from '../../../src/rules/iam/iam-delegation.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (name: string, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall('iam', name, { from: OFFICE, ...more });

testRule(iamDelegation, {
  fires: [
    {
      name: 'accepted',
      record: call('AcceptDelegationRequest', { request: { delegationRequestId: 'abcdefghijklmnopq' } }),
      told: [
        'high',
        'alice accepted delegation request abcdefghijklmnopq from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から委任リクエスト abcdefghijklmnopq を承認しました',
      ],
    },
    {
      name: 'a token sent',
      record: call('SendDelegationToken'),
      told: [
        'high',
        'alice sent the token of a delegation to a vendor from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から委任のトークンをベンダーに送信しました',
      ],
    },
    {
      name: 'outbound federation',
      record: call('EnableOutboundWebIdentityFederation'),
      told: [
        'high',
        'alice enabled outbound web identity federation from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアウトバウンドのWebアイデンティティフェデレーションを有効にしました',
      ],
    },
    {
      name: 'a denied attempt',
      record: call('AcceptDelegationRequest', { error: 'AccessDenied', request: { delegationRequestId: 'abc' } }),
      attempt: true,
      told: [
        'medium',
        'alice tried to accept delegation request abc from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）から委任リクエスト abc を承認しようとしました（拒否：AccessDenied）',
      ],
    },
  ],
  quiet: [
    { name: 'rejected', record: call('RejectDelegationRequest') },
    { name: 'read', record: call('GetDelegationRequest') },
  ],
});
