/** All that watching the records takes. */
import type { Expected } from '../../../auditing/live/expected.ts';
import type { Sightings } from '../../../auditing/live/sightings.ts';

/** Sums of metrics before the records were put, by key. */
export type Baseline = ReadonlyMap<string, number>;

export interface Watching {
  readonly expected: Expected;
  readonly sightings: Sightings;
  readonly baseline: Baseline;
  /** URLs of the temporary queues, by region. */
  readonly queues: ReadonlyMap<string, string>;
  /** Milliseconds since the epoch at which the records were put. */
  readonly since: number;
  readonly now: () => number;
  /** Called after each look. */
  readonly onLook?: (sightings: Sightings) => Promise<void>;
}
