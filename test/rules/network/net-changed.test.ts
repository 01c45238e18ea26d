import { netChanged } from '../../../src/rules/network/net-changed.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const entry = (more: object) =>
  apiCall('ec2', 'CreateNetworkAclEntry', {
    from: OFFICE,
    request: {
      networkAclId: 'acl-1',
      ruleNumber: 100,
      egress: false,
      ruleAction: 'allow',
      aclProtocol: '-1',
      cidrBlock: '0.0.0.0/0',
      ...more,
    },
  });

testRule(netChanged, {
  fires: [
    {
      name: 'SSH let in',
      record: entry({ aclProtocol: '6', portRange: { from: 20, to: 25 } }),
      told: [
        'medium',
        'alice created a network ACL entry of network ACL acl-1, which opens TCP 20-25 to the whole internet (0.0.0.0/0), from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からネットワークACL acl-1 のエントリを作成しました（TCP 20-25をインターネット全体（0.0.0.0/0）に開放）',
      ],
    },
    {
      name: 'the web let in',
      record: entry({ aclProtocol: '6', portRange: { from: 443, to: 443 } }),
      told: [
        'low',
        'alice created a network ACL entry of network ACL acl-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からネットワークACL acl-1 のエントリを作成しました',
      ],
    },
    {
      name: 'everything let in',
      record: entry({}),
      told: [
        'medium',
        'alice created a network ACL entry of network ACL acl-1, which opens all traffic to the whole internet (0.0.0.0/0), from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からネットワークACL acl-1 のエントリを作成しました（すべてのトラフィックをインターネット全体（0.0.0.0/0）に開放）',
      ],
    },
    {
      name: 'all of IPv6 let in',
      record: entry({ cidrBlock: undefined, ipv6CidrBlock: '::/0' }),
      told: [
        'medium',
        'alice created a network ACL entry of network ACL acl-1, which opens all traffic to the whole internet (::/0), from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からネットワークACL acl-1 のエントリを作成しました（すべてのトラフィックをインターネット全体（::/0）に開放）',
      ],
    },
    {
      name: 'everything let out',
      record: entry({ egress: true }),
      told: [
        'low',
        'alice created a network ACL entry of network ACL acl-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からネットワークACL acl-1 のエントリを作成しました',
      ],
    },
    {
      name: 'everything kept out',
      record: entry({ ruleAction: 'deny' }),
      told: [
        'low',
        'alice created a network ACL entry of network ACL acl-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からネットワークACL acl-1 のエントリを作成しました',
      ],
    },
    {
      name: 'one network let in',
      record: entry({ cidrBlock: '10.0.0.0/8' }),
      told: [
        'low',
        'alice created a network ACL entry of network ACL acl-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からネットワークACL acl-1 のエントリを作成しました',
      ],
    },
    {
      name: 'a route',
      record: apiCall('ec2', 'CreateRoute', { from: OFFICE, request: { routeTableId: 'rtb-1', gatewayId: 'igw-1' } }),
      told: [
        'low',
        'alice created a route of route table rtb-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からルートテーブル rtb-1 のルートを作成しました',
      ],
    },
    {
      name: 'a gateway, whose id is in the response',
      record: apiCall('ec2', 'CreateInternetGateway', {
        from: OFFICE,
        response: { internetGateway: { internetGatewayId: 'igw-1' } },
      }),
      told: [
        'low',
        'alice created internet gateway igw-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からインターネットゲートウェイ igw-1 を作成しました',
      ],
    },
  ],
  quiet: [
    { name: 'denied', record: apiCall('ec2', 'CreateVpc', { error: 'Client.UnauthorizedOperation' }) },
    { name: 'a subnet', record: apiCall('ec2', 'CreateSubnet') },
    { name: 'read', record: apiCall('ec2', 'DescribeVpcs', { also: { readOnly: true } }) },
  ],
});
