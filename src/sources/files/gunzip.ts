/** Unpacks gzip: all members of a file, everything before damage, and never more than a limit. */
import { createGunzip } from 'node:zlib';
import type { Words } from '../../core/language.ts';
import { troubleFrom } from './file-report.ts';

/**
 * A gzip file may unpack to this much. A trail's file holds at most 50 MB; a bigger one was put together by hand and can be
 * unpacked by hand. (Deflate packs up to 1032 to 1, so a small file could keep a machine busy for hours.)
 */
const MOST_UNPACKED = 1024 ** 3;

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

/** A Node stream that fails throws away what it had ready, so its output is taken sip by sip. */
export async function* gunzip(
  bytes: AsyncIterable<Uint8Array>,
  limit: number = MOST_UNPACKED,
): AsyncGenerator<Uint8Array> {
  const stream = createGunzip();
  let ready: Uint8Array[] = [];
  let failure: Error | undefined;
  stream.on('data', (chunk: Uint8Array) => ready.push(chunk));
  // Bytes behind the last member that are no gzip end the stream, and then no write is ever called back.
  const over = new Promise<void>((resolve) => {
    stream.once('end', resolve);
    stream.once('error', (error) => {
      failure = error;
      resolve();
    });
  });
  let total = 0;
  function* take(): Generator<Uint8Array> {
    const taken = ready;
    ready = [];
    for (const chunk of taken) {
      total += chunk.length;
      if (total > limit) {
        throw new DamagedBytes(({ tooBig }) => tooBig(sizeOf(limit)));
      }
      yield chunk;
    }
  }

  try {
    for await (const sip of sips(bytes)) {
      await Promise.race([new Promise<void>((resolve) => stream.write(sip, () => resolve())), over]);
      yield* take();
      if (failure !== undefined || stream.readableEnded) break;
    }
    stream.end();
    await over;
    yield* take();
    if (failure !== undefined) throw damageOf(failure);
  } finally {
    stream.destroy();
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

function sizeOf(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${Math.round(bytes / 1024 ** power)} ${units[power]}`;
}
