/** `sourceIPAddress`, which often isn't an address. */
import type { Json, Origin } from '../event.ts';
import { parseAddress } from '../network.ts';

// `ec2.amazonaws.com`, `cloudformation.amazonaws.com.cn`; not `i-0abc.ec2.internal`.
const SERVICE = /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/i;

/**
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 * says: an address, the DNS name of a service, or `AWS Internal`. Anything else is kept as text and called malformed.
 */
export function originOf(value: Json | undefined): Origin {
  const before = typeof value === 'string' ? known.get(value) : undefined;
  if (before !== undefined) return before;
  const origin = readOrigin(value);
  if (typeof value === 'string' && known.size < MOST_KNOWN && value.length <= LONGEST_KNOWN) known.set(value, origin);
  return origin;
}

/** Addresses come again in thousands of records, and each keeps its origin in memory once. */
const known = new Map<string, Origin>();
/** More of them, and longer ones, are made up by their author. */
const MOST_KNOWN = 5_000;
const LONGEST_KNOWN = 100;

function readOrigin(value: Json | undefined): Origin {
  if (typeof value !== 'string' || value.trim() === '') return { kind: 'absent', text: '-', address: undefined };
  const text = value.trim();
  if (/^aws[ -]?internal$/i.test(text)) return { kind: 'aws-internal', text: 'AWS Internal', address: undefined };
  // The longest address has 45 characters.
  const address = text.length <= 45 ? parseAddress(text) : undefined;
  if (address !== undefined) return { kind: 'address', text: address, address };
  return { kind: SERVICE.test(text.slice(0, 254)) ? 'service' : 'malformed', text, address: undefined };
}
