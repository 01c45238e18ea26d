/** As much of a record as the story of its session needs. */
import { isRead } from '../call-words.ts';
import type { TrailEvent } from '../event.ts';
import { type ActiveRule, mayMatch } from '../inspection/activate.ts';
import { dropDetails } from '../record/details.ts';

/** Leaves only the outline of a read that no rule is about: reads are most of an archive. True for those. */
export function dropReads(event: TrailEvent, active: readonly ActiveRule[]): boolean {
  const isStep = event.signIn !== undefined || event.source === 'sts.amazonaws.com';
  const isWhole = isStep || event.detailType !== undefined || !isRead(event);
  if (isWhole || active.some((rule) => mayMatch(rule, event))) return false;
  dropDetails(event);
  return true;
}
