/** The memory of many events, which V8 by itself lets grow to several times of what is in use. */
import { setFlagsFromString } from 'node:v8';

/** Fewer events take so little memory that collecting garbage often would only cost time. */
const SOME = 1_000;
const MANY = 10_000;

/**
 * Call it with each number of events in memory. From some on, the room for what is new no longer grows: most of it would
 * stay. From many on, garbage is collected each time the heap grew by a quarter.
 */
export function saveMemory(events: number): void {
  if (events === SOME) setFlagsFromString('--semi-space-growth-factor=1');
  if (events === MANY) setFlagsFromString('--heap-growing-percent=25');
}
