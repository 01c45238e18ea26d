import { expect, test } from 'vitest';
import { parseMoment } from '../../../src/commands/shared/moment.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

test.each([
  ['30m', '2026-11-20T11:30:00Z'],
  ['24h', '2026-11-19T12:00:00Z'],
  ['7d', '2026-11-13T12:00:00Z'],
  ['2w', '2026-11-06T12:00:00Z'],
  ['2026-11-19', '2026-11-19T00:00:00Z'],
  ['2026-11-19T09:00', '2026-11-19T09:00:00Z'],
  ['2026-11-19T09:00:30Z', '2026-11-19T09:00:30Z'],
  ['2026-11-19T09:00:00+09:00', '2026-11-19T00:00:00Z'],
  ['2028-02-29', '2028-02-29T00:00:00Z'],
])('%s is %s', (text, time) => {
  expect(parseMoment(text, NOW, '--since')).toBe(Date.parse(time));
});

test.each([
  '',
  'yesterday',
  '24',
  '24 h',
  '-1h',
  '1y',
  '2026-02-31',
  '2026-11-19T25:00',
  '11/19/2026',
  '1e3h',
  '20261119',
])('%j is no time', (text) => {
  expect(() => parseMoment(text, NOW, '--since')).toThrow(
    expect.objectContaining({
      name: 'UserError',
      message: `"${text}" isn't a valid time for --since.`,
      hint: 'Write a span before now (30m, 24h, 7d) or a time in ISO 8601 (2026-11-19, 2026-11-19T09:00:00+09:00).',
      exit: 2,
    }),
  );
});
