import { signinTrusted } from '../../../src/rules/signin/signin-trusted.ts';
import { ELSEWHERE, OFFICE, permissionSet, role, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(signinTrusted, {
  fires: [
    {
      name: 'an IAM user in the office',
      record: signIn({ from: OFFICE }),
      mark: '🟢',
      told: [
        'info',
        'alice signed in to the console from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からコンソールにサインインしました',
      ],
    },
    {
      name: 'somebody from Identity Center, by an IPv6 network whose name is its block',
      record: signIn({ by: permissionSet('ReadOnly', 'bob@example.com'), from: '2001:db8:85a3::8a2e:370:7334' }),
      settings: { trusted: [{ cidr: '2001:db8::/32' }] },
      mark: '🟢',
      told: [
        'info',
        'bob@example.com (permission set ReadOnly) signed in to the console from 2001:db8:85a3::8a2e:370:7334 (2001:db8::/32)',
        'bob@example.com（許可セット ReadOnly）が 2001:db8:85a3::8a2e:370:7334（2001:db8::/32）からコンソールにサインインしました',
      ],
    },
    {
      name: 'a federated role',
      record: signIn({ by: role('SamlAdmin', 'carol@example.com'), from: OFFICE }),
      mark: '🟢',
      told: [
        'info',
        'carol@example.com (role SamlAdmin) signed in to the console from 203.0.113.24 (Tokyo office)',
        'carol@example.com（ロール SamlAdmin）が 203.0.113.24（Tokyo office）からコンソールにサインインしました',
      ],
    },
  ],
  quiet: [
    { name: 'from elsewhere', record: signIn({ from: ELSEWHERE }) },
    { name: 'a failure in the office', record: signIn({ from: OFFICE, result: 'Failure' }) },
    { name: 'no trusted network is set', record: signIn({ from: OFFICE }), settings: { trusted: [] } },
    { name: 'no address', record: signIn({ from: 'AWS Internal' }) },
    {
      name: 'the network is no longer trusted',
      record: signIn({ from: OFFICE }),
      settings: { trusted: [{ cidr: '203.0.113.0/24', until: '2026-11-19' }] },
    },
  ],
});
