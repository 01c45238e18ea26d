import { signinUntrusted } from '../../../src/rules/signin/signin-untrusted.ts';
import { ELSEWHERE, identityCenter, OFFICE, permissionSet, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const portal = identityCenter({ from: OFFICE, additional: { UserName: 'taro@example.com' } });
const overIpv6 = { by: permissionSet('Admin', 'taro@example.com'), from: '2001:db8:9::7', minute: 1 };
const title = 'Console sign-in over another address family than the portal';

testRule(signinUntrusted, {
  fires: [
    {
      name: 'over IPv6, right after the portal over IPv4 in the same browser',
      record: [portal, signIn(overIpv6)],
      mark: '⚪',
      title,
      told: [
        'medium',
        'taro@example.com (permission set Admin) signed in to the console from 2001:db8:9::7, after signing in to the portal from 203.0.113.24 (Tokyo office) with the same browser',
        'taro@example.com（許可セット Admin）が 2001:db8:9::7 からコンソールにサインインしました（同じブラウザーで 203.0.113.24（Tokyo office）からポータルにサインインした直後）',
      ],
    },
    {
      name: 'over IPv6 in another browser',
      record: [portal, signIn({ ...overIpv6, also: { userAgent: 'curl/8' } })],
      mark: '🔴',
      told: [
        'high',
        'taro@example.com (permission set Admin) signed in to the console from 2001:db8:9::7',
        'taro@example.com（許可セット Admin）が 2001:db8:9::7 からコンソールにサインインしました',
      ],
    },
    {
      name: 'from elsewhere',
      record: signIn({ from: ELSEWHERE, mfa: 'Yes' }),
      mark: '🔴',
      told: [
        'high',
        'alice signed in to the console from 198.51.100.77',
        'alice が 198.51.100.77 からコンソールにサインインしました',
      ],
    },
    {
      name: 'no trusted network is set: nobody is alarmed by their first run',
      record: signIn({ from: OFFICE }),
      settings: { trusted: [] },
      mark: '⚪',
      title: 'Console sign-in',
      told: [
        'info',
        'alice signed in to the console from 203.0.113.24',
        'alice が 203.0.113.24 からコンソールにサインインしました',
      ],
    },
    {
      name: 'inside AWS: not lost, not judged',
      record: signIn({ from: 'AWS Internal' }),
      mark: '⚠',
      title: 'Console sign-in without an IP address',
      told: [
        'info',
        'alice signed in to the console from inside AWS; without a valid IP address the network can’t be judged',
        'alice が AWS内部からコンソールにサインインしました（有効なIPアドレスではないため、ネットワークを判定できません）',
      ],
    },
    {
      name: 'an address that is none',
      record: signIn({ from: '225.01.00.16' }),
      mark: '⚠',
      title: 'Console sign-in without an IP address',
      told: [
        'info',
        'alice signed in to the console from 225.01.00.16; without a valid IP address the network can’t be judged',
        'alice が 225.01.00.16 からコンソールにサインインしました（有効なIPアドレスではないため、ネットワークを判定できません）',
      ],
    },
    {
      name: 'an old record of another event type',
      record: signIn({ from: ELSEWHERE, also: { eventType: 'AwsApiCall', readOnly: undefined } }),
      mark: '🔴',
      told: [
        'high',
        'alice signed in to the console from 198.51.100.77',
        'alice が 198.51.100.77 からコンソールにサインインしました',
      ],
    },
  ],
  quiet: [
    { name: 'from the office', record: signIn({ from: OFFICE }) },
    { name: 'a failure from elsewhere', record: signIn({ from: ELSEWHERE, result: 'Failure' }) },
    { name: 'the MFA question before the sign-in', record: signIn({ name: 'CheckMfa', from: ELSEWHERE }) },
    { name: 'the office written as IPv4 in IPv6', record: signIn({ from: '::ffff:203.0.113.24' }) },
  ],
});
