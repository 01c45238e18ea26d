/** Reads a source to its end. */
import type { Reading, Source } from '../../../src/sources/source.ts';

export async function readingsOf(source: Source, signal = new AbortController().signal): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  for await (const reading of source.read(signal)) readings.push(reading);
  return readings;
}
