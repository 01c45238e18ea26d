/** A security group opened to the whole internet on an administration port. */
import type { Language, Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { isAdmin, toTheWorld } from './exposure.ts';
import { groupOf, type Opening, openingsOf, portsOf } from './openings.ts';

interface Facts {
  readonly group: string;
  readonly open: readonly Opening[];
}

export const sgAdminOpen: Rule<Facts> = {
  id: 'sg-admin-open',
  theme: 'network',
  title: {
    en: 'Security group opens an administration port to the internet',
    ja: 'セキュリティグループの管理ポートをインターネット全体に公開',
  },
  severity: 'critical',
  why: {
    en: 'Scanners find an open SSH, RDP, database, Docker or Kubernetes port within minutes. The whole address space counts however it is written: any `/0`, both halves of it, IPv6, port ranges, all protocols. What a network ACL or a missing route still blocks is not looked at, and ModifySecurityGroupRules does not say whether a rule is inbound, so an outbound rule can be reported here.',
    ja: '公開されたSSH・RDP・データベース・Docker・Kubernetesなどのポートは、数分でスキャナーに見つかる。`/0` の書き方、アドレス空間を二分した指定、IPv6、ポート範囲、全プロトコルのいずれでも検知する。ネットワークACLや経路で遮断されているかは見ない。ModifySecurityGroupRulesの記録には方向がないため、アウトバウンドルールも対象になり得る。',
  },
  respond: {
    en: [
      'Remove the rule, or narrow it to the addresses that need it.',
      'Look in the flow logs for who came in while it was open.',
      'Use Session Manager or a VPN instead of an open port.',
    ],
    ja: [
      'ルールを削除するか、必要なアドレスだけに絞る。',
      '開いていた間に誰が接続したかをフローログで調べる。',
      'ポートを開ける代わりにSession ManagerやVPNを使う。',
    ],
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html'],
  attack: ['T1562.007'],
  cis: ['1.4:5.2', '3.0:5.2', '3.0:5.3'],
  securityHub: ['EC2.13', 'EC2.14', 'EC2.19'],
  when: {
    eventSource: ['ec2.amazonaws.com'],
    eventName: ['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'],
  },
  check(event) {
    const open = toTheWorld(openingsOf(event)).filter(isAdmin);
    if (open.length === 0) return undefined;
    return { facts: { group: groupOf(event) ?? '-', open } };
  },
  say: {
    en: (told) =>
      `${who.en(told.event)} opened ${opened(told.facts.open, 'en')} of security group ${shown(told.facts.group)} to the whole internet${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}セキュリティグループ${shown(told.facts.group)}の${opened(told.facts.open, 'ja')}をインターネット全体に公開しました`,
  },
};

function opened(open: readonly Opening[], language: Language): string {
  return [...new Set(open.map((opening) => portsOf(opening, language)))].join(', ');
}
