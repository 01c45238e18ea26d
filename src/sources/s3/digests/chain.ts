/** The digest files of one trail in one region, in order: what is between them, and what is missing. */
import { MINUTE } from '../../../core/time.ts';
import type { DigestFile } from './digest-file.ts';

/** One thing that is wrong with a chain. */
export type Break =
  /** The digest file that the next one names isn't there. */
  | { readonly kind: 'deleted'; readonly key: string }
  /** It isn't the one that the next names: its hash or signature differs. */
  | { readonly kind: 'replaced'; readonly key: string }
  /** Nothing covers this time, in ms since the epoch. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number };

/** CloudTrail begins each digest file at the end of the one before; seconds are no gap. */
const LEAST_GAP = MINUTE;

/** `digests`: signed, by the end of their time, without backfills. */
export function breaksIn(digests: readonly DigestFile[]): readonly Break[] {
  return digests.flatMap((digest, index) => {
    const before = digests[index - 1];
    return before === undefined ? [] : breaksBetween(before, digest);
  });
}

function breaksBetween(before: DigestFile, { previous, start }: DigestFile): readonly Break[] {
  const gap: readonly Break[] = start - before.end > LEAST_GAP ? [{ kind: 'gap', from: before.end, to: start }] : [];
  if (previous === undefined) return gap;
  if (previous.key !== before.written.key) return [{ kind: 'deleted', key: previous.key }];
  const isTheSame = previous.hash === before.hash && previous.signature === before.signature;
  return isTheSame ? gap : [{ kind: 'replaced', key: before.key }, ...gap];
}
