/** Lengths of time, and times as people read them, in the settings' time zone. */

/** In the order of a week. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Milliseconds. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter is slow and zones are few, so each is made once. */
function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    weekday: 'short',
    timeZoneName: 'longOffset',
  });
  formats.set(timezone, made);
  return made;
}

export interface LocalTime {
  /** `2026-11-20` */
  readonly date: string;
  /** `18:12:41` */
  readonly clock: string;
  readonly weekday: Weekday;
  /** `+09:00`; `+00:00` for UTC */
  readonly offset: string;
}

/** The last hours that were asked for, by time zone: asking the formatter is slow, and a list is laid out twice. */
const hours = new Map<string, Map<number, Ahead | undefined>>();
/** A year's. */
const MOST_HOURS = 366 * 24;

/** How far a clock is ahead of UTC. */
interface Ahead {
  /** Milliseconds. */
  readonly by: number;
  readonly offset: string;
}

/** A moment (milliseconds since the epoch) on the wall clock of an IANA time zone. */
export function localTime(epoch: number, timezone: string): LocalTime {
  const start = Math.floor(epoch / HOUR) * HOUR;
  const known = hoursIn(timezone);
  if (!known.has(start)) {
    if (known.size === MOST_HOURS) known.clear();
    known.set(start, aheadIn(start, timezone));
  }
  const ahead = known.get(start);
  return ahead === undefined ? formatted(epoch, timezone) : movedBy(ahead, epoch);
}

function hoursIn(timezone: string): Map<number, Ahead | undefined> {
  const known = hours.get(timezone) ?? new Map<number, Ahead | undefined>();
  if (known.size === 0) hours.set(timezone, known);
  return known;
}

/** Undefined for an hour in which clocks change, or which the form of the time below doesn't fit. */
function aheadIn(start: number, timezone: string): Ahead | undefined {
  const { offset } = formatted(start, timezone);
  const [, sign, h, m] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  // An offset with seconds, as a zone had before 1972, is no offset of whole minutes.
  const isUsual = sign !== undefined && start > DAY && start < YEAR_10_000;
  const isWhole = isUsual && formatted(start + HOUR - 1, timezone).offset === offset;
  const minutes = Number(h) * 60 + Number(m);
  return isWhole ? { by: (sign === '-' ? -minutes : minutes) * MINUTE, offset } : undefined;
}

const YEAR_10_000 = Date.UTC(9999, 11, 31);

function movedBy({ by, offset }: Ahead, epoch: number): LocalTime {
  const there = epoch + by;
  const start = Math.floor(there / DAY) * DAY;
  if (lastDay?.start !== start) lastDay = dayFrom(start);
  const { date, weekday } = lastDay;
  return { date, clock: clockAt(there - start), weekday, offset };
}

/** The last day that was asked for: events come in order of time. */
let lastDay: ({ readonly start: number } & Pick<LocalTime, 'date' | 'weekday'>) | undefined;

function dayFrom(start: number): NonNullable<typeof lastDay> {
  const there = new Date(start);
  const weekday = WEEKDAYS[(there.getUTCDay() + 6) % WEEKDAYS.length] ?? 'mon';
  return { start, date: there.toISOString().slice(0, 10), weekday };
}

/** `18:12:41`, so many milliseconds after midnight. */
const clockAt = (ms: number): string =>
  `${twoDigits(ms / HOUR)}:${twoDigits((ms % HOUR) / MINUTE)}:${twoDigits((ms % MINUTE) / SECOND)}`;

const twoDigits = (count: number): string => (count < 10 ? `0${Math.floor(count)}` : `${Math.floor(count)}`);

function formatted(epoch: number, timezone: string): LocalTime {
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(timezone).formatToParts(epoch)) part[type] = value;
  const offset = (part['timeZoneName'] ?? 'GMT').replace('GMT', '');
  return {
    date: `${part['year']}-${part['month']}-${part['day']}`,
    clock: `${part['hour']}:${part['minute']}:${part['second']}`,
    weekday: WEEKDAYS.find((day) => day === part['weekday']?.toLowerCase()) ?? 'mon',
    offset: offset === '' ? '+00:00' : offset,
  };
}

const TRAIL_TIME = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
const DATE_LENGTH = '2026-11-19'.length;

/** The last date that was read, and when its day began; not a number if there is no such day. */
let lastDate = { text: '', start: Number.NaN };

/** The moment that a text in the form of CloudTrail's own times names; undefined for any other, and for a day that isn't. */
export function trailEpoch(text: string): number | undefined {
  if (!TRAIL_TIME.test(text)) return undefined;
  if (!text.startsWith(lastDate.text) || lastDate.text === '') lastDate = dateOf(text.slice(0, DATE_LENGTH));
  const epoch = lastDate.start + number(text, 11) * HOUR + number(text, 14) * MINUTE + number(text, 17) * SECOND;
  return Number.isNaN(epoch) ? undefined : epoch;
}

/** `Date.parse` takes the 31st of February as the 3rd of March. */
function dateOf(text: string): typeof lastDate {
  const start = Date.parse(`${text}T00:00:00Z`);
  return { text, start: Number.isNaN(start) || isoTime(start).slice(0, DATE_LENGTH) !== text ? Number.NaN : start };
}

const ZERO = '0'.charCodeAt(0);
const number = (text: string, at: number): number => (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;

/** `2026-11-19T09:12:41Z`: whole seconds, as CloudTrail's own times. */
export const isoTime = (epoch: number): string => `${new Date(epoch).toISOString().slice(0, 19)}Z`;

/**
 * The earliest and the latest of these moments. Not `Math.min(...moments)`, which takes no more arguments than the stack
 * holds.
 */
export const spanOf = (moments: readonly number[]): readonly [first: number, last: number] => [
  moments.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  moments.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
];

/** `2026-11-20 18:12:41 +09:00` */
export function formatTime(epoch: number, timezone: string): string {
  const { date, clock, offset } = localTime(epoch, timezone);
  return `${date} ${clock} ${offset}`;
}
