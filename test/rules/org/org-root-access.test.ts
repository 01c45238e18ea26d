import { orgRootAccess } from '../../../src/rules/org/org-root-access.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (name: string) => apiCall('iam', name, { from: OFFICE });

testRule(orgRootAccess, {
  fires: [
    {
      name: 'sessions enabled',
      record: call('EnableOrganizationsRootSessions'),
      told: [
        'high',
        'alice enabled root sessions for the accounts of the organization from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から組織のアカウントに対するルートセッションを有効にしました',
      ],
    },
    {
      name: 'sessions disabled',
      record: call('DisableOrganizationsRootSessions'),
      told: [
        'low',
        'alice disabled root sessions for the accounts of the organization from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から組織のアカウントに対するルートセッションを無効にしました',
      ],
    },
    {
      name: 'credentials no longer managed',
      record: call('DisableOrganizationsRootCredentialsManagement'),
      told: [
        'high',
        'alice disabled the central management of root credentials from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からルート認証情報の一元管理を無効にしました',
      ],
    },
    {
      name: 'credentials managed',
      record: call('EnableOrganizationsRootCredentialsManagement'),
      told: [
        'low',
        'alice enabled the central management of root credentials from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からルート認証情報の一元管理を有効にしました',
      ],
    },
  ],
  quiet: [
    { name: 'read', record: call('ListOrganizationsFeatures') },
    { name: 'another feature', record: call('EnableOrganizationsFeature') },
  ],
});
