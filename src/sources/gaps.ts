/** Gaps of a source, in words: parts that were refused, records that can't be read, events of other services. */
import type { TrailEvent } from '../core/event.ts';
import type { Words } from '../core/language.ts';
import { wordsFrom } from '../core/words.ts';
import { FILE_WORDS } from '../messages/look-back/files.ts';
import { OTHER_KINDS_WORDS } from '../messages/look-back/other-kinds.ts';
import { RECORDS_WORDS } from '../messages/look-back/records.ts';
import type { NotCovered } from '../render/replay/report.ts';
import type { Reading } from './source.ts';

/** Reasons of unreadable records that are reported one by one; the rest is one count. */
const NAMED_REASONS = 5;
/** Detail types that are counted; more is hostile. */
const MOST_DETAIL_TYPES = 1_000;
const NAMED_DETAIL_TYPES = 3;

export class Gaps {
  readonly #notCovered: NotCovered[] = [];
  /** By the reason in English. */
  readonly #reasons = new Map<string, Reason>();
  /** EventBridge events of other services that no rule is about, by their detail type. */
  readonly #otherEvents = new Map<string, number>();
  #timeless = 0;

  lacks({ region, account, from, reason, hint }: Extract<Reading, { kind: 'not-covered' }>): void {
    // A region, and CloudTrail as a whole, are named in the reason or beside it.
    const isPlaced = region !== null || account !== undefined || from.en === 'cloudtrail';
    const said = isPlaced ? reason : placed(from, reason);
    this.#notCovered.push({
      region,
      reason: said,
      ...(account === undefined ? {} : { account }),
      ...(hint === undefined ? {} : { hint }),
    });
  }

  cannotRead(from: Words, reason: Words): void {
    const said = placed(from, reason);
    const known = this.#reasons.get(said.en);
    this.#reasons.set(said.en, { said, times: (known?.times ?? 0) + 1 });
  }

  /** A record without a time that can be read: it is inspected, and no window can hold it. */
  lacksTime(): void {
    this.#timeless += 1;
  }

  /** An event that no rule looks at. */
  passBy({ detailType }: TrailEvent): void {
    if (detailType === undefined) return;
    const known = this.#otherEvents.get(detailType);
    if (known !== undefined || this.#otherEvents.size < MOST_DETAIL_TYPES)
      this.#otherEvents.set(detailType, (known ?? 0) + 1);
  }

  end(): readonly NotCovered[] {
    return [
      ...this.#notCovered,
      ...summedUp([...this.#reasons.values()]),
      ...timeless(this.#timeless),
      ...otherEvents(this.#otherEvents),
    ];
  }
}

/** A reason why records can't be read, with its place, and the number of those records. */
interface Reason {
  readonly said: Words;
  readonly times: number;
}

const placed = (from: Words, reason: Words): Words =>
  wordsFrom(FILE_WORDS, ({ item }, language) => item(from[language], reason[language]));

function summedUp(reasons: readonly Reason[]): NotCovered[] {
  const sorted = reasons.toSorted((a, b) => b.times - a.times);
  const rest = sorted.slice(NAMED_REASONS).reduce((sum, { times }) => sum + times, 0);
  return [
    ...sorted
      .slice(0, NAMED_REASONS)
      .map(({ said, times }) =>
        wordsFrom(RECORDS_WORDS, ({ unreadable }, language) => unreadable(times, said[language])),
      ),
    ...(rest > 0 ? [wordsFrom(RECORDS_WORDS, ({ moreUnreadable }) => moreUnreadable(rest))] : []),
  ].map((reason) => ({ region: null, reason }));
}

const timeless = (count: number): NotCovered[] =>
  count === 0 ? [] : [{ region: null, reason: wordsFrom(RECORDS_WORDS, (words) => words.timeless(count)) }];

function otherEvents(counts: ReadonlyMap<string, number>): NotCovered[] {
  if (counts.size === 0) return [];
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  const named = sorted.slice(0, NAMED_DETAIL_TYPES).map(([kind]) => kind);
  const kinds = [...named, ...(sorted.length > named.length ? ['…'] : [])].join(', ');
  return [{ region: null, reason: wordsFrom(OTHER_KINDS_WORDS, (words) => words.otherEvents(total, kinds)) }];
}
