import { sgAdminOpen } from '../../../src/rules/network/sg-admin-open.ts';
import { flat, modified, nested } from '../../helpers/records/security-groups.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const IN = 'AuthorizeSecurityGroupIngress';

testRule(sgAdminOpen, {
  fires: [
    {
      name: 'SSH, in the flat shape',
      record: flat(IN, { from: 22 }, '0.0.0.0/0'),
      told: [
        'critical',
        'alice opened TCP 22 of security group sg-0123456789abcdef0 to the whole internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 22 をインターネット全体に公開しました',
      ],
    },
    {
      name: 'RDP, in the nested shape',
      record: nested(IN, [{ from: 3389, v4: ['0.0.0.0/0'] }]),
      told: [
        'critical',
        'alice opened TCP 3389 of security group sg-0123456789abcdef0 to the whole internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 3389 をインターネット全体に公開しました',
      ],
    },
    {
      name: 'a database, to all of IPv6',
      record: nested(IN, [{ from: 5432, v6: ['::/0'] }]),
      told: [
        'critical',
        'alice opened TCP 5432 of security group sg-0123456789abcdef0 to the whole internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 5432 をインターネット全体に公開しました',
      ],
    },
    {
      name: 'the world by another address than 0.0.0.0',
      record: flat(IN, { from: 22 }, '203.0.113.9/0'),
      told: [
        'critical',
        'alice opened TCP 22 of security group sg-0123456789abcdef0 to the whole internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 22 をインターネット全体に公開しました',
      ],
    },
    {
      name: 'the world in two halves',
      record: nested(IN, [{ from: 22, v4: ['0.0.0.0/1', '128.0.0.0/1'] }]),
      told: [
        'critical',
        'alice opened TCP 22 of security group sg-0123456789abcdef0 to the whole internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 22 をインターネット全体に公開しました',
      ],
    },
    {
      name: 'the world in two halves, in two permissions',
      record: nested(IN, [
        { from: 22, v4: ['0.0.0.0/1'] },
        { from: 22, v4: ['128.0.0.0/1'] },
      ]),
      told: [
        'critical',
        'alice opened TCP 22 of security group sg-0123456789abcdef0 to the whole internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 22 をインターネット全体に公開しました',
      ],
    },
    {
      name: 'a range that holds such a port',
      record: nested(IN, [{ from: 20, to: 30, v4: ['0.0.0.0/0'] }]),
      told: [
        'critical',
        'alice opened TCP 20-30 of security group sg-0123456789abcdef0 to the whole internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 20-30 をインターネット全体に公開しました',
      ],
    },
    {
      name: 'every protocol',
      record: nested(IN, [{ protocol: '-1', v4: ['0.0.0.0/0'] }]),
      told: [
        'critical',
        'alice opened all traffic of security group sg-0123456789abcdef0 to the whole internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 のすべてのトラフィックをインターネット全体に公開しました',
      ],
    },
    {
      name: 'a rule that was changed',
      record: modified({ CidrIpv6: '2001:db8::/0' }, 22),
      told: [
        'critical',
        'alice opened TCP 22 of security group sg-0123456789abcdef0 to the whole internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 22 をインターネット全体に公開しました',
      ],
    },
    {
      name: 'a denied attempt',
      record: nested(IN, [{ from: 22, v4: ['0.0.0.0/0'], error: 'Client.UnauthorizedOperation' }]),
      attempt: true,
      told: [
        'low',
        'alice tried to open TCP 22 of security group sg-0123456789abcdef0 to the whole internet from 203.0.113.24 (Tokyo office), and was denied (Client.UnauthorizedOperation)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 22 をインターネット全体に公開しようとしました（拒否：Client.UnauthorizedOperation）',
      ],
    },
    {
      name: 'Docker',
      record: flat(IN, { from: 2375 }, '0.0.0.0/0'),
      told: [
        'critical',
        'alice opened TCP 2375 of security group sg-0123456789abcdef0 to the whole internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP 2375 をインターネット全体に公開しました',
      ],
    },
    ...[6443, 9200, 11211, 1433].map((port) => ({
      name: `port ${port}`,
      record: flat(IN, { from: port }, '0.0.0.0/0'),
      told: [
        'critical',
        `alice opened TCP ${port} of security group sg-0123456789abcdef0 to the whole internet from 203.0.113.24 (Tokyo office)`,
        `alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 の TCP ${port} をインターネット全体に公開しました`,
      ] as const,
    })),
  ],
  quiet: [
    { name: 'a web server', record: nested(IN, [{ from: 443, v4: ['0.0.0.0/0'], v6: ['::/0'] }]) },
    { name: 'one half of the world', record: nested(IN, [{ from: 22, v4: ['0.0.0.0/1'] }]) },
    {
      name: 'two halves, for two ports',
      record: nested(IN, [
        { from: 22, v4: ['0.0.0.0/1'] },
        { from: 3389, v4: ['128.0.0.0/1'] },
      ]),
    },
    { name: 'ping', record: nested(IN, [{ protocol: 'icmp', from: -1, to: -1, v4: ['0.0.0.0/0'] }]) },
    { name: 'a range around no such port', record: nested(IN, [{ from: 8000, to: 9000, v4: ['0.0.0.0/0'] }]) },
    { name: 'a network of our own', record: flat(IN, { from: 22 }, '10.0.0.0/8') },
    { name: 'another security group', record: nested(IN, [{ from: 22, group: 'sg-0fedcba9876543210' }]) },
    { name: 'outbound', record: flat('AuthorizeSecurityGroupEgress', { protocol: '-1' }, '0.0.0.0/0') },
    { name: 'taken back', record: flat('RevokeSecurityGroupIngress', { from: 22 }, '0.0.0.0/0') },
    { name: 'an address that is none', record: flat(IN, { from: 22 }, 'world/0') },
  ],
});
