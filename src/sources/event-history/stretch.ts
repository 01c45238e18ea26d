/** A stretch of time that one query still has to read, newest first, and how it is shared between lanes. */
import type { LookupQuery } from '../../selection/lookup-plan.ts';

export interface Stretch {
  readonly query: LookupQuery;
  /** The request to AWS; NextToken is bound to it, so it never changes. Milliseconds since the epoch. */
  readonly asked: { readonly from: number; readonly to: number };
  /** Read down to here; raised when another lane takes over the older part. */
  from: number;
  /** All events after this moment were read. */
  reached: number;
  pages: number;
  /** Where a page that was read before goes on. */
  token: string | undefined;
}

export function makeStretch(query: LookupQuery, from: number, to: number): Stretch {
  return { query, asked: { from, to }, from, reached: to, pages: 0, token: undefined };
}

/** Fewer pages than this aren't worth the extra request that a split costs. */
const WORTH_SPLITTING = 2;

/** The older half of the stretch, as a stretch of its own; undefined where that would not be worth it. */
export function splitOff(stretch: Stretch): Stretch | undefined {
  const { query, asked, from, reached, pages } = stretch;
  const pagesLeft = (pages * (reached - from)) / (asked.to - reached);
  // `>=` rather than `<`: before the first page it is NaN.
  if (!(pagesLeft >= WORTH_SPLITTING)) return undefined;
  const middle = wholeSecond((from + reached) / 2);
  if (middle <= from || middle >= reached) return undefined;
  stretch.from = middle;
  return makeStretch(query, from, middle);
}

/** CloudTrail's times have whole seconds. */
export function wholeSecond(epoch: number): number {
  return Math.floor(epoch / 1000) * 1000;
}
