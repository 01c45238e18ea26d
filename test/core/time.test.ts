import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoTime, localTime, MINUTE, SECOND, trailEpoch } from '../../src/core/time.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Asks the formatter each time. */
function asked(epoch: number, timeZone: string): string {
  const known = formats.get(timeZone);
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return format.format(epoch);
}

test.each([
  ['UTC', '2026-11-19T23:59:00Z'],
  ['Asia/Tokyo', '2026-11-19T14:59:00Z'],
  ['Asia/Kathmandu', '2026-11-19T18:14:00Z'],
  ['America/New_York', '2026-03-08T06:59:00Z'],
  ['America/New_York', '2026-11-01T05:59:00Z'],
  // Half an hour, in the middle of one, and by half an hour.
  ['Asia/Kolkata', '2026-11-19T18:29:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T14:59:00Z'],
  ['America/St_Johns', '2026-03-08T05:29:00Z'],
  ['Pacific/Kiritimati', '2026-12-31T09:59:00Z'],
  // Its offset had seconds until 1972.
  ['Africa/Monrovia', '1971-06-01T00:44:00Z'],
])('%s around %s: each second, whichever was asked for before', (zone, start) => {
  const seconds = Array.from({ length: 150 }, (_, index) => Date.parse(start) + (index - 15) * SECOND);
  for (const epoch of [...seconds, ...seconds.toReversed(), seconds[0] ?? 0, (seconds[0] ?? 0) + MINUTE]) {
    const { date, clock } = localTime(epoch, zone);
    expect(`${date} ${clock}`).toBe(asked(epoch, zone));
  }
});

test.each(['UTC', 'Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca'])(
  '%s: each hour of the day in two years',
  (zone) => {
    const weekday = new Intl.DateTimeFormat('en-US', { timeZone: zone, weekday: 'short' });
    for (let epoch = Date.UTC(2025, 0, 1); epoch < Date.UTC(2027, 0, 1); epoch += 1009 * MINUTE) {
      const local = localTime(epoch, zone);
      expect(`${local.date} ${local.clock}`).toBe(asked(epoch, zone));
      expect(local.weekday).toBe(weekday.format(epoch).toLowerCase());
      expect(Date.parse(`${local.date}T${local.clock}${local.offset}`)).toBe(epoch);
    }
  },
);

test("times in the form of CloudTrail's own, in any order", () => {
  const moment = fc.integer({ min: -2_000_000_000, max: 200_000_000_000 }).map((seconds) => seconds * SECOND);
  fc.assert(
    fc.property(moment, (epoch) => {
      expect(trailEpoch(isoTime(epoch))).toBe(epoch);
    }),
  );
});

test.each([
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-00T00:00:00Z',
  '2026-11-20T24:00:00Z',
  '2026-11-20T09:60:00Z',
  '2026-11-20T09:12:60Z',
  '2026-11-20T09:12:41.000Z',
  '2026-11-20T09:12:41',
  '2026-11-20T09:12:41+00:00',
  ' 2026-11-20T09:12:41Z',
  '',
])('%s is in another form, or no moment', (text) => {
  expect(trailEpoch(text)).toBeUndefined();
});
