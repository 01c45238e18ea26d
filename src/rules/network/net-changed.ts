/** Network ACLs, gateways, routes and VPCs changed: the four CIS controls in one rule. */
import { callWords } from '../../core/call-words.ts';
import type { TrailEvent } from '../../core/event.ts';
import { booleanAt, numberAt, textAt } from '../../core/fields.ts';
import { coversWorld } from '../../core/network.ts';
import type { Language, Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { filled } from '../deed.ts';
import { blockIn } from './exposure.ts';
import { covers, type Opening, portsOf } from './openings.ts';

const NACL = [
  'CreateNetworkAcl',
  'CreateNetworkAclEntry',
  'DeleteNetworkAcl',
  'DeleteNetworkAclEntry',
  'ReplaceNetworkAclEntry',
  'ReplaceNetworkAclAssociation',
];
const GATEWAY = [
  'CreateCustomerGateway',
  'DeleteCustomerGateway',
  'AttachInternetGateway',
  'CreateInternetGateway',
  'DeleteInternetGateway',
  'DetachInternetGateway',
];
const ROUTE = [
  'CreateRoute',
  'CreateRouteTable',
  'ReplaceRoute',
  'ReplaceRouteTableAssociation',
  'DeleteRouteTable',
  'DeleteRoute',
  'DisassociateRouteTable',
];
const VPC = [
  'CreateVpc',
  'DeleteVpc',
  'ModifyVpcAttribute',
  'AcceptVpcPeeringConnection',
  'CreateVpcPeeringConnection',
  'DeleteVpcPeeringConnection',
  'RejectVpcPeeringConnection',
  'AttachClassicLinkVpc',
  'DetachClassicLinkVpc',
  'DisableVpcClassicLink',
  'EnableVpcClassicLink',
];

/** Paths of the changed resource's id and its kind, the most specific first. */
const RESOURCES: readonly (readonly [path: string, kind: Words])[] = [
  ['requestParameters.networkAclId', { en: 'network ACL', ja: 'ネットワークACL' }],
  ['requestParameters.routeTableId', { en: 'route table', ja: 'ルートテーブル' }],
  ['requestParameters.internetGatewayId', { en: 'internet gateway', ja: 'インターネットゲートウェイ' }],
  ['requestParameters.customerGatewayId', { en: 'customer gateway', ja: 'カスタマーゲートウェイ' }],
  ['requestParameters.vpcPeeringConnectionId', { en: 'VPC peering connection', ja: 'VPCピアリング接続' }],
  [
    'responseElements.vpcPeeringConnection.vpcPeeringConnectionId',
    { en: 'VPC peering connection', ja: 'VPCピアリング接続' },
  ],
  ['responseElements.networkAcl.networkAclId', { en: 'network ACL', ja: 'ネットワークACL' }],
  ['responseElements.routeTable.routeTableId', { en: 'route table', ja: 'ルートテーブル' }],
  ['responseElements.internetGateway.internetGatewayId', { en: 'internet gateway', ja: 'インターネットゲートウェイ' }],
  ['responseElements.customerGateway.customerGatewayId', { en: 'customer gateway', ja: 'カスタマーゲートウェイ' }],
  ['responseElements.vpc.vpcId', { en: 'VPC', ja: 'VPC' }],
  ['requestParameters.vpcId', { en: 'VPC', ja: 'VPC' }],
  ['requestParameters.associationId', { en: 'association', ja: '関連付け' }],
];

/** Parts of a resource, as the names of the calls say them. */
const PARTS: Readonly<Record<string, string>> = {
  'network ACL entry': 'エントリ',
  'network ACL association': '関連付け',
  route: 'ルート',
  'route table association': '関連付け',
  'route table': '関連付け',
  'VPC attribute': '属性',
  'VPC classic link': 'ClassicLink',
  'classic link VPC': 'ClassicLink',
};

export const netChanged: Rule = {
  id: 'net-changed',
  theme: 'network',
  title: { en: 'Network changed', ja: 'ネットワーク構成の変更' },
  severity: 'low',
  byDefault: 'off',
  why: {
    en: 'Routes, gateways and network ACLs can open a network or cut it off. Off by default, because infrastructure as code changes them often. A network ACL entry that lets everything, SSH or RDP in from everywhere is `medium`.',
    ja: '経路・ゲートウェイ・ネットワークACLを変更すれば、ネットワークを外部に開くことも切断することもできる。IaCで頻繁に変わるため既定ではオフ。すべて、またはSSHやRDPを全アドレスから許可するインバウンドのネットワークACLは `medium` とする。',
  },
  respond: {
    en: ['Compare the change with the work that was planned.', 'Undo it if nobody knows of it.'],
    ja: ['予定されていた作業と照らし合わせる。', '心当たりがなければ元に戻す。'],
  },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html'],
  attack: ['T1562.007'],
  cis: ['1.2:3.11', '1.2:3.12', '1.2:3.13', '1.2:3.14', '1.4:4.11', '1.4:4.12', '1.4:4.13', '1.4:4.14'],
  securityHub: ['CloudWatch.11', 'CloudWatch.12', 'CloudWatch.13', 'CloudWatch.14'],
  when: { eventSource: ['ec2.amazonaws.com'], eventName: [...NACL, ...GATEWAY, ...ROUTE, ...VPC] },
  check: (event) => (openEntry(event) === undefined ? {} : { severity: 'medium' }),
  say: {
    en: (told) => `${who.en(told.event)} ${deed(told.event).en}${letIn(told.event, 'en')}${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}${deed(told.event).ja}しました${letIn(told.event, 'ja')}`,
  },
};

/** `created a network ACL entry of network ACL acl-1`, `attached internet gateway igw-1` */
function deed({ name, record }: TrailEvent): Words {
  const { done, doneJa = '変更', noun } = callWords(name);
  const [path, kind = { en: 'resource', ja: 'リソース' }] =
    RESOURCES.find(([at]) => textAt(record, at) !== undefined) ?? [];
  const id = path === undefined ? undefined : textAt(record, path);
  const part = Object.hasOwn(PARTS, noun) ? PARTS[noun] : undefined;
  const isItself = noun.endsWith(kind.en);
  const en = isItself ? `${noun} {}` : `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun} of ${kind.en} {}`;
  const japanese = isItself && noun === kind.en ? `${kind.ja} {} を` : `${kind.ja} {} の${part ?? noun}を`;
  return { en: `${done} ${filled(en, id, 'en')}`, ja: `${filled(japanese, id, 'ja')}${doneJa}` };
}

/** An inbound entry that allows everything, SSH or RDP from everywhere: `TCP 22 from 0.0.0.0/0`. */
function openEntry({ name, record }: TrailEvent): Opening | undefined {
  if (name !== 'CreateNetworkAclEntry' && name !== 'ReplaceNetworkAclEntry') return undefined;
  const text = (key: string) => textAt(record, `requestParameters.${key}`);
  const cidr = text('cidrBlock') ?? text('ipv6CidrBlock');
  const isInbound = booleanAt(record, 'requestParameters.egress') !== true;
  if (!isInbound || text('ruleAction') !== 'allow' || cidr === undefined || !coversWorld([cidr])) return undefined;
  const protocol = text('aclProtocol') ?? EVERY_PROTOCOL;
  const from = numberAt(record, 'requestParameters.portRange.from') ?? 0;
  const to = numberAt(record, 'requestParameters.portRange.to') ?? 65_535;
  const opening = { protocol, from, to, cidrs: [cidr] };
  return protocol === EVERY_PROTOCOL || [22, 3389].some((port) => covers(opening, port)) ? opening : undefined;
}

const EVERY_PROTOCOL = '-1';

/** `, which opens TCP 22 to the whole internet (0.0.0.0/0),` */
function letIn(event: TrailEvent, language: Language): string {
  const opening = openEntry(event);
  if (opening === undefined) return '';
  const cidr = blockIn(language, opening.cidrs[0] ?? '');
  return language === 'ja'
    ? `（${portsOf(opening, 'ja')}を${cidr}に開放）`
    : `, which opens ${portsOf(opening, 'en')} to ${cidr},`;
}
