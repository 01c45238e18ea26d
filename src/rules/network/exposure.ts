/** Administration ports, and the addresses that they were opened to. */
import { containsNetwork, coversWorld } from '../../core/network.ts';
import type { Language } from '../../core/rule.ts';
import { covers, type Opening } from './openings.ts';

/** Each answers to whoever reaches it with a password, a key or nothing at all. */
const ADMIN_PORTS = [
  21, // FTP
  22, // SSH
  23, // telnet
  445, // SMB
  1433, // SQL Server
  1521, // Oracle
  2375, // Docker
  2376,
  2379, // etcd
  3306, // MySQL
  3389, // RDP
  5432, // PostgreSQL
  5601, // Kibana
  5900, // VNC
  5985, // WinRM
  5986,
  6379, // Redis
  6443, // Kubernetes
  9200, // Elasticsearch
  9300,
  10_250, // kubelet
  11_211, // memcached
  27_017, // MongoDB
];

// Shared and private address space: https://www.iana.org/assignments/iana-ipv4-special-registry and its IPv6 sister.
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'];
const PRIVATE_6 = ['fc00::/7', 'fe80::/10', '::1/128'];

/** No address of the internet is in it. */
export const isPrivate = (cidr: string): boolean =>
  [...PRIVATE, ...PRIVATE_6].some((block) => containsNetwork(block, cidr));

export const isAdmin = (opening: Opening): boolean => ADMIN_PORTS.some((port) => covers(opening, port));

/** Two calls' halves can't be seen together, but two halves in one call can: sources of like ports are joined. */
export function toTheWorld(openings: readonly Opening[]): readonly Opening[] {
  const alike = new Map<string, Opening>();
  for (const opening of openings) {
    const key = `${opening.protocol} ${opening.from} ${opening.to}`;
    const earlier = alike.get(key)?.cidrs ?? [];
    alike.set(key, { ...opening, cidrs: [...earlier, ...opening.cidrs] });
  }
  return [...alike.values()].filter(({ cidrs }) => coversWorld(cidrs));
}

/** A block as people read it: `/0` is the whole internet. */
export function blockIn(language: Language, cidr: string): string {
  if (!coversWorld([cidr])) return cidr;
  return language === 'ja' ? `インターネット全体（${cidr}）` : `the whole internet (${cidr})`;
}
