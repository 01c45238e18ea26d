/** A source -> events, each once, with a count of everything that was not. */
import type { TrailEvent } from '../core/event.ts';
import { normalise } from '../core/normalise.ts';
import type { NotCovered } from '../render/report.ts';
import type { Source } from '../sources/source.ts';

export interface Collected {
  readonly events: readonly TrailEvent[];
  readonly records: number;
  readonly duplicates: number;
  readonly unreadable: number;
  readonly notCovered: readonly NotCovered[];
}

/** How many different reasons of unreadable records are told; the rest is in the count. */
const TOLD_REASONS = 5;

/** Reads all of the source. `isWanted` leaves events out without counting them as anything but records. */
export async function collect(
  source: Source,
  signal: AbortSignal,
  isWanted: (event: TrailEvent) => boolean,
): Promise<Collected> {
  const events = new Map<string, TrailEvent>();
  const notCovered: NotCovered[] = [];
  const reasons = new Map<string, number>();
  const count = { records: 0, duplicates: 0, unreadable: 0 };
  const unreadable = (from: string, reason: string) => {
    count.unreadable += 1;
    const told = `${from}: ${reason}`;
    reasons.set(told, (reasons.get(told) ?? 0) + 1);
  };
  for await (const reading of source.read(signal)) {
    if (reading.kind === 'not-covered') {
      const { region, from, reason } = reading;
      notCovered.push({ region, reason: region === null ? `${from}: ${reason}` : reason });
    } else if (reading.kind === 'unreadable') unreadable(reading.from, reading.reason);
    else {
      count.records += 1;
      const result = normalise(reading.record);
      if (result.kind === 'unreadable') unreadable(reading.from, result.reason);
      else if (events.has(result.event.id)) count.duplicates += 1;
      else if (isWanted(result.event)) events.set(result.event.id, result.event);
    }
  }
  return { events: [...events.values()], ...count, notCovered: [...notCovered, ...summedUp(reasons)] };
}

function summedUp(reasons: ReadonlyMap<string, number>): NotCovered[] {
  const sorted = [...reasons].sort(([, a], [, b]) => b - a);
  const told = sorted.slice(0, TOLD_REASONS).map(([reason, times]) => `${times} unreadable: ${reason}`);
  const rest = sorted.slice(TOLD_REASONS).reduce((sum, [, times]) => sum + times, 0);
  return [...told, ...(rest > 0 ? [`${rest} more unreadable for other reasons`] : [])].map((reason) => ({
    region: null,
    reason,
  }));
}
