import { expect, test } from 'vitest';
import { localTime, MINUTE, SECOND } from '../../src/core/time.ts';

/** Asks the formatter anew each time. */
function asked(epoch: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return format.format(epoch);
}

test.each([
  ['UTC', '2026-11-19T23:59:00Z'],
  ['Asia/Tokyo', '2026-11-19T14:59:00Z'],
  ['Asia/Kathmandu', '2026-11-19T18:14:00Z'],
  ['America/New_York', '2026-03-08T06:59:00Z'],
  ['America/New_York', '2026-11-01T05:59:00Z'],
  // Its offset had seconds until 1972.
  ['Africa/Monrovia', '1971-06-01T00:44:00Z'],
])('%s around %s: each second, whichever was asked for before', (zone, start) => {
  const seconds = Array.from({ length: 150 }, (_, index) => Date.parse(start) + (index - 15) * SECOND);
  for (const epoch of [...seconds, ...seconds.toReversed(), seconds[0] ?? 0, (seconds[0] ?? 0) + MINUTE]) {
    const { date, clock } = localTime(epoch, zone);
    expect(`${date} ${clock}`).toBe(asked(epoch, zone));
  }
});
