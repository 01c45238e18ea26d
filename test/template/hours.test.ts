import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBusinessHours } from '../../src/core/schedule.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { WEEKDAYS } from '../../src/core/time.ts';
import { hoursOf } from '../../src/template/hours.ts';

const MINUTE = 60_000;
/** A Monday, and no clock is changed in its week. */
const MONDAY = Date.UTC(2026, 10, 16);

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

test('the schedules run when the hours of the notifier begin and end', () => {
  fc.assert(
    fc.property(fc.subarray([...WEEKDAYS], { minLength: 1 }), clock, clock, (days, from, to) => {
      fc.pre(from !== to);
      const businessHours = { days, from, to, mute: [] };
      const hours = hoursOf({ ...DEFAULT_SETTINGS, businessHours });
      const { includes } = parseBusinessHours(businessHours, 'UTC');

      const begins = momentsOf(hours?.begin ?? '');
      const ends = momentsOf(hours?.end ?? '');
      expect(begins.length).toBe(days.length);
      expect(ends.length).toBe(days.length);
      expect(begins.filter((moment) => !includes(moment))).toEqual([]);
      expect(ends.filter((moment) => !includes(moment - MINUTE))).toEqual([]);
      // Less than a day long, and never two at once: at its end nothing goes on.
      expect(ends.filter(includes)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('they are told in the zone of the settings', () => {
  const businessHours = { days: ['sun', 'mon'], from: '22:05', to: '06:30', mute: [] } as const;
  expect(hoursOf({ ...DEFAULT_SETTINGS, timezone: 'Asia/Tokyo', businessHours })).toEqual({
    begin: 'cron(5 22 ? * MON,SUN *)',
    end: 'cron(30 6 ? * MON,TUE *)',
    zone: 'Asia/Tokyo',
    seconds: (8 * 60 + 25) * 60,
  });
  expect(hoursOf(DEFAULT_SETTINGS)).toBeUndefined();
});

/** The moments of that week at which a schedule runs. */
function momentsOf(expression: string): readonly number[] {
  const [, minute = '', hour = '', days = ''] = /^cron\((\d+) (\d+) \? \* ([A-Z,]+) \*\)$/.exec(expression) ?? [];
  return days
    .split(',')
    .map((day) => WEEKDAYS.findIndex((name) => name.toUpperCase() === day))
    .map((day) => MONDAY + ((day * 24 + Number(hour)) * 60 + Number(minute)) * MINUTE);
}
