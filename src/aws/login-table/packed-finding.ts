/** Findings as bytes of an item, for a later message. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { packFinding, unpackFinding } from '../../core/finding-data.ts';
import type { Finding, Rule } from '../../core/rule.ts';
import type { Value } from './table.ts';

/** An item may hold 400 kB. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MOST_BYTES = 300_000;

/** Leaves out the raw records if they don't fit into an item or are nested too deep to be written. */
export function pack(finding: Finding): Uint8Array {
  const packed = packWhole(finding);
  if (packed !== undefined && packed.length <= MOST_BYTES) return packed;
  return gzipSync(packFinding(bare(finding)));
}

/** The finding without its records, and with no more events than a sentence can be made of. */
export function bare(finding: Finding): Finding {
  const withoutRecord = (event: Finding['event']) => ({ ...event, record: {} });
  return { ...finding, event: withoutRecord(finding.event), events: finding.events.slice(0, 100).map(withoutRecord) };
}

/** Undefined if the value is no finding. */
export function unpack(packed: Value | undefined, rules: readonly Rule[]): Finding | undefined {
  if (!(packed instanceof Uint8Array)) return undefined;
  try {
    return unpackFinding(gunzipSync(packed).toString('utf8'), rules);
  } catch {
    return undefined;
  }
}

function packWhole(finding: Finding): Uint8Array | undefined {
  try {
    return gzipSync(packFinding(finding));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
