/** Bytes of a file -> text. The kind is recognised by the bytes, never by a name. */
import { decode, encodingOf } from './encoding.ts';
import { gunzip } from './gunzip.ts';

export interface Unpacked {
  readonly kind: 'text' | 'binary' | 'zip';
  readonly text: AsyncIterable<string>;
}

/** Enough to distinguish gzip, zip and UTF-16; a slow pipe isn't waited for any longer. */
const SNIFF = 4;
/** So far a NUL byte is looked for, which no text has. */
const SNIFF_FURTHER = 512;
const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from('PK\u0003\u0004');

/** `limit` is how many bytes gzip may unpack to. */
export async function unpack(bytes: AsyncIterable<Uint8Array>, limit?: number): Promise<Unpacked> {
  const packed = await sniff(bytes);
  const { head, all } = startsWith(packed.head, GZIP) ? await sniff(gunzip(packed.all, limit)) : packed;
  const encoding = encodingOf(head);
  const isBinary = encoding === 'utf-8' && head.includes(0);
  const kind = startsWith(head, ZIP) ? 'zip' : isBinary ? 'binary' : 'text';
  return { kind, text: decode(all, encoding) };
}

/** Reads the first bytes without losing them; an error meanwhile is thrown when `all` gets there. */
async function sniff(bytes: AsyncIterable<Uint8Array>): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let length = 0;
  let failure: unknown;
  while (length < SNIFF && failure === undefined) {
    try {
      const next = await iterator.next();
      if (next.done === true) break;
      seen.push(next.value);
      length += next.value.length;
    } catch (error) {
      failure = error;
    }
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* seen;
    if (failure !== undefined) throw failure;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head: Buffer.concat(seen).subarray(0, SNIFF_FURTHER), all: all() };
}

function startsWith(bytes: Uint8Array, magic: Uint8Array): boolean {
  return bytes.length >= magic.length && magic.every((byte, index) => bytes[index] === byte);
}
