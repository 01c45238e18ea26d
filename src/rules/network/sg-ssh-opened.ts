/** An administration port, SSH above all, opened to untrusted addresses. */
import type { Language, Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { blockIn, isAdmin, isPrivate } from './exposure.ts';
import { groupOf, type Opening, openingsOf, portsOf } from './openings.ts';

interface Facts {
  readonly group: string;
  readonly sources: readonly string[];
  readonly open: readonly Opening[];
}

export const sgSshOpened: Rule<Facts> = {
  id: 'sg-ssh-opened',
  theme: 'network',
  title: {
    en: 'Administration port opened to an untrusted source',
    ja: '信頼されていない送信元に管理ポートを開放',
  },
  severity: 'high',
  why: {
    en: 'Whoever can reach SSH, RDP or a database can try keys and passwords, and a single forgotten address is how visitors of a group stay in. Sources inside your trusted networks and private ranges are quiet, and the whole internet is reported by `sg-admin-open`; a source that is another security group or a prefix list holds no address and is not judged.',
    ja: 'SSHやRDP、データベースに到達できれば鍵やパスワードを試せる。閉じ忘れた1つのアドレスが侵入経路になる。信頼するネットワークとプライベートアドレスの送信元は通知せず、インターネット全体への公開は `sg-admin-open` が通知する。別のセキュリティグループやプレフィックスリストを送信元とするルールはアドレスがないため判定しない。',
  },
  respond: {
    en: ['Ask who needs it and for how long.', 'Remove the rule when the work is done; Session Manager needs none.'],
    ja: [
      '誰がいつまで必要としているのかを確認する。',
      '作業が終わったらルールを削除する。Session Managerならルールは不要。',
    ],
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-rules-reference.html'],
  attack: ['T1562.007'],
  securityHub: ['EC2.13'],
  when: {
    eventSource: ['ec2.amazonaws.com'],
    eventName: ['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'],
  },
  yieldsTo: ['sg-admin-open'],
  check(event, context) {
    const isForeign = (cidr: string) => !isPrivate(cidr) && !context.isTrustedNetwork(cidr, event.epoch);
    const open = openingsOf(event).filter((opening) => isAdmin(opening) && opening.cidrs.some(isForeign));
    if (open.length === 0) return undefined;
    const sources = [...new Set(open.flatMap(({ cidrs }) => cidrs).filter(isForeign))].sort();
    return { facts: { group: groupOf(event) ?? '-', sources, open } };
  },
  say: {
    en: (told) => {
      const { group, sources, open } = told.facts;
      return `${who.en(told.event)} opened ${ports(open, 'en')} of security group ${shown(group)} to ${some(sources, 'en')}${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const { group, sources, open } = told.facts;
      return ja`${who.ja(told.event)}が${fromWhere.ja(told)}セキュリティグループ${shown(group)}の${ports(open, 'ja')}を${some(sources, 'ja')}に開放しました`;
    },
  },
};

const ports = (open: readonly Opening[], language: Language) =>
  [...new Set(open.map((opening) => portsOf(opening, language)))].join(language === 'ja' ? '、' : ', ');

const some = (sources: readonly string[], language: Language) =>
  shown(sources.map((cidr) => blockIn(language, cidr)).join(language === 'ja' ? '、' : ', '));
