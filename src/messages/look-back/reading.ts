/** The line on standard error while files or objects are read, in each language. */
import type { WordTable } from '../../core/words.ts';
import { counted, UNIT_WORDS } from '../units.ts';

export interface ReadProgress {
  readonly files: number;
  /** Undefined until all are counted. */
  readonly ofFiles: number | undefined;
  /** As stored: packed, if they are. */
  readonly bytes: number;
  /** Undefined until all are counted, and where one has no size, as a pipe has none. */
  readonly ofBytes: number | undefined;
  readonly records: number;
  /** Records a second; undefined until enough was read. */
  readonly rate: number | undefined;
  /** Estimated milliseconds from now; undefined until enough was read for an estimate. */
  readonly left: number | undefined;
}

export interface ReadingWords {
  readonly files: string;
  readonly progress: (progress: ReadProgress) => string;
}

/** `0.4 MB`, `12 MB`, `1.4 GB`. */
export function sizeOf(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  if (megabytes >= 1_000) return `${(megabytes / 1_000).toFixed(1)} GB`;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}

const en: ReadingWords = {
  files: 'Reading files',
  progress: ({ files, ofFiles, bytes, ofBytes, records, rate, left }) =>
    [
      ofFiles === undefined ? counted(files, 'file') : `${files} of ${counted(ofFiles, 'file')}`,
      ofBytes === undefined ? sizeOf(bytes) : `${sizeOf(bytes)} of ${sizeOf(ofBytes)}`,
      `${counted(records, 'record')}${rate === undefined ? '' : ` (${rate} a second)`}`,
      ...(left === undefined ? [] : [`about ${UNIT_WORDS.en.duration(left)} left`]),
    ].join(', '),
};

const ja: ReadingWords = {
  files: 'ファイルを読み込んでいます',
  progress: ({ files, ofFiles, bytes, ofBytes, records, rate, left }) =>
    [
      `ファイル ${ofFiles === undefined ? `${files}個` : `${files}/${ofFiles}`}`,
      ofBytes === undefined ? sizeOf(bytes) : `${sizeOf(bytes)}/${sizeOf(ofBytes)}`,
      `記録 ${records}件${rate === undefined ? '' : `（毎秒${rate}件）`}`,
      ...(left === undefined ? [] : [`残り約${UNIT_WORDS.ja.duration(left)}`]),
    ].join('、'),
};

export const READING_WORDS: WordTable<ReadingWords> = { en, ja };
