import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { costOf, monthly, SIZES } from '../../src/core/cost.ts';
import { PRICED, PRICES } from '../../src/core/prices.ts';

/** The three accounts of the documentation, by management events a month; rules look at 2 in 100. */
const ACCOUNTS = [50_000, 1_000_000, 30_000_000];

const figures = (newTrail: 'none' | 'first' | 'further') =>
  ACCOUNTS.map((all) =>
    monthly(costOf({ pipelines: ['events', 'logs'], newTrail }), { all, matching: all * SIZES.matching }).toFixed(2),
  );

describe.each(['docs/deploying.md', 'docs/deploying.ja.md'])('%s', (file) => {
  const text = readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8');

  test('has the figures of the table of prices', () => {
    const rows = (['none', 'first', 'further'] as const).map((trail) => `| ${figures(trail).join(' | ')} |`);
    for (const row of rows) expect(text).toContain(row);
    expect(text).toContain(PRICED.month);
  });

  test.each(Object.values(PRICES).map(({ source }) => source))('links %s', (source) => {
    expect(text).toContain(source);
  });
});

test.each(['README.md', 'README.ja.md'])('%s has the figures of an existing trail', (file) => {
  const text = readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8');
  for (const figure of figures('none')) expect(text).toContain(figure);
});

test('pipeline s3 pays for files, alarms for alarms', () => {
  const base = (pipelines: Parameters<typeof costOf>[0]['pipelines']) => costOf({ pipelines, newTrail: 'none' }).base;
  expect(base(['s3'])).toBeGreaterThan(base(['events']));
  expect(base(['alarms']) - base(['events'])).toBeCloseTo(16 * 0.1 + 16 * 0.3);
});
