/** Flow logs or DNS query logs turned off: network traffic leaves no trace. */
import type { TrailEvent } from '../../core/event.ts';
import { listAt, textAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { firstOf, tell } from '../deed.ts';

export const flowDnsLogs: Rule = {
  id: 'flow-dns-logs',
  theme: 'tamper',
  title: { en: 'Flow logs or DNS query logs turned off', ja: 'フローログ・DNSクエリログの停止' },
  severity: 'high',
  why: {
    en: 'After this nobody can see where data went. Deleting a VPC deletes its flow logs without this event.',
    ja: '以後、データがどこへ出ていったかを調べられなくなる。VPCごと削除した場合、このイベントは記録されない。',
  },
  respond: {
    en: ['Turn the logs on again.', 'Look at what ran in that network meanwhile.'],
    ja: ['ログを再び有効にする。', 'その間にそのネットワークで何が行われていたかを調べる。'],
  },
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html',
  ],
  attack: ['T1562.008'],
  when: {
    eventSource: ['ec2.amazonaws.com', 'route53resolver.amazonaws.com'],
    eventName: ['DeleteFlowLogs', 'DeleteResolverQueryLogConfig', 'DisassociateResolverQueryLogConfig'],
  },
  say: tell(
    {
      DeleteFlowLogs: { en: 'deleted flow logs {}', ja: 'フローログ {} を削除しました' },
      DeleteResolverQueryLogConfig: { en: 'deleted DNS query logging {}', ja: 'DNSクエリログ設定 {} を削除しました' },
      DisassociateResolverQueryLogConfig: {
        en: 'took a VPC out of DNS query logging {}',
        ja: 'DNSクエリログ設定 {} とVPCの関連付けを解除しました',
      },
    },
    (event) => flowLogsOf(event) ?? firstOf('resolverQueryLogConfigId')(event),
  ),
};

/** EC2 writes the request as it was sent, one id or a list: `DeleteFlowLogsRequest.FlowLogId.content`. */
function flowLogsOf({ record }: TrailEvent): string | undefined {
  const request = 'requestParameters.DeleteFlowLogsRequest.FlowLogId';
  const ids = listAt(record, request).flatMap((item) => textAt(item, 'content') ?? []);
  return ids.length > 0 ? ids.join(', ') : (textAt(record, `${request}.content`) ?? textAt(record, request));
}
