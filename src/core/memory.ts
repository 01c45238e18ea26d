/** What earlier events left behind (design, section 6). In replay a map, in the function a table. */
import type { TrailEvent } from './event.ts';

export interface Memory {
  /**
   * Keeps the event under the key and gives all events kept under it from `from` to `to` (ms since the epoch,
   * inclusive), this one among them, each event id once, in order of time.
   */
  recall(key: string, event: TrailEvent, from: number, to: number): Promise<readonly TrailEvent[]>;
  /** True for the first caller of an id until `until` (ms since the epoch); false for all that come after. */
  claim(id: string, until: number): Promise<boolean>;
}
