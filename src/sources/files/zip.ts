/** The files in a zip archive, one after another, without unpacking to a disk. */
import { type FlateError, Unzip, UnzipInflate } from 'fflate';
import { MOST_UNPACKED } from '../unpacked.ts';
import { ByteSource, DamagedBytes, sizeOf } from './gunzip.ts';
import type { Entry } from './tar.ts';

/** `isKnown`: packed by a method that is read. */
type ZipEvent =
  | { readonly kind: 'file'; readonly name: string; readonly isKnown: boolean }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' };

/** fflate calls back in the order of the archive; here it is asked for the next event. */
export async function* zipEntries(
  all: AsyncIterable<Uint8Array>,
  limit: number = MOST_UNPACKED.file,
): AsyncGenerator<Entry> {
  const events = zipEvents(all, limit);
  async function* content(): AsyncGenerator<Uint8Array> {
    for (let next = await events.next(); next.done !== true; next = await events.next()) {
      if (next.value.kind !== 'bytes') return;
      yield next.value.bytes;
    }
  }
  for (let next = await events.next(); next.done !== true; next = await events.next()) {
    if (next.value.kind !== 'file') continue;
    const { name, isKnown } = next.value;
    if (!name.endsWith('/')) yield { name, bytes: isKnown ? content() : unknownMethod() };
  }
}

async function* unknownMethod(): AsyncGenerator<Uint8Array> {
  throw new DamagedBytes(({ zipMethod }) => zipMethod);
}

/** Lets a file of an unknown method pass by. */
const skipperOf = (compression: number) =>
  class {
    static readonly compression = compression;
    ondata: (error: FlateError | null, bytes: Uint8Array, isLast: boolean) => void = () => undefined;
    push(_: Uint8Array, isLast: boolean): void {
      this.ondata(null, NOTHING, isLast);
    }
  };

const NOTHING = new Uint8Array(0);
/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.4.4 and 4.4.5 */
const ENCRYPTED = 1;
const FLAGS_AT = 6;
const KNOWN_METHODS = [0, 8];

async function* zipEvents(all: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<ZipEvent> {
  let ready: ZipEvent[] = [];
  let total = 0;
  let open = 0;
  let isDamaged = false;
  const unzip = new Unzip((file) => {
    const isKnown = KNOWN_METHODS.includes(file.compression);
    if (!isKnown) unzip.register(skipperOf(file.compression));
    ready.push({ kind: 'file', name: file.name, isKnown });
    open += 1;
    file.ondata = (error, bytes, isLast) => {
      isDamaged ||= error !== null;
      total += bytes?.length ?? 0;
      if (bytes?.length > 0) ready.push({ kind: 'bytes', bytes });
      if (isLast) {
        open -= 1;
        ready.push({ kind: 'end' });
      }
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const source = new ByteSource(all);
  for (let isFirst = true; ; isFirst = false) {
    const sip = await source.sip();
    if (isFirst && ((sip?.[FLAGS_AT] ?? 0) & ENCRYPTED) !== 0)
      throw new DamagedBytes(({ zipEncrypted }) => zipEncrypted);
    try {
      if (sip !== undefined) unzip.push(sip);
    } catch {
      isDamaged = true;
    }
    const events = ready;
    ready = [];
    yield* events;
    if (total > limit) throw new DamagedBytes(({ tooBig }) => tooBig(sizeOf(limit)));
    if (isDamaged) throw new DamagedBytes(({ archiveDamaged }) => archiveDamaged);
    if (sip === undefined) break;
  }
  if (open > 0) throw new DamagedBytes(({ archiveCut }) => archiveCut);
}
