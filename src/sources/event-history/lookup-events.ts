/** Records from CloudTrail's event history (LookupEvents): every region in parallel, nothing deployed. */
import { explainAws } from '../../aws/errors.ts';
import type { Words } from '../../core/language.ts';
import { DAY, MINUTE } from '../../core/time.ts';
import { UserError } from '../../core/user-error.ts';
import { asWords, wordsFrom } from '../../core/words.ts';
import { EVENT_HISTORY_WORDS } from '../../messages/look-back/event-history.ts';
import type { Reading, Source } from '../source.ts';
import { LookupJob, type LookupJobOptions } from './lookup-job.ts';
import { LOOKUP_ACTION } from './pace.ts';
import { wholeSecond } from './stretch.ts';

/** `from` and `to` are inclusive. */
export interface LookupOptions extends Omit<LookupJobOptions, 'random'> {
  /** For the jitter; defaults to `Math.random`. */
  readonly random?: () => number;
}

/** "You can look up events that occurred in a Region within the last 90 days": API_LookupEvents. */
const KEPT = 90 * DAY;
/** Pages are asked for with the same times to the end, so the beginning must not grow too old meanwhile. */
const MARGIN = 10 * MINUTE;
/**
 * A request for 90 days began a moment ago: the time lost to that and to the margin is reported, but isn't a failure.
 */
const MOMENT = 60 * 1000;

const FILES_HINT = wordsFrom(EVENT_HISTORY_WORDS, ({ readFiles }) => readFiles);

export function lookupEvents(options: LookupOptions): Source {
  // A region that is named twice has one budget all the same.
  const regions = [...new Set(options.regions)].toSorted();
  return {
    names: regions.map((region) => `cloudtrail:${region}`),
    read: (signal) => readAll({ ...options, regions }, signal),
  };
}

async function* readAll(options: LookupOptions, signal: AbortSignal): AsyncGenerator<Reading> {
  const { aws, queries, regions, clock } = options;
  const oldest = wholeSecond(clock.now() - KEPT + MARGIN);
  if (options.to < oldest) {
    const tooOld = wordsFrom(EVENT_HISTORY_WORDS, (words) => words.tooOld(isoOf(options.to)));
    throw new UserError(tooOld, { hint: FILES_HINT });
  }
  const from = Math.max(wholeSecond(options.from), oldest);
  if (options.from < oldest) {
    const isLittle = oldest - options.from <= MARGIN + MOMENT;
    const partlyTooOld = wordsFrom(EVENT_HISTORY_WORDS, (words) =>
      words.partlyTooOld(isoOf(options.from), isoOf(from)),
    );
    yield notCovered(partlyTooOld, isLittle ? undefined : FILES_HINT);
  }
  yield notCovered(NO_DATA_EVENTS);
  if (regions.length === 0 || queries.length === 0) return;

  const home = await aws.homeRegion();
  await aws.checkCredentials().catch((error: unknown) => {
    throw explainAws(error, { action: LOOKUP_ACTION, region: home, profile: aws.profile });
  });
  const job = new LookupJob({
    random: Math.random,
    ...options,
    from,
    to: Math.max(from, wholeSecond(options.to)),
  });
  try {
    job.start(signal);
    yield* job.readings;
  } finally {
    job.stop();
  }
}

/** Events that event history never shows. */
const NO_DATA_EVENTS = wordsFrom(EVENT_HISTORY_WORDS, ({ noDataEvents }) => noDataEvents);

const CLOUDTRAIL = asWords('cloudtrail');

function notCovered(reason: Words, hint?: Words): Reading {
  return { kind: 'not-covered', region: null, from: CLOUDTRAIL, reason, ...(hint === undefined ? {} : { hint }) };
}

function isoOf(epoch: number): string {
  return `${new Date(epoch).toISOString().slice(0, 19)}Z`;
}
