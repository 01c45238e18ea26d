import { orgTampered } from '../../../src/rules/org/org-tampered.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
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
  ],
  quiet: [
    { name: 'a region not enabled', record: apiCall('account', 'EnableRegion', { error: 'AccessDenied' }) },
    { name: 'a policy attached', record: call('AttachPolicy', { policyId: 'p-1' }) },
    { name: 'a policy of IAM', record: apiCall('iam', 'DeletePolicy') },
    { name: 'a region disabled', record: apiCall('account', 'DisableRegion') },
  ],
});
