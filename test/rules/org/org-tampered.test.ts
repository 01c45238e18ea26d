import { orgTampered } from '../../../src/rules/org/org-tampered.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (name: string, request: object = {}, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall('organizations', name, { from: OFFICE, request, ...more });

testRule(orgTampered, {
  fires: [
    {
      name: 'left',
      record: call('LeaveOrganization'),
      title: 'Account leaves the organization',
      told: [
        'critical',
        'alice took the account out of its organization from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウントを組織から離脱させました',
      ],
    },
    {
      name: 'an attempt to leave',
      record: call('LeaveOrganization', {}, { error: 'AccessDenied' }),
      title: 'Attempt: Account leaves the organization',
      attempt: true,
      told: [
        'high',
        'alice tried to take the account out of its organization from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）からアカウントを組織から離脱させようとしました（拒否：AccessDenied）',
      ],
    },
    {
      name: 'an account closed',
      record: call('CloseAccount', { accountId: '444455556666' }),
      title: 'Account leaves the organization',
      told: [
        'critical',
        'alice closed account 444455556666 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウント 444455556666 を解約しました',
      ],
    },
    {
      name: 'a policy detached',
      record: call('DetachPolicy', { policyId: 'p-1', targetId: 'r-1' }),
      told: [
        'high',
        'alice detached organization policy p-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から組織のポリシー p-1 をデタッチしました',
      ],
    },
    {
      name: 'a policy not detached',
      record: call('DetachPolicy', { policyId: 'p-1', targetId: 'r-1' }, { error: 'AccessDenied' }),
      title: 'Attempt: Organization changed',
      attempt: true,
      told: [
        'medium',
        'alice tried to detach organization policy p-1 from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）から組織のポリシー p-1 をデタッチしようとしました（拒否：AccessDenied）',
      ],
    },
    {
      name: 'a delegate',
      record: call('RegisterDelegatedAdministrator', {
        accountId: '444455556666',
        servicePrincipal: 'guardduty.amazonaws.com',
      }),
      told: [
        'high',
        'alice made account 444455556666 a delegated administrator from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウント 444455556666 を委任管理者に登録しました',
      ],
    },
    {
      name: 'a region',
      record: apiCall('account', 'EnableRegion', { from: OFFICE, request: { regionName: 'me-south-1' } }),
      title: 'Region enabled',
      told: [
        'medium',
        'alice enabled region me-south-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からリージョン me-south-1 を有効にしました',
      ],
    },
    {
      name: 'the organization deleted',
      record: apiCall('organizations', 'DeleteOrganization'),
      told: [
        'critical',
        'alice deleted the organization from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から組織を削除しました',
      ],
    },
    {
      name: 'another organization takes over',
      record: apiCall('organizations', 'AcceptHandshake', { request: { handshakeId: 'h-examplehandshakeid111' } }),
      title: 'Account joins an organization',
      told: [
        'high',
        'alice accepted handshake h-examplehandshakeid111 of an organization from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から組織のハンドシェイク h-examplehandshakeid111 を承認しました',
      ],
    },
    {
      name: 'an account invited',
      record: apiCall('organizations', 'InviteAccountToOrganization', {
        request: { target: { id: '444455556666', type: 'ACCOUNT' } },
      }),
      title: 'Account joins an organization',
      told: [
        'medium',
        'alice invited account 444455556666 into the organization from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウント 444455556666 を組織に招待しました',
      ],
    },
    {
      name: 'an account made',
      record: apiCall('organizations', 'CreateAccount', {
        request: { accountName: 'shop', email: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      }),
      title: 'Account created',
      told: [
        'medium',
        'alice created account shop in the organization from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から組織にアカウント shop を作成しました',
      ],
    },
    {
      name: 'a policy attached',
      record: apiCall('organizations', 'AttachPolicy', { request: { policyId: 'p-1', targetId: 'ou-1' } }),
      told: [
        'medium',
        'alice attached organization policy p-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から組織のポリシー p-1 をアタッチしました',
      ],
    },
    {
      name: 'administration delegated',
      record: apiCall('organizations', 'PutResourcePolicy'),
      told: [
        'high',
        'alice set the policy that delegates the organization’s administration from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から組織の管理を委任するポリシーを設定しました',
      ],
    },
    {
      name: 'a region disabled',
      record: apiCall('account', 'DisableRegion', { request: { regionName: 'ap-southeast-4' } }),
      title: 'Region disabled',
      told: [
        'medium',
        'alice disabled region ap-southeast-4 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からリージョン ap-southeast-4 を無効にしました',
      ],
    },
    {
      name: 'the bills handed over',
      record: apiCall('organizations', 'InviteOrganizationToTransferResponsibility', {
        request: { type: 'BILLING', target: { id: 'o-aaaabbbbcc' } },
      }),
      told: [
        'high',
        'alice invited organization o-aaaabbbbcc to take over the bills from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から組織 o-aaaabbbbcc に請求の引き継ぎを依頼しました',
      ],
    },
  ],
  quiet: [
    {
      name: 'a service-linked role',
      record: apiCall('organizations', 'AttachPolicy', { by: role('AWSServiceRoleForOrganizations', 'x') }),
    },
    { name: 'an attached policy of IAM', record: apiCall('iam', 'AttachRolePolicy', { request: { policyId: 'p-1' } }) },
    { name: 'a region not enabled', record: apiCall('account', 'EnableRegion', { error: 'AccessDenied' }) },
    { name: 'a policy of IAM', record: apiCall('iam', 'DeletePolicy') },
  ],
});
