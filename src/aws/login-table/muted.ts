/** Findings that business hours mute, kept until the hours end. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { packFinding, unpackFinding } from '../../core/finding-data.ts';
import type { Finding, Rule } from '../../core/rule.ts';
import type { Table } from './table.ts';

const PK = 'muted';
/** They are told within a day or two; what nobody tells for so long is told by nobody. */
const KEPT_SECONDS = 30 * 86_400;
const MOST_BYTES = 300_000;

export interface MutedFindings {
  keep(findings: readonly Finding[]): Promise<void>;
  /** Is anything kept? */
  any(): Promise<boolean>;
  /** All of them in order of time, no longer muted. */
  list(): Promise<readonly Finding[]>;
  forget(findings: readonly Finding[]): Promise<void>;
}

export function mutedFindings(table: Table, rules: readonly Rule[], now: () => number): MutedFindings {
  const sortKey = ({ id, event }: Finding) => `${event.time}#${id}`;
  return {
    async keep(findings) {
      const expiresAt = Math.floor(now() / 1_000) + KEPT_SECONDS;
      for (const finding of findings) {
        await table.put({ pk: PK, sk: sortKey(finding), finding: pack(finding), expiresAt });
      }
    },
    any: async () => (await table.query(PK, undefined, undefined, 1)).length > 0,
    async list() {
      const items = await table.query(PK);
      return items.flatMap((item) => {
        const text = gunzipSync(item['finding'] as Uint8Array).toString('utf8');
        const finding = unpackFinding(text, rules);
        return finding === undefined ? [] : [{ ...finding, muted: null }];
      });
    },
    async forget(findings) {
      for (const finding of findings) await table.remove(PK, sortKey(finding));
    },
  };
}

/** What doesn't fit into an item, or is nested too deep to be written, is told without the raw records. */
function pack(finding: Finding): Uint8Array {
  const packed = packWhole(finding);
  if (packed !== undefined && packed.length <= MOST_BYTES) return packed;
  const bare = (event: Finding['event']) => ({ ...event, record: {} });
  return gzipSync(
    packFinding({ ...finding, event: bare(finding.event), events: finding.events.slice(0, 100).map(bare) }),
  );
}

function packWhole(finding: Finding): Uint8Array | undefined {
  try {
    return gzipSync(packFinding(finding));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
