/** Unpacks gzip: all members of a file, everything before damage, and never more than a limit. */
import { crc32, createInflateRaw } from 'node:zlib';
import type { Words } from '../../core/language.ts';
import { MOST_UNPACKED } from '../unpacked.ts';
import { troubleFrom } from './file-report.ts';

/** Input of the unpacker at once: its output, up to 1032 times as much, still fits into memory. */
const SIP = 16 * 1024;

/** The bytes are damaged; those before were returned. The reason ends a sentence that begins with the file's name. */
export class DamagedBytes extends Error {
  readonly reason: Words;
  readonly hint: Words;
  constructor(pick: Parameters<typeof troubleFrom>[0]) {
    const { reason, hint } = troubleFrom(pick);
    super(reason.en);
    this.reason = reason;
    this.hint = hint;
  }
}

/** Header, deflate data and trailer of each member are read here: Node's own unpacker fails without giving what it had. */
export async function* gunzip(
  bytes: AsyncIterable<Uint8Array>,
  limit: number = MOST_UNPACKED.file,
): AsyncGenerator<Uint8Array> {
  const source = new ByteSource(bytes);
  let total = 0;
  for (let isFirst = true; await beginsMember(source, isFirst); isFirst = false) {
    let sum = 0;
    const before = total;
    for await (const chunk of inflated(source)) {
      total += chunk.length;
      if (total > limit) throw new DamagedBytes(({ tooBig }) => tooBig(sizeOf(limit)));
      sum = crc32(chunk, sum);
      yield chunk;
    }
    // https://www.rfc-editor.org/rfc/rfc1952#page-5: the checksum, and the length modulo 2^32.
    const trailer = await source.read(TRAILER);
    if (trailer.length < TRAILER) throw new DamagedBytes(({ gzipCut }) => gzipCut);
    if (trailer.readUInt32LE(0) !== sum || trailer.readUInt32LE(4) !== (total - before) >>> 0) {
      throw new DamagedBytes(({ gzipChecksum }) => gzipChecksum);
    }
  }
}

const TRAILER = 8;
const HEADER = 10;
/** Flags of a header: https://www.rfc-editor.org/rfc/rfc1952#page-6 */
const FLAG = { checksum: 2, extra: 4, name: 8, comment: 16 };

/** Reads a member's header. False at the end; zeros that fill up a block are a part of it. */
async function beginsMember(source: ByteSource, isFirst: boolean): Promise<boolean> {
  const header = await source.read(HEADER);
  if (header.length === 0) return false;
  if (header[0] !== 0x1f || header[1] !== 0x8b) {
    if (isFirst || !(await isPadding(header, source))) throw new DamagedBytes(({ gzipTrailing }) => gzipTrailing);
    return false;
  }
  if (header.length < HEADER) throw new DamagedBytes(({ gzipCut }) => gzipCut);
  if (header[2] !== 8) throw new DamagedBytes(({ gzipDamaged }) => gzipDamaged);
  const flags = header[3] ?? 0;
  if ((flags & FLAG.extra) !== 0) {
    const length = await source.read(2);
    if (length.length === 2) await source.read(length.readUInt16LE());
  }
  for (const text of [FLAG.name, FLAG.comment]) if ((flags & text) !== 0) await skipText(source);
  if ((flags & FLAG.checksum) !== 0) await source.read(2);
  return true;
}

async function skipText(source: ByteSource): Promise<void> {
  for (let [byte] = await source.read(1); byte !== undefined && byte !== 0; ) [byte] = await source.read(1);
}

async function isPadding(begin: Uint8Array, source: ByteSource): Promise<boolean> {
  for (let part: Uint8Array | undefined = begin; part !== undefined; part = await source.sip()) {
    if (part.some((byte) => byte !== 0)) return false;
  }
  return true;
}

/** The data of one member. The bytes behind it stay in the source. */
async function* inflated(source: ByteSource): AsyncGenerator<Uint8Array> {
  const inflater = new Inflater();
  /** All before the failing bytes, as long as it is little: so the output up to the very damage can be had. */
  let fed: Uint8Array[] | undefined = [];
  try {
    let given = 0;
    for (;;) {
      const sip = await source.sip();
      const { output, rest, failure, isOver } = await inflater.feed(sip);
      for (const chunk of output) {
        given += chunk.length;
        yield chunk;
      }
      if (failure !== undefined) {
        if (fed !== undefined && sip !== undefined) yield* salvaged([...fed, sip], given);
        throw damageOf(failure);
      }
      if (rest.length > 0) source.back(rest);
      if (isOver) return;
      if (sip !== undefined && fed !== undefined) fed = inflater.taken > MOST_SALVAGED ? undefined : [...fed, sip];
    }
  } finally {
    inflater.close();
  }
}

/** Packed bytes of a member that are kept for a second try, byte by byte. */
const MOST_SALVAGED = 256 * 1024;

/** The output that was ready when the data broke, behind what was given before. */
async function* salvaged(sips: readonly Uint8Array[], given: number): AsyncGenerator<Uint8Array> {
  const inflater = new Inflater();
  let skip = given;
  try {
    for (const [index, sip] of sips.entries()) {
      const step = index === sips.length - 1 ? 1 : sip.length;
      for (let at = 0; at < sip.length; at += step) {
        const { output, failure } = await inflater.feed(sip.subarray(at, at + step));
        for (const chunk of output) {
          if (skip < chunk.length) yield chunk.subarray(skip);
          skip = Math.max(0, skip - chunk.length);
        }
        if (failure !== undefined) return;
      }
    }
  } finally {
    inflater.close();
  }
}

interface Inflated {
  readonly output: readonly Uint8Array[];
  /** Bytes behind the end of the data. */
  readonly rest: Uint8Array;
  readonly failure: Error | undefined;
  readonly isOver: boolean;
}

/** Deflate data, piece by piece. */
class Inflater {
  readonly #stream = createInflateRaw();
  readonly #over: Promise<void>;
  #ready: Uint8Array[] = [];
  #failure: Error | undefined;
  /** Bytes taken from callers. */
  taken = 0;

  constructor() {
    this.#stream.on('data', (chunk: Uint8Array) => this.#ready.push(chunk));
    // Bytes behind the data end the stream, and then no write is ever called back.
    this.#over = new Promise<void>((resolve) => {
      this.#stream.once('end', resolve);
      this.#stream.once('error', (error) => {
        this.#failure = error;
        resolve();
      });
    });
  }

  /** Undefined: no more bytes come. */
  async feed(bytes: Uint8Array | undefined): Promise<Inflated> {
    if (bytes === undefined) {
      this.#stream.end();
      await this.#over;
    } else {
      await Promise.race([new Promise<void>((resolve) => this.#stream.write(bytes, () => resolve())), this.#over]);
      this.taken += bytes.length;
    }
    const output = this.#ready;
    this.#ready = [];
    const isOver = this.#stream.readableEnded;
    const rest =
      isOver && bytes !== undefined ? bytes.subarray(bytes.length - (this.taken - this.#stream.bytesWritten)) : NOTHING;
    return { output, rest, failure: this.#failure, isOver };
  }

  close(): void {
    this.#stream.destroy();
  }
}

const NOTHING = new Uint8Array(0);

/** Bytes that are read in any portion, and can be put back. */
export class ByteSource {
  readonly #sips: AsyncIterator<Uint8Array>;
  #held: Uint8Array | undefined;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#sips = sips(bytes);
  }

  async sip(): Promise<Uint8Array | undefined> {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) return held;
    const next = await this.#sips.next();
    return next.done === true ? undefined : next.value;
  }

  back(bytes: Uint8Array): void {
    this.#held = bytes;
  }

  /** So many bytes, or all that are left. */
  async read(count: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for (let missing = count; missing > 0; ) {
      const sip = await this.sip();
      if (sip === undefined) break;
      parts.push(sip.subarray(0, missing));
      if (sip.length > missing) this.back(sip.subarray(missing));
      missing -= Math.min(missing, sip.length);
    }
    return Buffer.concat(parts);
  }
}

async function* sips(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += SIP) yield chunk.subarray(at, at + SIP);
  }
}

function damageOf(failure: Error & { readonly code?: string }): DamagedBytes {
  return new DamagedBytes(({ gzipCut, gzipDamaged }) => (failure.code === 'Z_BUF_ERROR' ? gzipCut : gzipDamaged));
}

export function sizeOf(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${Math.round(bytes / 1024 ** power)} ${units[power]}`;
}
