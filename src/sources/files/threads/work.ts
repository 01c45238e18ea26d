/** The messages between the main thread and those of `--threads`. */
import type { WholeContent } from '../quick.ts';
import type { Candidate, UsualForm } from '../usual-form.ts';

/** A file to be read. */
export interface Task {
  readonly id: number;
  readonly path: string | Uint8Array;
  /** Bytes on the disk. */
  readonly size: number;
}

/** The file of a task. Without bytes it must be read piece by piece. */
export interface Answer {
  readonly id: number;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly usual?: UsualForm | undefined;
}

/** The candidates alone, one behind the other. */
export function compact(bytes: Buffer, { candidates, passedOver }: UsualForm): Required<Omit<Answer, 'id'>> {
  const kept = Buffer.alloc(candidates.reduce((sum, { start, stop }) => sum + stop - start, 0));
  const moved: Candidate[] = [];
  let end = 0;
  for (const { start, stop } of candidates) {
    bytes.copy(kept, end, start, stop);
    moved.push({ start: end, stop: end + stop - start });
    end += stop - start;
  }
  return { bytes: kept, usual: { candidates: moved, passedOver } };
}

export function contentIn({ bytes, usual }: Answer): WholeContent | undefined {
  if (bytes === undefined) return undefined;
  return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), usual };
}
