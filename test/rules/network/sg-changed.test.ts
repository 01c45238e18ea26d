import { sgChanged } from '../../../src/rules/network/sg-changed.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { flat, modified, nested } from '../../helpers/records/security-groups.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const groupId = 'sg-0123456789abcdef0';
const https = [{ from: 443, v4: ['0.0.0.0/0'], v6: ['::/0'] }];

testRule(sgChanged, {
  fires: [
    {
      name: 'an inbound rule removed by its id: the response says what it was',
      record: apiCall('ec2', 'RevokeSecurityGroupIngress', {
        from: OFFICE,
        request: { groupId, securityGroupRuleIds: { items: [{ securityGroupRuleId: 'sgr-1' }] } },
        response: {
          revokedSecurityGroupRuleSet: {
            items: [
              { groupId, isEgress: false, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv4: '192.0.2.0/24' },
            ],
          },
        },
      }),
      told: [
        'low',
        'alice removed an inbound rule of security group sg-0123456789abcdef0 (TCP 22, 192.0.2.0/24) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0（TCP 22, 192.0.2.0/24）のインバウンドルールを削除しました',
      ],
    },
    {
      name: 'created: the id is in the response',
      record: apiCall('ec2', 'CreateSecurityGroup', {
        from: OFFICE,
        request: { groupName: 'web', vpcId: 'vpc-1' },
        response: { groupId },
      }),
      told: [
        'low',
        'alice created security group sg-0123456789abcdef0 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 を作成しました',
      ],
    },
    {
      name: 'deleted',
      record: apiCall('ec2', 'DeleteSecurityGroup', { from: OFFICE, request: { groupId } }),
      told: [
        'low',
        'alice deleted security group sg-0123456789abcdef0 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0 を削除しました',
      ],
    },
    {
      name: 'deleted by its name, as in old networks',
      record: apiCall('ec2', 'DeleteSecurityGroup', { from: OFFICE, request: { groupName: 'web' } }),
      told: [
        'low',
        'alice deleted security group web from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ web を削除しました',
      ],
    },
    {
      name: 'an inbound rule added',
      record: nested('AuthorizeSecurityGroupIngress', https),
      told: [
        'low',
        'alice added an inbound rule to security group sg-0123456789abcdef0 (TCP 443, the whole internet (0.0.0.0/0), the whole internet (::/0)) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0（TCP 443, インターネット全体（0.0.0.0/0）, インターネット全体（::/0））にインバウンドルールを追加しました',
      ],
    },
    {
      name: 'an outbound rule added',
      record: flat('AuthorizeSecurityGroupEgress', { protocol: '-1' }, '0.0.0.0/0'),
      told: [
        'low',
        'alice added an outbound rule to security group sg-0123456789abcdef0 (all traffic, the whole internet (0.0.0.0/0)) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0（すべてのトラフィック, インターネット全体（0.0.0.0/0））にアウトバウンドルールを追加しました',
      ],
    },
    {
      name: 'an inbound rule removed',
      record: nested('RevokeSecurityGroupIngress', https),
      told: [
        'low',
        'alice removed an inbound rule of security group sg-0123456789abcdef0 (TCP 443, the whole internet (0.0.0.0/0), the whole internet (::/0)) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0（TCP 443, インターネット全体（0.0.0.0/0）, インターネット全体（::/0））のインバウンドルールを削除しました',
      ],
    },
    {
      name: 'an outbound rule removed',
      record: nested('RevokeSecurityGroupEgress', https),
      told: [
        'low',
        'alice removed an outbound rule of security group sg-0123456789abcdef0 (TCP 443, the whole internet (0.0.0.0/0), the whole internet (::/0)) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0（TCP 443, インターネット全体（0.0.0.0/0）, インターネット全体（::/0））のアウトバウンドルールを削除しました',
      ],
    },
    {
      name: 'a rule changed',
      record: modified({ CidrIpv4: '10.0.0.0/8' }, 5432),
      told: [
        'low',
        'alice changed rules of security group sg-0123456789abcdef0 (TCP 5432, 10.0.0.0/8) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からセキュリティグループ sg-0123456789abcdef0（TCP 5432, 10.0.0.0/8）のルールを変更しました',
      ],
    },
  ],
  quiet: [
    { name: 'denied', record: apiCall('ec2', 'DeleteSecurityGroup', { error: 'Client.UnauthorizedOperation' }) },
    { name: 'read', record: apiCall('ec2', 'DescribeSecurityGroups', { also: { readOnly: true } }) },
    { name: 'another service has the name', record: apiCall('elasticache', 'CreateSecurityGroup') },
  ],
});
