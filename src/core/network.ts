/** Addresses and networks, IPv4 and IPv6: trusted ones, neighbours, the whole world. */
import ipaddr from 'ipaddr.js';
import type { Origin } from './event.ts';
import type { NetworkVerdict } from './rule.ts';
import type { TrustedNetwork } from './settings.ts';
import { localTime } from './time.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
interface Block {
  readonly address: Address;
  readonly prefix: number;
}

/** The length of an IPv4-mapped IPv6 address's fixed part (`::ffff:0:0/96`, RFC 4291 section 2.5.5.2). */
const MAPPED_PREFIX = 96;
const SUBNET = { ipv4: 24, ipv6: 64 } as const;

/**
 * The canonical text of an IP address: IPv4 in four decimal parts, IPv6 compressed (RFC 5952), IPv4-mapped IPv6 as
 * IPv4. Undefined for anything else: short and octal IPv4 forms, zone ids, host names, `AWS Internal`.
 */
export function parseAddress(text: string): string | undefined {
  return addressOf(text)?.toString();
}

function addressOf(text: string): Address | undefined {
  // Zone ids (`fe80::1%eth0`) mean something on one machine only. Most other texts are names of services, for which
  // the library throws and catches an error with a stack.
  if (!MAY_BE_ADDRESS.test(text)) return undefined;
  if (text.includes(':')) return ipaddr.IPv6.isValid(text) ? unmapped(ipaddr.IPv6.parse(text)) : undefined;
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return undefined;
}

const MAY_BE_ADDRESS = /^(?=.*[.:])[\da-fA-F.:]{2,45}$/;

function unmapped(address: ipaddr.IPv6): Address {
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** A CIDR block, or an address as a block of one. IPv4-mapped blocks become IPv4 ones. */
function blockOf(cidr: string): Block | undefined {
  const [text = '', length, ...rest] = cidr.trim().split('/');
  const address = addressOf(text);
  if (address === undefined || rest.length > 0) return undefined;
  const bits = address.kind() === 'ipv4' ? 32 : 128;
  if (length === undefined) return { address, prefix: bits };
  if (!/^\d{1,3}$/.test(length)) return undefined;
  const isMapped = address.kind() === 'ipv4' && text.includes(':');
  const prefix = Number(length) - (isMapped ? MAPPED_PREFIX : 0);
  return prefix >= 0 && prefix <= bits ? { address, prefix } : undefined;
}

/** True for a CIDR block, or an address, that can be matched. */
export function isNetwork(cidr: string): boolean {
  return blockOf(cidr) !== undefined;
}

/** True if the outer block (or address) holds the whole inner one; false if either is invalid. */
export function containsNetwork(outer: string, inner: string): boolean {
  const [large, small] = [blockOf(outer), blockOf(inner)];
  return large !== undefined && small !== undefined && holds(large, small);
}

function holds(outer: Block, inner: Block): boolean {
  if (outer.address.kind() !== inner.address.kind() || outer.prefix > inner.prefix) return false;
  return inner.address.match(outer.address, outer.prefix);
}

/** The network around an address: /24 for IPv4, /64 for IPv6. Undefined for anything else. */
export function subnetOf(address: string): string | undefined {
  const parsed = addressOf(address);
  if (parsed === undefined) return undefined;
  const prefix = SUBNET[parsed.kind()];
  return `${textOf(rangeOf({ address: parsed, prefix })[0], parsed.kind())}/${prefix}`;
}

/**
 * True if these blocks together hold a whole address family, however written: any `/0`, two halves, many parts.
 * EC2 and IAM ignore the bits behind the prefix, so `203.0.113.9/0` is the world.
 */
export function coversWorld(cidrs: readonly string[]): boolean {
  const blocks = cidrs.map(blockOf).filter((block) => block !== undefined);
  return coversFamily(blocks, 'ipv4') || coversFamily(blocks, 'ipv6');
}

/** Part of the internet that no owner of an office holds: of IPv4, and of the IPv6 that is in use (2000::/3). */
const MOST_TRUSTED_PART = 16n;
const IPV4: Range = [0n, 1n << 32n];
const GLOBAL_IPV6: Range = [1n << 125n, 1n << 126n];

/** True if these blocks together hold more of the internet than networks of one's own can. */
export function coversTooMuch(cidrs: readonly string[]): boolean {
  const blocks = cidrs.map(blockOf).filter((block) => block !== undefined);
  const isTooMuch = (kind: 'ipv4' | 'ipv6', [from, to]: Range) =>
    sizeWithin(rangesOf(blocks, kind), [from, to]) * MOST_TRUSTED_PART > to - from;
  return isTooMuch('ipv4', IPV4) || isTooMuch('ipv6', GLOBAL_IPV6);
}

/** The count of addresses in sorted ranges that lie within another, each once. */
function sizeWithin(ranges: readonly Range[], [first, end]: Range): bigint {
  let size = 0n;
  let reached = first;
  for (const [from, to] of ranges) {
    const start = from > reached ? from : reached;
    const stop = to < end ? to : end;
    if (stop <= start) continue;
    size += stop - start;
    reached = stop;
  }
  return size;
}

/** Prefixes shorter than these are wider than nearly every network of one owner. */
const WIDE = { ipv4: 8, ipv6: 19 } as const;

/** Doubts about a block that is allowed: wider than most, or with bits behind the prefix, which are ignored. */
export function doubtsAbout(cidr: string): { readonly isWide: boolean; readonly meant: string | undefined } {
  const block = blockOf(cidr);
  if (block === undefined) return { isWide: false, meant: undefined };
  const { address, prefix } = block;
  const start = textOf(rangeOf(block)[0], address.kind());
  return {
    isWide: prefix < WIDE[address.kind()],
    meant: start === address.toString() ? undefined : `${start}/${prefix}`,
  };
}

type Range = readonly [from: bigint, to: bigint];

function rangesOf(blocks: readonly Block[], kind: 'ipv4' | 'ipv6'): Range[] {
  const ranges = blocks.filter(({ address }) => address.kind() === kind).map(rangeOf);
  return ranges.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function coversFamily(blocks: readonly Block[], kind: 'ipv4' | 'ipv6'): boolean {
  const end = 1n << (kind === 'ipv4' ? 32n : 128n);
  const ranges = rangesOf(blocks, kind);
  let covered = 0n;
  for (const [from, to] of ranges) {
    if (from > covered) return false;
    if (to > covered) covered = to;
  }
  return covered === end;
}

/** First number of the block, and the one behind its last. */
function rangeOf({ address, prefix }: Block): Range {
  const bytes = address.toByteArray();
  const size = 1n << BigInt(bytes.length * 8 - prefix);
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const from = (value / size) * size;
  return [from, from + size];
}

function textOf(value: bigint, kind: 'ipv4' | 'ipv6'): string {
  const length = kind === 'ipv4' ? 4 : 16;
  const bytes = Array.from({ length }, (_, index) => Number((value >> BigInt(8 * (length - 1 - index))) & 0xffn));
  return ipaddr.fromByteArray(bytes).toString();
}

/** The trusted networks of the settings. `epoch` is the event's time: an expired network is trusted before its end. */
export interface Networks {
  verdict(origin: Origin, epoch: number): NetworkVerdict;
  /** True if the whole block is inside one of them. */
  holds(cidr: string, epoch: number): boolean;
}

/** One object for all findings that share it. */
const NOT_AN_ADDRESS: NetworkVerdict = { verdict: 'not-an-address', name: null };
const NOT_JUDGED: NetworkVerdict = { verdict: 'not-judged', name: null };
const UNTRUSTED: NetworkVerdict = { verdict: 'untrusted', name: null };

/** `until` is the last day, on the calendar of the time zone. Of several networks the narrowest names the verdict. */
export function parseNetworks(trusted: readonly TrustedNetwork[], timezone: string): Networks {
  const known = trusted
    .flatMap((network) => {
      const block = blockOf(network.cidr);
      return block === undefined ? [] : [{ network, block }];
    })
    .sort((a, b) => b.block.prefix - a.block.prefix);
  const find = (inner: Block | undefined, epoch: number) => {
    if (inner === undefined) return undefined;
    return known.find(({ network, block }) => holds(block, inner) && isInTime(network, epoch, timezone))?.network;
  };
  return {
    verdict({ address }, epoch) {
      if (address === undefined) return NOT_AN_ADDRESS;
      if (trusted.length === 0) return NOT_JUDGED;
      const network = find(blockOf(address), epoch);
      if (network === undefined) return UNTRUSTED;
      return { verdict: 'trusted', name: network.name ?? network.cidr };
    },
    holds: (cidr, epoch) => find(blockOf(cidr), epoch) !== undefined,
  };
}

function isInTime({ until }: TrustedNetwork, epoch: number, timezone: string): boolean {
  return until === undefined || localTime(epoch, timezone).date <= until;
}

/** The CIDR blocks that are trusted at that time. */
export const trustedAt = (trusted: readonly TrustedNetwork[], epoch: number, timezone: string): readonly string[] =>
  trusted.filter((network) => isInTime(network, epoch, timezone)).map(({ cidr }) => cidr);

/** Those of the blocks that the others together don't hold whole. */
export function uncoveredBy(others: readonly string[], cidrs: readonly string[]): readonly string[] {
  const known = others.map(blockOf).filter((block) => block !== undefined);
  return cidrs.filter((cidr) => {
    const block = blockOf(cidr);
    return block === undefined || !holdsRange(rangesOf(known, block.address.kind()), rangeOf(block));
  });
}

function holdsRange(sorted: readonly Range[], [first, end]: Range): boolean {
  return sizeWithin(sorted, [first, end]) === end - first;
}

/** Blocks that lie in one of each list; blocks are nested or apart. */
export function sharedBlocks(some: readonly string[], others: readonly string[]): readonly string[] {
  const shared = some.flatMap((one) =>
    others.flatMap((other) => {
      if (containsNetwork(other, one)) return [one];
      return containsNetwork(one, other) ? [other] : [];
    }),
  );
  return [...new Set(shared)];
}
