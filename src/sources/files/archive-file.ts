/** One file's bytes -> readings, in one pass and with little memory. */
import type { Words } from '../../core/language.ts';
import { asWords } from '../../core/words.ts';
import type { Format } from '../../messages/look-back/other-kinds.ts';
import type { Reading } from '../source.ts';
import { type Cutter, cutterFor, withFirstLine } from './cutter.ts';
import { FileReport, otherKindFrom, type Trouble, troubleFrom } from './file-report.ts';
import { ForeignFiles } from './foreign-files.ts';
import { DamagedBytes } from './gunzip.ts';
import { isOfficePart } from './magic.ts';
import { type Entry, tarEntries } from './tar.ts';
import { unpack } from './unpack.ts';

export interface ReadingLimits {
  /** Bytes that one gzip file may unpack to. */
  readonly unpacked?: number;
  /** UTF-16 units of one JSON value. */
  readonly value?: number;
}

export type FileReading = Reading | { readonly kind: 'trouble'; readonly trouble: Trouble };

const BINARY: Trouble = { ...troubleFrom(({ binary }) => binary), isForeign: true };
const ofFormat = (format: Format): Trouble => ({ ...otherKindFrom((words) => words.format(format)), isForeign: true });

/** Archives in archives that are opened. */
const DEEPEST = 3;

/** At most one `trouble`, and that at the end. */
export async function* readArchiveFile(
  bytes: AsyncIterable<Uint8Array>,
  from: Words,
  limits: ReadingLimits = {},
  depth = 0,
): AsyncGenerator<FileReading> {
  try {
    const { kind, text, bytes: all } = await unpack(bytes, limits.unpacked);
    if (kind === 'text') return yield* readText(text, from, limits);
    const isArchive = kind === 'zip' || kind === 'tar';
    if (kind === 'binary' || (isArchive && depth >= DEEPEST)) return yield { kind: 'trouble', trouble: BINARY };
    if (!isArchive) return yield { kind: 'trouble', trouble: ofFormat(kind) };
    // Few read zip archives, and its library is loaded only for them.
    const entries = kind === 'tar' ? tarEntries(all) : (await import('./zip.ts')).zipEntries(all, limits.unpacked);
    yield* readEntries(entries, from, limits, depth);
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    yield { kind: 'trouble', trouble: troubleOf(error) };
  }
}

const troubleOf = ({ reason, hint }: DamagedBytes): Trouble => ({ reason, hint, isForeign: false });

/** As in a folder: files of other kinds are one sentence. */
async function* readEntries(
  entries: AsyncIterable<Entry>,
  from: Words,
  limits: ReadingLimits,
  depth: number,
): AsyncGenerator<FileReading> {
  const foreign = new ForeignFiles();
  let records = 0;
  let isOffice = false;
  let damage: Trouble | undefined;
  for await (const { name, bytes } of entries) {
    isOffice ||= isOfficePart(name);
    if (isOffice || /(?:^|\/)(?:\.|__MACOSX\/)/.test(name)) continue;
    const place = asWords(`${from.en}/${name}`);
    for await (const reading of readArchiveFile(bytes, place, limits, depth + 1)) {
      if (reading.kind === 'record') records += 1;
      if (reading.kind !== 'trouble') yield reading;
      else if (reading.trouble.isForeign) foreign.add(from.en, place.en, reading.trouble.reason);
      else {
        const { reason, hint } = reading.trouble;
        damage ??= reading.trouble;
        yield { kind: 'not-covered', region: null, from: place, reason, ...(hint === undefined ? {} : { hint }) };
      }
    }
  }
  if (records > 0) return yield* foreign.readings();
  if (damage !== undefined) return yield { kind: 'trouble', trouble: damage };
  if (isOffice) return yield { kind: 'trouble', trouble: ofFormat('spreadsheet') };
  yield { kind: 'trouble', trouble: { ...troubleFrom(({ noRecordsInside }) => noRecordsInside), isForeign: true } };
}

async function* readText(text: AsyncIterable<string>, from: Words, limits: ReadingLimits): AsyncGenerator<FileReading> {
  const report = new FileReport(from);
  let cutter: Cutter | undefined;
  let trouble: Trouble | undefined;
  let isGivenUp = false;
  try {
    for await (const chunk of withFirstLine(text)) {
      if (cutter === undefined) {
        const chosen = await cutterFor(chunk, limits.value);
        if ('trouble' in chosen) return yield { kind: 'trouble', trouble: chosen.trouble };
        cutter = chosen.cutter;
        report.begin(chunk);
      }
      for (const piece of cutter.push(chunk)) {
        if (piece.kind === 'too-long') trouble = damage(({ tooLong }) => tooLong(piece.at));
        else yield* report.take(piece);
      }
      isGivenUp = trouble !== undefined || report.looksForeign;
      if (isGivenUp) break;
    }
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    trouble = troubleOf(error);
  }
  for (const piece of cutter?.end() ?? []) {
    // If reading stopped for another reason, the unfinished value isn't worth a second report.
    if (piece.kind === 'cut' && !isGivenUp) trouble ??= damage(({ cut }) => cut(piece.at));
    else if (piece.kind !== 'cut') yield* report.take(piece);
  }
  trouble ??= report.trouble();
  if (trouble !== undefined) yield { kind: 'trouble', trouble };
}

const damage = (pick: Parameters<typeof troubleFrom>[0]): Trouble => ({ ...troubleFrom(pick), isForeign: false });
