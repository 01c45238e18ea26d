import { expect, test } from 'vitest';
import { makeContext } from '../../src/core/inspection/context.ts';
import { parseBusinessHours } from '../../src/core/schedule.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { event } from '../helpers/records/events.ts';

const weekdays = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00', mute: [] } as const;
const at = (time: string) => Date.parse(time);

test.each([
  ['2026-11-20T00:00:00Z', true], // Friday 09:00 in Tokyo
  ['2026-11-19T23:59:59Z', false],
  ['2026-11-20T08:59:59Z', true],
  ['2026-11-20T09:00:00Z', false],
  ['2026-11-21T01:00:00Z', false], // Saturday
])('%s in Tokyo', (time, expected) => {
  expect(parseBusinessHours(weekdays, 'Asia/Tokyo').includes(at(time))).toBe(expected);
});

test('hours over midnight belong to the day on which they began', () => {
  const night = parseBusinessHours({ ...weekdays, days: ['fri'], from: '22:00', to: '06:00' }, 'UTC');

  const moments = [
    '2026-11-20T21:59:00Z',
    '2026-11-20T22:00:00Z',
    '2026-11-21T05:59:00Z',
    '2026-11-21T06:00:00Z',
    '2026-11-20T01:00:00Z',
  ];
  expect(moments.map((time) => night.includes(at(time)))).toEqual([false, true, true, false, false]);
});

test('the wall clock counts when clocks are put back', () => {
  const berlin = parseBusinessHours({ ...weekdays, days: ['sun'] }, 'Europe/Berlin');

  expect(['2026-10-25T07:59:59Z', '2026-10-25T08:00:00Z'].map((time) => berlin.includes(at(time)))).toEqual([
    false,
    true,
  ]);
  expect(berlin.endAfter(at('2026-10-25T08:00:30Z'))).toBe(at('2026-10-25T17:00:00Z'));
});

test('outside, the end is now; hours that never end are cut after eight days', () => {
  const always = parseBusinessHours(
    { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '00:00', mute: [] },
    'UTC',
  );
  const now = at('2026-11-21T12:00:00Z');

  expect(parseBusinessHours(weekdays, 'UTC').endAfter(now)).toBe(now);
  expect(always.endAfter(now)).toBe(now + 60_000 + 8 * 86_400_000);
});

test('context: watched and break-glass by name, ARN or star; own accounts', () => {
  const context = makeContext({
    ...DEFAULT_SETTINGS,
    watched: ['alerts', 'arn:aws:s3:::trail-*', 'login-*'],
    breakGlass: ['arn:aws:iam::111122223333:role/emergency/BreakGlass'],
    accounts: ['444455556666'],
  });
  const topic = (name: string) => `arn:aws:sns:us-east-1:111122223333:${name}`;

  expect(
    [
      topic('alerts'),
      'alerts',
      topic('alerts-2'),
      'trail-logs',
      'my-trail-logs',
      topic('login-x'),
      'arn:aws:lambda:us-east-1:111122223333:function:login-watch',
    ].map((name) => context.isWatched(name)),
  ).toEqual([true, true, false, true, false, true, true]);
  expect(
    ['BreakGlass', 'arn:aws:iam::111122223333:role/emergency/BreakGlass', 'NotBreakGlass'].map((name) =>
      context.isBreakGlass(name),
    ),
  ).toEqual([true, true, false]);
  expect(context.groundOf(event())).toEqual({ account: '111122223333', accounts: ['444455556666'] });
});
