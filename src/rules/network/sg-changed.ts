/** Any change to a security group: created, deleted, rules added, changed, removed. */
import type { TrailEvent } from '../../core/event.ts';
import type { Language, Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { blockIn, toTheWorld } from './exposure.ts';
import { groupOf, type Opening, openingsOf, portsOf } from './openings.ts';

/** The change, as `<actor> … security group <group>`. */
const DONE: Readonly<Record<string, Words>> = {
  CreateSecurityGroup: { en: 'created', ja: 'を作成しました' },
  DeleteSecurityGroup: { en: 'deleted', ja: 'を削除しました' },
  AuthorizeSecurityGroupIngress: { en: 'added an inbound rule to', ja: 'にインバウンドルールを追加しました' },
  AuthorizeSecurityGroupEgress: { en: 'added an outbound rule to', ja: 'にアウトバウンドルールを追加しました' },
  RevokeSecurityGroupIngress: { en: 'removed an inbound rule of', ja: 'のインバウンドルールを削除しました' },
  RevokeSecurityGroupEgress: { en: 'removed an outbound rule of', ja: 'のアウトバウンドルールを削除しました' },
  ModifySecurityGroupRules: { en: 'changed rules of', ja: 'のルールを変更しました' },
};

const WEB_PORTS = [80, 443];

export const sgChanged: Rule = {
  id: 'sg-changed',
  theme: 'network',
  title: { en: 'Security group changed', ja: 'セキュリティグループの変更' },
  severity: 'low',
  why: {
    en: 'Security groups decide who can reach what; a change that nobody planned is worth a look. Deploying tools change them all day: of the changes by one program only the first of each kind in a week is sent, unless a port other than 80 and 443 is opened to the whole internet. A replay shows all of them; `on: true` sends all of them, and a role under `except` is quiet.',
    ja: 'セキュリティグループは、誰が何に到達できるかを決める。予定にない変更は確認する価値がある。デプロイツールは日常的に変更するため、プログラムによる変更は種類ごとに1週間に1件だけを通知する（80と443以外のポートのインターネット全体への公開は毎回通知する）。リプレイではすべて表示する。`on: true` ですべて通知し、`except` に書いたロールは通知しない。',
  },
  respond: {
    en: ['Compare the change with the work that was planned.', 'Undo it if nobody knows of it.'],
    ja: ['予定されていた作業と照らし合わせる。', '心当たりがなければ元に戻す。'],
  },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html'],
  attack: ['T1562.007'],
  cis: ['1.2:3.10', '1.4:4.10'],
  securityHub: ['CloudWatch.10'],
  when: { eventSource: ['ec2.amazonaws.com'], eventName: Object.keys(DONE) },
  yieldsTo: ['sg-admin-open', 'sg-ssh-opened'],
  check: (event) => (opensMore(event) ? {} : { routine: { by: ['name'], days: 7 } }),
  say: {
    en: (told) => {
      const { event } = told;
      const group = shown(groupOf(event));
      return `${who.en(event)} ${DONE[event.name]?.en ?? 'changed'} security group ${group}${detail(openingsOf(event), 'en')}${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const { event } = told;
      const group = shown(groupOf(event));
      return ja`${who.ja(event)}が${fromWhere.ja(told)}セキュリティグループ${group}${detail(openingsOf(event), 'ja')}${DONE[event.name]?.ja ?? 'を変更しました'}`;
    },
  },
};

/** True if an inbound rule lets the whole internet reach anything but a web server. */
const opensMore = (event: TrailEvent) =>
  /^AuthorizeSecurityGroupIngress$|^ModifySecurityGroupRules$/.test(event.name) &&
  toTheWorld(openingsOf(event)).some(({ from, to }) => from !== to || !WEB_PORTS.includes(from));

/** ` (TCP 443, 0.0.0.0/0)` */
function detail(openings: readonly Opening[], language: Language): string {
  if (openings.length === 0) return '';
  const text = openings
    .map((opening) => [portsOf(opening, language), ...opening.cidrs.map((cidr) => blockIn(language, cidr))].join(', '))
    .join('; ');
  return language === 'ja' ? `（${shown(text)}）` : ` (${shown(text)})`;
}
