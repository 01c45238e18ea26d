import { sgSshOpened } from '../../../src/rules/network/sg-ssh-opened.ts';
import { flat, modified, nested } from '../../helpers/records/security-groups.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const IN = 'AuthorizeSecurityGroupIngress';

testRule(sgSshOpened, {
  fires: [
    {
      name: 'one address elsewhere',
      record: flat(IN, { from: 22 }, '198.51.100.77/32'),
      told: [
        'high',
        'alice opened TCP 22 of security group sg-0123456789abcdef0 to 198.51.100.77/32 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 22 を 198.51.100.77/32 に開放しました',
      ],
    },
    {
      name: 'the office and somewhere else',
      record: nested(IN, [{ from: 22, v4: ['203.0.113.0/24', '198.51.100.0/24'], v6: ['2001:db8::/32'] }]),
      told: [
        'high',
        'alice opened TCP 22 of security group sg-0123456789abcdef0 to 198.51.100.0/24, 2001:db8::/32 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 22 を 198.51.100.0/24、2001:db8::/32 に開放しました',
      ],
    },
    {
      name: 'more than the office',
      record: flat(IN, { from: 22 }, '203.0.112.0/23'),
      told: [
        'high',
        'alice opened TCP 22 of security group sg-0123456789abcdef0 to 203.0.112.0/23 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 22 を 203.0.112.0/23 に開放しました',
      ],
    },
    {
      name: 'a rule that was changed',
      record: modified({ CidrIpv4: '198.51.100.77/32' }, 22),
      told: [
        'high',
        'alice opened TCP 22 of security group sg-0123456789abcdef0 to 198.51.100.77/32 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 22 を 198.51.100.77/32 に開放しました',
      ],
    },
    {
      name: 'no trusted network is set',
      record: nested(IN, [{ protocol: '-1', v4: ['203.0.113.24/32'] }]),
      settings: { trusted: [] },
      told: [
        'high',
        'alice opened all traffic of security group sg-0123456789abcdef0 to 203.0.113.24/32 from 203.0.113.24',
        'alice が 203.0.113.24 からセキュリティグループ sg-0123456789abcdef0 のすべてのトラフィックを 203.0.113.24/32 に開放しました',
      ],
    },
    {
      name: 'a database to one address elsewhere',
      record: flat(IN, { from: 5432 }, '198.51.100.77/32'),
      told: [
        'high',
        'alice opened TCP 5432 of security group sg-0123456789abcdef0 to 198.51.100.77/32 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 5432 を 198.51.100.77/32 に開放しました',
      ],
    },
    {
      name: 'half of the internet, which is more than private',
      record: flat(IN, { from: 22 }, '0.0.0.0/1'),
      told: [
        'high',
        'alice opened TCP 22 of security group sg-0123456789abcdef0 to 0.0.0.0/1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 22 を 0.0.0.0/1 に開放しました',
      ],
    },
  ],
  quiet: [
    { name: 'private ranges are no internet', record: flat(IN, { from: 22 }, '10.0.0.0/8') },
    { name: 'private ranges of IPv6', record: nested(IN, [{ from: 3389, v6: ['fd00::/8'] }]) },
    { name: 'the office', record: flat(IN, { from: 22 }, '203.0.113.0/24') },
    { name: 'a part of the office', record: nested(IN, [{ from: 22, v4: ['203.0.113.128/25'] }]) },
    { name: 'another port', record: flat(IN, { from: 443 }, '198.51.100.77/32') },
    { name: 'another security group is no address', record: nested(IN, [{ from: 22, group: 'sg-0fedcba9876543210' }]) },
    { name: 'ping', record: nested(IN, [{ protocol: 'icmp', from: 8, to: -1, v4: ['198.51.100.77/32'] }]) },
  ],
});
