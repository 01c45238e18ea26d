/** Time that passes only when all work waits, so that hours of waiting take no time and always go alike. */
interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

export class VirtualClock {
  #now: number;
  #busy = 0;
  #sleepers: Sleeper[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const wake = () => {
        this.#sleepers = this.#sleepers.filter((one) => one.wake !== wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.#sleepers.push({ until: this.#now + ms, wake });
      signal?.addEventListener('abort', wake);
      this.#schedule();
    });

  /** Time stands still during this work (real input and output). */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      this.#schedule();
    }
  }

  /** Inside of `during`: sleeps as if outside. */
  async pause(ms: number): Promise<void> {
    this.#busy -= 1;
    await this.sleep(ms);
    this.#busy += 1;
  }

  /** A woken sleeper gets to its next wait before any other is woken. */
  #schedule(): void {
    setImmediate(() => setImmediate(() => this.#advance()));
  }

  #advance(): void {
    if (this.#busy > 0) return;
    const [next] = this.#sleepers.toSorted((a, b) => a.until - b.until);
    if (next === undefined) return;
    this.#now = Math.max(this.#now, next.until);
    next.wake();
    this.#schedule();
  }
}
