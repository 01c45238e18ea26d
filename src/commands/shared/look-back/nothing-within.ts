/** The sentence for records of which none is within what was asked for, so that no one reads it as "all is well". */
import type { Words } from '../../../core/language.ts';
import { isNothingInspected } from '../../../core/record/record-counts.ts';
import { wordsFrom } from '../../../core/words.ts';
import { OUTSIDE_WORDS, type OutsideWords } from '../../../messages/look-back/outside.ts';
import type { NotCovered } from '../../../render/replay/report.ts';
import type { Collected } from '../../../sources/collect.ts';
import { isoOf, type Window } from './window.ts';

interface Asked {
  readonly regions: readonly string[] | undefined;
}

/** Empty where a record was inspected, or none was read. */
export function nothingWithin(
  { counts, outside }: Collected,
  window: Window,
  { regions = [] }: Asked,
): readonly NotCovered[] {
  if (!isNothingInspected(counts)) return [];
  return [{ region: null, reason: reasonOf() }];

  function reasonOf(): Words {
    const { records } = counts;
    const { time, region, first, last } = outside;
    if (first === undefined || last === undefined) return said((words) => words.unreadable(records));
    if (time > 0 && region > 0) return said((words) => words.both(records, time, region));
    if (region > 0) return said((words) => words.regions(records, regions, outside.regions));
    const asked = { from: isoOf(window.from), to: isoOf(window.to) };
    return said((words) => words.time(records, asked, { from: isoOf(first), to: isoOf(last) }));
  }
}

const said = (pick: (words: OutsideWords) => string) => wordsFrom(OUTSIDE_WORDS, pick);
