/** Times as people type them. */
import { DAY, HOUR, MINUTE, WEEK } from '../../core/time.ts';
import { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import { PARSER_WORDS } from '../../messages/help/parser.ts';

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY, w: WEEK };
const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** `30m`, `24h`, `7d`, `2w` before now, or an ISO 8601 time; without an offset it is UTC. In ms since the epoch. */
export function parseMoment(text: string, now: number, flag: string): number {
  const span = /^(\d{1,5})([mhdw])$/.exec(text);
  if (span) return now - Number(span[1]) * (UNITS[span[2] ?? ''] ?? 0);
  const zoned = /T/.test(text) && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? `${text}Z` : text;
  const moment = ISO.test(text) ? Date.parse(zoned) : Number.NaN;
  // Date.parse rolls 31 February over to March.
  const isReal = !Number.isNaN(moment) && isCalendarDay(text.slice(0, 10));
  if (!isReal) {
    throw new UserError(
      wordsFrom(PARSER_WORDS, (words) => words.notTime(flag, text)),
      { hint: wordsFrom(PARSER_WORDS, (words) => words.times) },
    );
  }
  return moment;
}

const LONGEST = 7;

/** `30m`, `1h`, at most seven days, in ms. */
export function parseLength(text: string, flag: string): number {
  const span = /^([1-9]\d{0,4})([mhdw])$/.exec(text);
  const length = Number(span?.[1]) * (UNITS[span?.[2] ?? ''] ?? 0);
  if (length > 0 && length <= LONGEST * DAY) return length;
  throw new UserError(
    wordsFrom(PARSER_WORDS, (words) => words.notLength(flag, text)),
    { hint: wordsFrom(PARSER_WORDS, (words) => words.lengths) },
  );
}

function isCalendarDay(day: string): boolean {
  const moment = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day);
}
