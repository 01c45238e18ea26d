/** Calls about security groups, in each of CloudTrail's shapes. */
import { apiCall, OFFICE } from './records.ts';

interface Opened {
  readonly v4?: readonly string[];
  readonly v6?: readonly string[];
  /** A security group as the source. */
  readonly group?: string;
  readonly protocol?: string;
  readonly from?: number;
  readonly to?: number;
  readonly error?: string;
}

const GROUP = 'sg-0123456789abcdef0';

/** `ipPermissions.items`, one item for each set of ports. */
export function nested(name: string, openings: readonly Opened[]) {
  const items = openings.map(({ v4, v6, group, protocol, from, to }) => ({
    ipProtocol: protocol ?? 'tcp',
    ...(from === undefined ? {} : { fromPort: from, toPort: to ?? from }),
    groups: group === undefined ? {} : { items: [{ groupId: group }] },
    ipRanges: v4 === undefined ? {} : { items: v4.map((cidrIp) => ({ cidrIp })) },
    ipv6Ranges: v6 === undefined ? {} : { items: v6.map((cidrIpv6) => ({ cidrIpv6 })) },
    prefixListIds: {},
  }));
  const [first] = openings;
  return apiCall('ec2', name, {
    from: OFFICE,
    request: { groupId: GROUP, ipPermissions: { items } },
    ...(first?.error === undefined ? {} : { error: first.error }),
  });
}

/** Everything beside an empty `ipPermissions`. */
export function flat(name: string, { protocol, from, to }: Opened, cidrIp: string) {
  return apiCall('ec2', name, {
    from: OFFICE,
    request: {
      groupId: GROUP,
      ipPermissions: {},
      ipProtocol: protocol ?? 'tcp',
      fromPort: from,
      toPort: to ?? from,
      cidrIp,
    },
  });
}

/** ModifySecurityGroupRules records the request as sent; one rule isn't a list. */
export function modified(cidr: { readonly CidrIpv4: string } | { readonly CidrIpv6: string }, port: number) {
  return apiCall('ec2', 'ModifySecurityGroupRules', {
    from: OFFICE,
    request: {
      ModifySecurityGroupRulesRequest: {
        GroupId: GROUP,
        SecurityGroupRule: {
          tag: 1,
          SecurityGroupRuleId: 'sgr-0123456789abcdef0',
          SecurityGroupRule: { ...cidr, FromPort: port, ToPort: port, IpProtocol: 'tcp' },
        },
      },
    },
  });
}
