/** A file of a trail's usual size, read and unpacked whole: far faster than sip by sip, and the next ones meanwhile. */
import { close, open, read, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gunzip, type ZlibOptions } from 'node:zlib';
import { forget } from '../heap.ts';
import { MOST_UNPACKED } from '../unpacked.ts';
import { encodingOf } from './encoding.ts';

/** Unpacks gzip; on a thread of Node's pool, or at once on this one. */
type Unzip = (file: Buffer, options: ZlibOptions) => Promise<Buffer> | Buffer;

const unzipBeside: Unzip = promisify<Buffer, ZlibOptions, Buffer>(gunzip);
const openFile = promisify(open);
const readInto = promisify(read);
const closeFile = promisify(close);

/** Bytes on the disk. */
const MOST_PACKED = 16 * 1024 ** 2;
const MOST_AHEAD = 1024 ** 2;
/** gzip ends with the length of what it holds, if it holds one member (RFC 1952, 2.3.1); it may be wrong. */
const SHORTEST_GZIP = 18;
const LEAST_CHUNK = 64 * 1024;

export interface WholeFile {
  /**
   * Its content, unpacked if it is gzip. Undefined if it must be read piece by piece: damaged, unreadable (which is then
   * found again, and reported), or in another encoding.
   */
  readonly read: () => Promise<Buffer | undefined>;
}

/** Milliseconds; from the system's cache a small file takes a tenth of one. */
const SLOW = 2;
/** Files that are read beside each other after a slow one, before another is tried at once. */
const FILES_BESIDE = 100;

/** Reads files whole, in the way that suits where they lie. */
export class WholeFiles {
  readonly #slow: number;
  readonly #unzip: Unzip;
  #beside = 0;

  /** `slow`: milliseconds of a read from which on it isn't quick. Where all processors have work, `unzip` at once. */
  constructor(slow = SLOW, unzip = unzipBeside) {
    this.#slow = slow;
    this.#unzip = unzip;
  }

  /** Begins to read a small file, and waits with a larger one. Undefined if it is too large. */
  open(path: string | Buffer, size: number): WholeFile | undefined {
    if (size > MOST_PACKED) return undefined;
    if (size > MOST_AHEAD) return { read: () => fileContent(bytesOf(path, size), this.#unzip) };
    const reading = fileContent(this.#bytesOf(path, size), this.#unzip);
    return { read: () => reading };
  }

  /**
   * At once, as long as that is quick: handing a small file over to another thread and back, call by call, takes five times
   * as long as reading it. Where a disk or a network is slow, several wait beside each other.
   */
  async #bytesOf(path: string | Buffer, size: number): Promise<Buffer> {
    if (this.#beside > 0) {
      this.#beside -= 1;
      return bytesOf(path, size);
    }
    const start = performance.now();
    const bytes = readFileSync(path);
    if (performance.now() - start > this.#slow) this.#beside = FILES_BESIDE;
    return bytes;
  }
}

async function fileContent(reading: Promise<Buffer>, unzip: Unzip): Promise<Buffer | undefined> {
  const file = await reading.catch(() => undefined);
  if (file === undefined) return undefined;
  const content = await contentOf(file, unzip);
  if (content !== file) forget(file);
  return content;
}

/**
 * The file's bytes, as many as it had when it was found. `readFile` takes twice the time for a small file: it makes a
 * handle, and asks for the size again.
 */
async function bytesOf(path: string | Buffer, size: number): Promise<Buffer> {
  const fd = await openFile(path, 'r');
  try {
    const bytes = Buffer.allocUnsafeSlow(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await readInto(fd, bytes, filled, size - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await closeFile(fd);
  }
}

/** The file's content as `WholeFile.read` gives it. */
export async function contentOf(file: Buffer, unzip = unzipBeside): Promise<Buffer | undefined> {
  try {
    const content = isGzip(file) ? await unpacked(file, MOST_UNPACKED.wholeFile, unzip) : file;
    return isGzip(content) || !isText(content) ? undefined : content;
  } catch {
    return undefined;
  }
}

function unpacked(file: Buffer, limit: number, unzip: Unzip): Promise<Buffer> | Buffer {
  const said = file.length < SHORTEST_GZIP ? 0 : file.readUInt32LE(file.length - 4);
  // One piece of output instead of many; a wrong length costs time or memory, and never content.
  const chunkSize = Math.min(Math.max(said + 1, LEAST_CHUNK), limit);
  return unzip(file, { chunkSize, maxOutputLength: limit });
}

const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** UTF-8 without a byte order mark that begins with a bracket: nothing is left to be recognised. */
const isText = (content: Buffer) => encodingOf(content) === 'utf-8' && (content[0] === 0x7b || content[0] === 0x5b);
