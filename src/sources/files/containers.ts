/** The files in a tar or zip archive, one after another, without unpacking to a disk. */
import { Unzip, UnzipInflate } from 'fflate';
import { ByteSource, DamagedBytes, MOST_UNPACKED, sizeOf } from './gunzip.ts';

/** `bytes` must be read, or left, before the next entry is asked for. */
export interface Entry {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const BLOCK = 512;
/** Type flags of regular files: https://www.gnu.org/software/tar/manual/html_node/Standard.html */
const REGULAR = [0, 0x30, 0x37];

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replace(/\0.*$/s, '');

export async function* tarEntries(all: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const source = new ByteSource(all);
  for (;;) {
    const header = await source.read(BLOCK);
    if (header.length === 0 || header.every((byte) => byte === 0)) return;
    const size = Number.parseInt(textOf(header.subarray(124, 136)).trim() || '0', 8);
    if (header.length < BLOCK || !(size >= 0)) throw new DamagedBytes(({ archiveDamaged }) => archiveDamaged);
    const name = [textOf(header.subarray(345, 500)), textOf(header.subarray(0, 100))].filter((part) => part !== '');
    const content = new Content(source, size);
    if (REGULAR.includes(header[156] ?? 0)) yield { name: name.join('/'), bytes: content.read() };
    await content.skip();
    await source.read((BLOCK - (size % BLOCK)) % BLOCK);
  }
}

/** The bytes of one entry of a tar archive. */
class Content {
  readonly #source: ByteSource;
  #left: number;

  constructor(source: ByteSource, size: number) {
    this.#source = source;
    this.#left = size;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    while (this.#left > 0) {
      const sip = await this.#source.sip();
      if (sip === undefined) throw new DamagedBytes(({ archiveCut }) => archiveCut);
      const part = sip.subarray(0, this.#left);
      if (part.length < sip.length) this.#source.back(sip.subarray(part.length));
      this.#left -= part.length;
      yield part;
    }
  }

  async skip(): Promise<void> {
    for await (const _ of this.read());
  }
}

type ZipEvent =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' };

/** fflate calls back in the order of the archive; here it is asked for the next event. */
export async function* zipEntries(
  all: AsyncIterable<Uint8Array>,
  limit: number = MOST_UNPACKED,
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
    if (!next.value.name.endsWith('/')) yield { name: next.value.name, bytes: content() };
  }
}

async function* zipEvents(all: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<ZipEvent> {
  let ready: ZipEvent[] = [];
  let total = 0;
  let open = 0;
  let isDamaged = false;
  const unzip = new Unzip((file) => {
    ready.push({ kind: 'file', name: file.name });
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
  for (;;) {
    const sip = await source.sip();
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
