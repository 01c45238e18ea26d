/** How far reading the event history has got. */

export interface LookupProgress {
  readonly regionsDone: number;
  readonly regions: number;
  readonly pages: number;
  readonly records: number;
  /** Estimated milliseconds from now; undefined until enough was read for an estimate. */
  readonly left: number | undefined;
  /** Where several accounts are read; the other numbers are those of the accounts begun. */
  readonly accounts?: { readonly done: number; readonly of: number };
}

/** Before this part of the time was read, an estimate would jump about. */
const TOO_EARLY = 0.02;

/** The regions are read side by side, so the slowest decides. `parts`: how much of each was read, 0 to 1. */
export function timeLeft(parts: readonly number[], elapsed: number): number | undefined {
  const slowest = Math.min(...parts);
  if (slowest >= 1) return 0;
  return slowest < TOO_EARLY ? undefined : Math.round((elapsed * (1 - slowest)) / slowest);
}

/** The progress of several accounts, as one. */
export class ProgressOfAll {
  readonly #of: number;
  readonly #tell: (progress: LookupProgress) => void;
  readonly #parts = new Map<string, LookupProgress>();
  #done = 0;

  constructor(of: number, tell: (progress: LookupProgress) => void) {
    this.#of = of;
    this.#tell = tell;
  }

  take(account: string, progress: LookupProgress): void {
    this.#parts.set(account, progress);
    this.#say();
  }

  done(done: number): void {
    this.#done = done;
    this.#say();
  }

  /** The time left is known once no account waits for its turn. */
  #say(): void {
    const parts = [...this.#parts.values()];
    const sum = (pick: (part: LookupProgress) => number) => parts.reduce((total, part) => total + pick(part), 0);
    const lefts = parts.map(({ left }) => left ?? Number.POSITIVE_INFINITY);
    const left = Math.max(0, ...lefts);
    this.#tell({
      regionsDone: sum(({ regionsDone }) => regionsDone),
      regions: sum(({ regions }) => regions),
      pages: sum(({ pages }) => pages),
      records: sum(({ records }) => records),
      left: parts.length < this.#of || left === Number.POSITIVE_INFINITY ? undefined : left,
      accounts: { done: this.#done, of: this.#of },
    });
  }
}
