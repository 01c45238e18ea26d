/** How far reading the event history has got. */

export interface LookupProgress {
  readonly regionsDone: number;
  readonly regions: number;
  readonly pages: number;
  readonly records: number;
  /** Estimated milliseconds from now; undefined until enough was read for an estimate. */
  readonly left: number | undefined;
}

/** Before this part of the time was read, an estimate would jump about. */
const TOO_EARLY = 0.02;

/** The regions are read side by side, so the slowest decides. `parts`: how much of each was read, 0 to 1. */
export function timeLeft(parts: readonly number[], elapsed: number): number | undefined {
  const slowest = Math.min(...parts);
  if (slowest >= 1) return 0;
  return slowest < TOO_EARLY ? undefined : Math.round((elapsed * (1 - slowest)) / slowest);
}
