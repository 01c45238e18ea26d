/** State that all services of the account share. */
export interface AccountContext {
  readonly account: string;
  /** Default region for tests. */
  readonly home: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Known once the server listens. */
  readonly endpoint: () => string;
  /** Does work later; `settled` waits for it. */
  readonly later: (work: () => Promise<unknown>) => void;
}

/** Work after an answer, like AWS's asynchronous calls. Its failures don't reach the caller. */
export function background() {
  const running = new Set<Promise<unknown>>();
  return {
    later(work: () => Promise<unknown>) {
      const run: Promise<unknown> = Promise.resolve()
        .then(work)
        .catch(() => undefined)
        .finally(() => running.delete(run));
      running.add(run);
    },
    /** Resolves once no work is left. */
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
