/** The mark of made-up records that `login-watch audit --live` puts into a log group. */
import type { TrailEvent } from './event.ts';

/** Begins their `eventID`. AWS chooses the ids of real records, so nobody can give one to what they really did. */
export const LIVE_MARK = 'login-watch-live-';

/** The source of events that it puts on a bus, which no service of AWS has. */
export const LIVE_SOURCE = 'login-watch.live';

/** `login-watch-live-20261129T224500Z-3fa2c1`, the mark of one run; `chance`: letters and digits. */
export const markOf = (now: number, chance: string): string =>
  `${LIVE_MARK}${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z-${chance}`;

/** The mark of the run that made an event up; undefined for a real one. */
export const liveMarkOf = ({ eventId }: Pick<TrailEvent, 'eventId'>): string | undefined =>
  /^login-watch-live-[0-9TZ]+-[0-9a-z]+(?=-\d+$)/.exec(eventId)?.[0];

const WHOLE = /^login-watch-live-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{6}$/;

/** When a run made the thing that has this name, in milliseconds since the epoch; undefined for a name that no run gives. */
export function madeAt(name: string): number | undefined {
  const [, year, month, day, hour, minute, second] = WHOLE.exec(name) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}
