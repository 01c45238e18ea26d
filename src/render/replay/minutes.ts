/** Moments to the minute, on the wall clock of a time zone. */
import { localTime } from '../../core/time.ts';

/** `18:12` */
export const clockOf = (epoch: number, timezone: string): string => localTime(epoch, timezone).clock.slice(0, 5);

/** `2026-11-28 18:00`, and `18:12`; with its date if it is of another day. Twice the same for one minute. */
export function minutesOf(from: number, to: number, timezone: string): readonly [begin: string, end: string] {
  const [start, end] = [localTime(from, timezone).date, localTime(to, timezone).date];
  const [begin, finish] = [clockOf(from, timezone), clockOf(to, timezone)];
  const first = `${start} ${begin}`;
  if (start === end && begin === finish) return [first, first];
  return [first, start === end ? finish : `${end} ${finish}`];
}
