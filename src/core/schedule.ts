/** Business hours on the wall clock of a time zone. */
import type { BusinessHours } from './settings.ts';
import { DAY, localTime, MINUTE, WEEKDAYS } from './time.ts';

const MINUTES_A_DAY = DAY / MINUTE;

export interface Schedule {
  /** True if this moment (milliseconds since the epoch) is within business hours, the end excluded. */
  includes(epoch: number): boolean;
  /** The first moment from `epoch` on that is outside: `epoch` itself if it already is. */
  endAfter(epoch: number): number;
}

/** Hours that end before they begin go on into the next day, and belong to the day on which they began. */
export function parseBusinessHours({ days, from, to }: BusinessHours, timezone: string): Schedule {
  const start = minutesOf(from);
  const end = minutesOf(to);
  const isOn = (weekday: number) => days.some((day) => day === WEEKDAYS[(weekday + 7) % 7]);
  const includes = (epoch: number) => {
    const { weekday, clock } = localTime(epoch, timezone);
    const today = WEEKDAYS.indexOf(weekday);
    const minute = minutesOf(clock);
    if (start < end) return isOn(today) && minute >= start && minute < end;
    return (isOn(today) && minute >= start) || (isOn(today - 1) && minute < end);
  };
  return { includes, endAfter: (epoch) => firstOutside(epoch, includes) };
}

/** Minute by minute, because clocks are put forward and back; at most eight days, for hours that never end. */
function firstOutside(epoch: number, includes: (epoch: number) => boolean): number {
  if (!includes(epoch)) return epoch;
  const first = Math.floor(epoch / MINUTE) * MINUTE + MINUTE;
  for (let step = 0; step < 8 * MINUTES_A_DAY; step += 1) {
    const moment = first + step * MINUTE;
    if (!includes(moment)) return moment;
  }
  return first + 8 * DAY;
}

/** `09:30` or `09:30:12` -> 570 */
function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
