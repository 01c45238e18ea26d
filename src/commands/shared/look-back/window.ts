/** The window of time that a replay or a forecast reads. */
import { DAY, isoTime } from '../../../core/time.ts';
import { UserError } from '../../../core/user-error.ts';
import { refusalFrom } from '../../../core/words.ts';
import { EVENT_HISTORY_WORDS, type EventHistoryWords } from '../../../messages/look-back/event-history.ts';

/** Milliseconds since the epoch, both inclusive; undefined where a file's own beginning or end counts. */
export interface Window {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

export interface WindowOptions {
  /** Milliseconds since the epoch; undefined means: 24 hours ago, or for files all there is. */
  readonly since: number | undefined;
  readonly until: number | undefined;
  /** Files and folders to read instead of asking CloudTrail. */
  readonly files: readonly string[];
}

/** Without flags: the last day of CloudTrail, and all there is in files. */
export function windowOf({ since, until, files }: WindowOptions, now: number): Window {
  const isFile = files.length > 0;
  const to = until ?? (isFile ? undefined : now);
  const from = since ?? (to === undefined || isFile ? undefined : to - DAY);
  if (!isFile && since !== undefined && since > now) {
    throw refusal(({ future }) => future(isoOf(since)));
  }
  if (from !== undefined && to !== undefined && from >= to) {
    throw refusal(({ noSpan }) => noSpan(isoOf(from), isoOf(to)));
  }
  return { from, to };
}

function refusal(pick: (words: EventHistoryWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(EVENT_HISTORY_WORDS, pick);
  return new UserError(message, { hint });
}

/** `2026-11-19T09:12:41Z` */
export function isoOf(epoch: number): string;
export function isoOf(epoch: number | undefined): string | null;
export function isoOf(epoch: number | undefined): string | null {
  return epoch === undefined ? null : isoTime(epoch);
}
