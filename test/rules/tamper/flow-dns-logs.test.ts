import { flowDnsLogs } from '../../../src/rules/tamper/flow-dns-logs.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const deleteFlowLogs = (FlowLogId: unknown) =>
  apiCall('ec2', 'DeleteFlowLogs', { from: OFFICE, request: { DeleteFlowLogsRequest: { FlowLogId } } });

testRule(flowDnsLogs, {
  fires: [
    {
      name: 'one',
      record: deleteFlowLogs({ content: 'fl-1', tag: 1 }),
      told: [
        'high',
        'alice deleted flow logs fl-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からフローログ fl-1 を削除しました',
      ],
    },
    {
      name: 'several',
      record: deleteFlowLogs([
        { content: 'fl-1', tag: 1 },
        { content: 'fl-2', tag: 2 },
      ]),
      told: [
        'high',
        'alice deleted flow logs fl-1, fl-2 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からフローログ fl-1, fl-2 を削除しました',
      ],
    },
    {
      name: 'DNS queries',
      record: apiCall('route53resolver', 'DisassociateResolverQueryLogConfig', {
        from: OFFICE,
        request: { resolverQueryLogConfigId: 'rqlc-1', resourceId: 'vpc-1' },
      }),
      told: [
        'high',
        'alice took a VPC out of DNS query logging rqlc-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から DNSクエリログ設定 rqlc-1 とVPCの関連付けを解除しました',
      ],
    },
  ],
  quiet: [
    { name: 'made', record: apiCall('ec2', 'CreateFlowLogs') },
    { name: 'a resolver rule', record: apiCall('route53resolver', 'DisassociateResolverRule') },
  ],
});
