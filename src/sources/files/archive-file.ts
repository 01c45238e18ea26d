/** One file's bytes -> readings, in one pass and with little memory. */
import type { Words } from '../../core/language.ts';
import { JsonSplitter } from '../json/json-splitter.ts';
import type { Reading } from '../source.ts';
import { FileReport, type Trouble, troubleFrom } from './file-report.ts';
import { DamagedBytes } from './gunzip.ts';
import { unpack } from './unpack.ts';

export interface ReadingLimits {
  /** Bytes that one gzip file may unpack to. */
  readonly unpacked?: number;
  /** UTF-16 units of one JSON value. */
  readonly value?: number;
}

export type FileReading = Reading | { readonly kind: 'trouble'; readonly trouble: Trouble };

const UNREADABLE_KINDS = {
  binary: { ...troubleFrom(({ binary }) => binary), isForeign: true },
  zip: { ...troubleFrom(({ zip }) => zip), isForeign: true },
} as const satisfies Record<string, Trouble>;

/** At most one `trouble`, and that at the end. */
export async function* readArchiveFile(
  bytes: AsyncIterable<Uint8Array>,
  from: Words,
  limits: ReadingLimits = {},
): AsyncGenerator<FileReading> {
  const report = new FileReport(from);
  const splitter = new JsonSplitter(limits.value);
  let trouble: Trouble | undefined;
  let isGivenUp = false;
  try {
    const { kind, text } = await unpack(bytes, limits.unpacked);
    for await (const chunk of text) {
      if (kind !== 'text') return yield { kind: 'trouble', trouble: UNREADABLE_KINDS[kind] };
      for (const piece of splitter.push(chunk)) {
        if (piece.kind === 'too-long') trouble = damage(({ tooLong }) => tooLong(piece.at));
        else yield* report.take(piece);
      }
      isGivenUp = trouble !== undefined || report.looksForeign;
      if (isGivenUp) break;
    }
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    trouble = { reason: error.reason, hint: error.hint, isForeign: false };
  }
  for (const piece of splitter.end()) {
    // If reading stopped for another reason, the unfinished value isn't worth a second report.
    if (piece.kind === 'cut' && !isGivenUp) trouble ??= damage(({ cut }) => cut(piece.at));
    else if (piece.kind !== 'cut') yield* report.take(piece);
  }
  trouble ??= report.trouble();
  if (trouble !== undefined) yield { kind: 'trouble', trouble };
}

const damage = (pick: Parameters<typeof troubleFrom>[0]): Trouble => ({ ...troubleFrom(pick), isForeign: false });
