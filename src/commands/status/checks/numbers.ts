/** Reads all numbers from CloudWatch, in one question. */
import type { Asker } from '../../../aws/health/asking.ts';
import type { Count } from '../../../aws/health/metric-data.ts';
import { type SeriesName, seriesOf } from '../../../aws/health/notifier-series.ts';
import { readNumbers } from '../../../aws/health/numbers.ts';
import type { Settings } from '../../../core/settings.ts';
import { DAY } from '../../../core/time.ts';

/** Days to look back. */
export const DAYS = 14;

/** Newest first. */
export type Numbers = ReadonlyMap<SeriesName, readonly Count[]>;

/** Metrics of the last 14 days. Throws a `UserError`. */
export async function readAll({ name }: Pick<Settings, 'name'>, now: number, asker: Asker): Promise<Numbers> {
  const all = seriesOf(name);
  const found = await readNumbers(
    all.map(([, series]) => series),
    { from: now - DAYS * DAY, to: now },
    asker,
  );
  return new Map(all.map(([key], at) => [key, found[at] ?? []]));
}

/** The sum since a moment. */
export const sumSince = (counts: readonly Count[] | undefined, since: number): number =>
  (counts ?? []).reduce((sum, { at, value }) => (at >= since ? sum + value : sum), 0);

/** Time of the last count: the beginning of its five minutes. */
export const lastOf = (counts: readonly Count[] | undefined): number | undefined => counts?.[0]?.at;
