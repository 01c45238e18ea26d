import { expect, test } from 'vitest';
import { isoOf, windowOf } from '../../../src/commands/shared/look-back/window.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const HOUR = 3_600_000;
const window = (parts: { since?: number; until?: number; files?: readonly string[] }) =>
  windowOf({ since: parts.since, until: parts.until, files: parts.files ?? [] }, NOW);

test.each([
  ['the last day', {}, NOW - 24 * HOUR, NOW],
  ['since then', { since: NOW - HOUR }, NOW - HOUR, NOW],
  ['a day until then', { until: NOW - HOUR }, NOW - 25 * HOUR, NOW - HOUR],
  ['all of a file', { files: ['x'] }, undefined, undefined],
  ['a file since then', { files: ['x'], since: NOW - HOUR }, NOW - HOUR, undefined],
  ['a file until then', { files: ['x'], until: NOW - HOUR }, undefined, NOW - HOUR],
])('%s', (_, parts, from, to) => {
  expect(window(parts)).toEqual({ from, to });
});

test('a window that is empty or in the future is refused', () => {
  const since = NOW - HOUR;
  expect(() => window({ since, until: since })).toThrow(
    '--since (2026-11-20T11:00:00Z) is not before --until (2026-11-20T11:00:00Z)',
  );
  expect(() => window({ since: NOW + HOUR })).toThrow('--since (2026-11-20T13:00:00Z) is in the future');
  expect(() => window({ since: NOW, until: since, files: ['x'] })).toThrow('is not before');
});

test('times are ISO 8601 in seconds', () => {
  expect([isoOf(NOW), isoOf(undefined)]).toEqual(['2026-11-20T12:00:00Z', null]);
});
