/** Reads a source to its end. */
import type { Batch, Reading, Source } from '../../../src/sources/source.ts';

export async function readingsOf(
  source: Source<Reading | Batch>,
  signal = new AbortController().signal,
): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  for await (const reading of source.read(signal)) readings.push(...singly(reading));
  return readings;
}

/** The readings of a batch, or the one. */
export const singly = (reading: Reading | Batch): readonly Reading[] =>
  reading.kind === 'several' ? reading.readings : [reading];

/** A reading with its words in English. */
export type EnglishReading =
  | { readonly kind: 'record'; readonly record: unknown; readonly from: string }
  | { readonly kind: 'unreadable'; readonly from: string; readonly reason: string; readonly text?: string }
  | {
      readonly kind: 'not-covered';
      readonly region: string | null;
      readonly from: string;
      readonly reason: string;
      readonly hint?: string;
    };

export function inEnglish(reading: Reading): EnglishReading {
  if (reading.kind === 'passed-over') throw new Error('nothing was to be passed over');
  const from = reading.from.en;
  if (reading.kind === 'record') return { ...reading, from };
  if (reading.kind === 'unreadable') return { ...reading, from, reason: reading.reason.en };
  const { hint, ...rest } = reading;
  return { ...rest, from, reason: rest.reason.en, ...(hint === undefined ? {} : { hint: hint.en }) };
}
