/** Detection and its logs switched off or muted, beside trail, Config, GuardDuty and Security Hub as a whole. */
import type { Rule } from '../../core/rule.ts';
import { anyOf, hitOf, tellCall } from '../calls.ts';
import { isByAws } from '../deed.ts';
import { DETECTORS } from './detectors.ts';

export const detectionWeakened: Rule = {
  id: 'detection-weakened',
  theme: 'tamper',
  title: { en: 'Detection weakened', ja: '検知の弱体化' },
  severity: 'high',
  why: {
    en: 'Macie, Inspector, Detective, Access Analyzer, WAF, network and DNS firewalls, access logs: each is off with one call, and nobody misses it. High where a service stops or an administrator account goes; medium where new accounts are left out, findings are hidden by a rule, or a weaker setting is allowed again (IMDSv1); low where people triage (findings suppressed, a control turned off). AWS’s own calls are quiet; calls of CloudFormation are at most low, because stacks are made and deleted every day.',
    ja: 'Macie・Inspector・Detective・Access Analyzer・WAF・ネットワークやDNSのファイアウォール・アクセスログは、1回の呼び出しで止められ、気付かれにくい。サービスの停止や管理者アカウントの解除は high。新しいアカウントを対象外にする設定、ルールで検出結果を隠す設定、弱い設定への変更（IMDSv1）は medium。検出結果の抑制やコントロールの無効化など日常の運用でも行う操作は low。AWS自身の操作は通知しない。CloudFormationによる操作はスタックの作成・削除で日常的に起きるため、最高でも low。',
  },
  respond: {
    en: [
      'Ask whoever did it what for.',
      'Turn it on again; for a filter or a rule, read what it hides.',
      'See what the same identity did just before and after.',
    ],
    ja: [
      '操作した人に目的を確認する。',
      '再び有効にする。フィルターやルールなら、何を隠すものかを確認する。',
      '同じアイデンティティが前後に行った操作を調べる。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/macie/latest/user/macie-cloudtrail.html',
    'https://docs.aws.amazon.com/inspector/latest/user/logging-using-cloudtrail.html',
    'https://docs.aws.amazon.com/waf/latest/developerguide/logging-using-cloudtrail.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html',
  ],
  attack: ['T1562.001', 'T1562.007', 'T1562.008', 'T1552.005'],
  when: anyOf(DETECTORS),
  // A watched bucket's changes are reported by that rule.
  yieldsTo: ['trail-bucket'],
  check(event, context) {
    if (isByAws(event)) return undefined;
    const hit = hitOf(DETECTORS, event, context);
    const isStacks = event.actor.invokedBy === 'cloudformation.amazonaws.com';
    return hit !== undefined && isStacks ? { ...hit, severity: 'low' } : hit;
  },
  say: tellCall(
    DETECTORS,
    ...['name', 'filterName', 'analyzerName', 'analyzerArn', 'threatIntelSetId', 'malwareProtectionPlanId'],
    ...['trustedEntitySetId', 'firewallName', 'firewallArn', 'policyId', 'protectionId', 'eventDataStore'],
    ...['bucketName', 'loadBalancerArn', 'instanceId', 'ModifyInstanceMetadataOptionsRequest.InstanceId', 'filterArn'],
  ),
};
