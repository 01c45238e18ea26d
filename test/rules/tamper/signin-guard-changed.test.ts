import { signinGuardChanged } from '../../../src/rules/tamper/signin-guard-changed.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (name: string) => apiCall('signin', name, { from: OFFICE, request: { targetId: '111122223333' } });

testRule(signinGuardChanged, {
  fires: [
    {
      name: 'set',
      record: call('PutConsoleAuthorizationConfiguration'),
      told: [
        'high',
        'alice set the sign-in guard of the account from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウントのサインイン制限を設定しました',
      ],
    },
    {
      name: 'deleted',
      record: call('DeleteConsoleAuthorizationConfiguration'),
      told: [
        'high',
        'alice deleted the sign-in guard of the account from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアカウントのサインイン制限を削除しました',
      ],
    },
    {
      name: 'a statement set',
      record: call('PutResourcePermissionStatement'),
      told: [
        'high',
        'alice set a statement of the sign-in guard from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からサインイン制限のステートメントを設定しました',
      ],
    },
    {
      name: 'a statement deleted',
      record: call('DeleteResourcePermissionStatement'),
      told: [
        'high',
        'alice deleted a statement of the sign-in guard from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からサインイン制限のステートメントを削除しました',
      ],
    },
    {
      name: 'sessions revoked',
      record: call('BatchRevokeSessions'),
      title: 'Sign-in sessions revoked',
      told: [
        'low',
        'alice revoked sign-in sessions from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からサインインセッションを取り消しました',
      ],
    },
  ],
  quiet: [
    { name: 'read', record: call('GetResourcePolicy') },
    { name: 'sessions listed', record: call('ListSessions') },
  ],
});
