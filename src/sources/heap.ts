/** The memory of many events, which V8 by itself lets grow to several times of what is in use. */
import { setFlagsFromString } from 'node:v8';

/**
 * Call it before many files are read, each of which is forgotten with all that was made for it. V8 by itself doubles the
 * room for new values again and again, up to 32 MiB, in each run that is long enough; and the more room there is, the
 * longer contents of files wait in memory to be collected.
 */
export function boundNew(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * Call it when the last file is read, if less memory than is allowed will be in use: with room for new values that grows
 * again, fewer of them are copied before they are done with.
 */
export function unboundNew(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
}

/** Fewer events take so little memory that collecting garbage often would only cost time. */
const SOME = 1_000;
const MANY = 10_000;

/**
 * Call it with each number of events in memory. From some on, the room for what is new no longer grows: most of it would
 * stay. From many on, garbage is collected each time the heap grew by a quarter.
 */
export function saveMemory(events: number): void {
  if (events === SOME) boundNew();
  if (events === MANY) setFlagsFromString('--heap-growing-percent=25');
}
