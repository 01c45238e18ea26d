/** Network ACLs, gateways, routes and VPCs changed: the four CIS controls in one rule. */

import type { TrailEvent } from '../../core/event.ts';
import { booleanAt, numberAt, textAt } from '../../core/fields.ts';
import { coversWorld } from '../../core/network.ts';
import type { Language, Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
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

/** Paths of the changed resource's id, the most specific first. */
const RESOURCE_PATHS = [
  'requestParameters.networkAclId',
  'requestParameters.routeTableId',
  'requestParameters.internetGatewayId',
  'requestParameters.customerGatewayId',
  'requestParameters.vpcPeeringConnectionId',
  'requestParameters.vpcId',
  'responseElements.networkAcl.networkAclId',
  'responseElements.routeTable.routeTableId',
  'responseElements.internetGateway.internetGatewayId',
  'responseElements.customerGateway.customerGatewayId',
  'responseElements.vpc.vpcId',
  'requestParameters.associationId',
];

export const netChanged: Rule = {
  id: 'net-changed',
  theme: 'network',
  title: { en: 'Network changed', ja: 'ネットワーク構成の変更' },
  severity: 'low',
  byDefault: 'off',
  why: {
    en: 'Routes, gateways and network ACLs can open a network or cut it off. Off by default, because infrastructure as code changes them often. A network ACL entry that lets everything, SSH or RDP in from everywhere is `medium`.',
    ja: '経路・ゲートウェイ・ネットワークACLの変更は、ネットワークを開くことも切断することもできる。IaCで頻繁に変わるため既定ではオフ。すべて、またはSSHやRDPを全アドレスから許可するインバウンドのネットワークACLは `medium` とする。',
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
    en: (told) =>
      `${who.en(told.event)} called ${shown(told.event.name)} on ${resourceOf(told.event)}${letIn(told.event, 'en')}${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}${resourceOf(told.event)}に対して${shown(told.event.name)}を実行しました${letIn(told.event, 'ja')}`,
  },
};

function resourceOf({ record }: TrailEvent): string {
  return shown(RESOURCE_PATHS.map((path) => textAt(record, path)).find((id) => id !== undefined));
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
