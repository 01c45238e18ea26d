import { signinNewIp } from '../../../src/rules/signin/signin-new-ip.ts';
import { iamUser, identityCenter, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const DAY = 24 * 60;

testRule(signinNewIp, {
  fires: [
    {
      name: 'another network than yesterday',
      record: [signIn({ from: '203.0.113.24' }), signIn({ from: '198.51.100.77', minute: DAY })],
      told: [
        'medium',
        'alice signed in from 198.51.100.77, a network not used in the last 30 days',
        'alice が 198.51.100.77 からサインインしました（過去30日間使われていないネットワーク）',
      ],
    },
    {
      name: 'another IPv6 network, through Identity Center',
      record: [
        identityCenter({ from: '2001:db8:1::1', additional: { UserName: 'bob' } }),
        identityCenter({ from: '2001:db8:2::1', minute: DAY, additional: { UserName: 'bob' } }),
      ],
      told: [
        'medium',
        'bob signed in from 2001:db8:2::1, a network not used in the last 30 days',
        'bob が 2001:db8:2::1 からサインインしました（過去30日間使われていないネットワーク）',
      ],
    },
  ],
  quiet: [
    { name: 'the first sign-in that we know', record: signIn({ from: '198.51.100.77' }) },
    {
      name: 'a new address of the same network',
      record: [signIn({ from: '203.0.113.24' }), signIn({ from: '203.0.113.25', minute: DAY })],
    },
    {
      name: 'back to a network of last week',
      record: [
        signIn({ from: '203.0.113.24' }),
        signIn({ from: '203.0.113.24', minute: 6 * DAY }),
        signIn({ from: '203.0.113.24', minute: 7 * DAY }),
      ],
    },
    {
      name: 'another person',
      record: [signIn({ from: '203.0.113.24' }), signIn({ by: iamUser('bob'), from: '198.51.100.77', minute: DAY })],
    },
    {
      name: 'a failure from a new network',
      record: [signIn({ from: '203.0.113.24' }), signIn({ from: '198.51.100.77', minute: DAY, result: 'Failure' })],
    },
  ],
});
