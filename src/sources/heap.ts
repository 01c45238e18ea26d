/** The memory of many events, which V8 by itself lets grow to several times of what is in use. */
import { setFlagsFromString } from 'node:v8';
import { MessageChannel } from 'node:worker_threads';
import { once } from '../core/once.ts';

/**
 * Call it before many files are read, each of which is forgotten with all that was made for it. V8 by itself doubles the
 * room for new values again and again, up to 32 MiB, in each run that is long enough; and the more room there is, the
 * longer contents of files wait in memory to be collected.
 */
export function boundNew(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * With room for new values that grows again, fewer of them are copied before they are done with; and garbage is collected
 * each time the heap doubled.
 */
function collectSeldom(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
  setFlagsFromString('--heap-growing-percent=100');
}

/** Call it before long lists are read, of whose pages little is kept: garbage is collected each time the heap grew by a quarter. */
export function collectOften(): void {
  boundNew();
  setFlagsFromString('--heap-growing-percent=25');
}

/** Fewer events take so little memory that collecting garbage often would only cost time. */
const SOME = 1_000;
const MANY = 10_000;
let atMany = collectOften;

/**
 * Call it before events are read, if even many of them, with what is made of them, take less memory than is allowed: half
 * of the time that collecting garbage takes is saved.
 */
export function allowMore(): void {
  atMany = collectSeldom;
}

/**
 * Call it with each number of events in memory. From some on, the room for what is new no longer grows: most of it would
 * stay. From many on, garbage is collected each time the heap grew by a quarter, unless more is allowed.
 */
export function saveMemory(events: number): void {
  if (events === SOME) boundNew();
  if (events === MANY) atMany();
}

/** A closed port: it takes over what it is given, and frees it at once. */
const drain = once(() => {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.close();
  return port1;
});

/**
 * Frees the bytes of a file, which nothing may read any more. Garbage collection would find them fifty files later, for it
 * doesn't count them: by then they are most of the memory, and each new file needs fresh pages.
 */
export function forget(bytes: Uint8Array): void {
  const { buffer } = bytes;
  // Small ones share their memory with others.
  if (buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize) drain().postMessage(null, [buffer]);
}
