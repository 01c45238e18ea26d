/** A file of a trail's usual size, read and unpacked whole: far faster than sip by sip, and the next ones meanwhile. */
import { close, open, read } from 'node:fs';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MOST_UNPACKED } from '../unpacked.ts';
import { encodingOf } from './encoding.ts';

const unzip = promisify(gunzip);
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

/** Begins to read a small file, and waits with a larger one. Undefined if it is too large. */
export function openWhole(path: string | Buffer, size: number): WholeFile | undefined {
  if (size > MOST_PACKED) return undefined;
  if (size > MOST_AHEAD) return { read: () => fileContent(path, size) };
  const reading = fileContent(path, size);
  return { read: () => reading };
}

async function fileContent(path: string | Buffer, size: number): Promise<Buffer | undefined> {
  const file = await bytesOf(path, size).catch(() => undefined);
  return file === undefined ? undefined : contentOf(file);
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
export async function contentOf(file: Buffer): Promise<Buffer | undefined> {
  try {
    const content = isGzip(file) ? await unpacked(file, MOST_UNPACKED.wholeFile) : file;
    return isGzip(content) || !isText(content) ? undefined : content;
  } catch {
    return undefined;
  }
}

async function unpacked(file: Buffer, limit: number): Promise<Buffer> {
  const said = file.length < SHORTEST_GZIP ? 0 : file.readUInt32LE(file.length - 4);
  // One piece of output instead of many; a wrong length costs time or memory, and never content.
  const chunkSize = Math.min(Math.max(said + 1, LEAST_CHUNK), limit);
  return unzip(file, { chunkSize, maxOutputLength: limit });
}

const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** UTF-8 without a byte order mark that begins with a bracket: nothing is left to be recognised. */
const isText = (content: Buffer) => encodingOf(content) === 'utf-8' && (content[0] === 0x7b || content[0] === 0x5b);
