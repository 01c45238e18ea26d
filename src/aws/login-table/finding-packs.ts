/** Findings that wait in the table: a few with their records, of a flood hundreds in an item. */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packFinding, unpackFinding } from '../../core/finding-data.ts';
import { slicesOf } from '../../core/lists.ts';
import type { Finding, Rule } from '../../core/rule.ts';
import { timedKey } from './keys.ts';
import { bare, pack, unpack } from './packed-finding.ts';
import type { Item } from './table.ts';

/** Findings of one input that are kept each by itself. */
const FEW = 25;
/** Findings of an item: without their records they take 100 kB at most, but for texts that are made to be long. */
const MOST_TOGETHER = 250;
/** An item may hold 400 kB. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MOST_BYTES = 300_000;
/** Findings that an invocation unpacks at a time: it has the function's memory. */
const MOST_AT_ONCE = 5_000;

/** Items under the key, the same for the same findings. */
export function packItems(pk: string, findings: readonly Finding[]): readonly Item[] {
  const alone = (finding: Finding): Item => ({
    pk,
    sk: timedKey(finding.event.time, finding.id),
    finding: pack(finding),
  });
  if (findings.length <= FEW) return findings.map(alone);
  const together = (members: readonly Finding[]): readonly Item[] => {
    const [first] = members;
    if (first === undefined || members.length === 1) return members.map(alone);
    const packed = gzipSync(JSON.stringify(members.map((finding) => packFinding(bare(finding)))));
    if (packed.length > MOST_BYTES) {
      const middle = members.length >> 1;
      return [...together(members.slice(0, middle)), ...together(members.slice(middle))];
    }
    const ids = createHash('sha256').update(members.map(({ id }) => id).join());
    return [{ pk, sk: timedKey(first.event.time, ids.digest('hex')), findings: packed, count: members.length }];
  };
  return slicesOf(findings, MOST_TOGETHER).flatMap(together);
}

/** Each finding once; undefined for an item that holds none that can be read. */
export function unpackItem(item: Item, rules: readonly Rule[]): readonly Finding[] | undefined {
  const { finding: packed, findings } = item;
  if (!(findings instanceof Uint8Array)) {
    const finding = unpack(packed, rules);
    return finding === undefined ? undefined : [finding];
  }
  try {
    const texts: readonly string[] = JSON.parse(gunzipSync(findings).toString('utf8'));
    return texts.map((text) => unpackFinding(text, rules));
  } catch {
    return undefined;
  }
}

/** Parts of a list of items, each with no more findings than an invocation holds at a time. */
export function portionsOf(items: readonly Item[]): readonly (readonly Item[])[] {
  const portions: Item[][] = [];
  let held = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const count = Number(item['count'] ?? 1);
    if (held + count > MOST_AT_ONCE) {
      portions.push([]);
      held = 0;
    }
    portions.at(-1)?.push(item);
    held += count;
  }
  return portions;
}

/** Findings of several items, each once, though two tries kept it in different company. */
export const onceEach = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((finding) => [finding.id, finding])).values(),
];
