/** Openings by security-group calls, in any of CloudTrail's shapes. */
import type { Json, TrailEvent } from '../../core/event.ts';
import { listAt, numberAt, objectAt, textAt, valueAt } from '../../core/fields.ts';
import type { Language } from '../../core/rule.ts';

/** One permission with all its sources. `from` to `to` are ports; the whole range if the protocol has none. */
export interface Opening {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  /** CIDR blocks as the caller wrote them, IPv4 and IPv6. EC2 makes them canonical only after the call. */
  readonly cidrs: readonly string[];
}

const ALL_PORTS = { from: 0, to: 65_535 };
// `-1` is every protocol; TCP and UDP also come as their numbers.
// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
const EVERY_PROTOCOL = '-1';
const WITH_PORTS = new Set(['tcp', 'udp', '6', '17']);

/**
 * The openings of AuthorizeSecurityGroupIngress / -Egress or ModifySecurityGroupRules. One call is recorded in one of
 * three shapes: flat (`cidrIp`, `fromPort` beside an empty `ipPermissions`), nested (`ipPermissions.items`), or, for
 * ModifySecurityGroupRules, the request as sent, with capital letters and one rule where there could be a list.
 */
export function openingsOf({ record }: TrailEvent): readonly Opening[] {
  const request = valueAt(record, 'requestParameters');
  const asked = [...flat(request), ...nested(request), ...modified(request)];
  return asked.length > 0 ? asked : revoked(valueAt(record, 'responseElements'));
}

/** A request that names rules by their ids: only the response says what they were. */
function revoked(response: Json | undefined): readonly Opening[] {
  return listAt(response, 'revokedSecurityGroupRuleSet.items').map((item) =>
    opening(item, { protocol: 'ipProtocol', from: 'fromPort', to: 'toPort' }, [
      ...['cidrIpv4', 'cidrIpv6', 'referencedGroupId', 'prefixListId'].flatMap((key) => textAt(item, key) ?? []),
      ...['referencedGroupInfo.groupId'].flatMap((path) => textAt(item, path) ?? []),
    ]),
  );
}

function flat(request: Json | undefined): readonly Opening[] {
  const cidr = textAt(request, 'cidrIp') ?? textAt(request, 'cidrIpv6');
  if (cidr === undefined) return [];
  return [opening(request, { protocol: 'ipProtocol', from: 'fromPort', to: 'toPort' }, [cidr])];
}

function nested(request: Json | undefined): readonly Opening[] {
  return listAt(request, 'ipPermissions.items').map((item) =>
    opening(item, { protocol: 'ipProtocol', from: 'fromPort', to: 'toPort' }, [
      ...textsAt(item, 'ipRanges.items', 'cidrIp'),
      ...textsAt(item, 'ipv6Ranges.items', 'cidrIpv6'),
    ]),
  );
}

function modified(request: Json | undefined): readonly Opening[] {
  const rules = valueAt(request, 'ModifySecurityGroupRulesRequest.SecurityGroupRule');
  return asList(rules).flatMap((rule) => {
    const detail = objectAt(rule, 'SecurityGroupRule');
    if (detail === undefined) return [];
    const cidrs = ['CidrIpv4', 'CidrIpv6'].flatMap((key) => textAt(detail, key) ?? []);
    return [opening(detail, { protocol: 'IpProtocol', from: 'FromPort', to: 'ToPort' }, cidrs)];
  });
}

function opening(
  json: Json | undefined,
  paths: { readonly protocol: string; readonly from: string; readonly to: string },
  cidrs: readonly string[],
): Opening {
  const protocol = (
    textAt(json, paths.protocol) ?? String(numberAt(json, paths.protocol) ?? EVERY_PROTOCOL)
  ).toLowerCase();
  const from = numberAt(json, paths.from);
  const to = numberAt(json, paths.to);
  // Without ports, or with -1, the permission is for all of them.
  const isAll = protocol === EVERY_PROTOCOL || from === undefined || from < 0;
  return { protocol, ...(isAll ? ALL_PORTS : { from, to: to === undefined || to < 0 ? ALL_PORTS.to : to }), cidrs };
}

/** True if the opening includes this TCP or UDP port. */
export function covers({ protocol, from, to }: Opening, port: number): boolean {
  if (protocol === EVERY_PROTOCOL) return true;
  return WITH_PORTS.has(protocol) && from <= port && port <= to;
}

/** `TCP 22`, `TCP 1-1024`, `all traffic`: for sentences. */
export function portsOf({ protocol, from, to }: Opening, language: Language): string {
  if (protocol === EVERY_PROTOCOL) return language === 'ja' ? 'すべてのトラフィック' : 'all traffic';
  const name = protocol === '6' ? 'TCP' : protocol === '17' ? 'UDP' : protocol.toUpperCase();
  if (from === ALL_PORTS.from && to === ALL_PORTS.to)
    return language === 'ja' ? `${name} 全ポート` : `${name} (all ports)`;
  return from === to ? `${name} ${from}` : `${name} ${from}-${to}`;
}

/** The group's id: CreateSecurityGroup has it in the response, old calls only the name. */
export function groupOf({ record }: TrailEvent): string | undefined {
  return (
    textAt(record, 'requestParameters.groupId') ??
    textAt(record, 'requestParameters.ModifySecurityGroupRulesRequest.GroupId') ??
    textAt(record, 'responseElements.groupId') ??
    textAt(record, 'requestParameters.groupName')
  );
}

function textsAt(json: Json, path: string, key: string): readonly string[] {
  return listAt(json, path).flatMap((item) => textAt(item, key) ?? []);
}

const asList = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
