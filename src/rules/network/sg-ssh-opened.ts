/** SSH opened to addresses that are not trusted. */
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { covers, groupOf, openingsOf } from './openings.ts';

const SSH = 22;

interface Facts {
  readonly group: string;
  readonly sources: string;
}

export const sgSshOpened: Rule<Facts> = {
  id: 'sg-ssh-opened',
  theme: 'network',
  title: { en: 'SSH opened to an untrusted source', ja: '信頼されていない送信元にSSHポートを開放' },
  severity: 'high',
  why: {
    en: 'Whoever can reach SSH can try keys and passwords, and a single forgotten address is how visitors of a group stay in. Only sources inside your trusted networks are quiet; a source that is another security group or a prefix list holds no address and is not judged.',
    ja: 'SSHに到達できれば鍵やパスワードを試せる。閉じ忘れた一つのアドレスが侵入経路になる。信頼するネットワークに含まれる送信元だけは通知しない。別のセキュリティグループやプレフィックスリストを送信元とするルールはアドレスがないため判定しない。',
  },
  respond: {
    en: ['Ask who needs it and for how long.', 'Remove the rule when the work is done; Session Manager needs none.'],
    ja: [
      '誰がいつまで必要としているのかを確認する。',
      '作業が終わったらルールを削除する。Session Managerならルールは不要。',
    ],
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-rules-reference.html'],
  securityHub: ['EC2.13'],
  when: {
    eventSource: ['ec2.amazonaws.com'],
    eventName: ['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'],
  },
  check(event, context) {
    const sources = openingsOf(event)
      .filter((opening) => covers(opening, SSH))
      .flatMap(({ cidrs }) => cidrs)
      .filter((cidr) => !context.isTrustedNetwork(cidr, event.epoch));
    if (sources.length === 0) return undefined;
    return { facts: { group: groupOf(event) ?? '-', sources: [...new Set(sources)].sort().join(', ') } };
  },
  say: {
    en: (told) =>
      `${who.en(told.event)} opened SSH (port 22) of security group ${shown(told.facts.group)} to ${shown(told.facts.sources)}${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}セキュリティグループ${shown(told.facts.group)}のSSH（ポート22）を${shown(told.facts.sources)}に開放しました`,
  },
};
