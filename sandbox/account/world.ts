/** What all services of the account share. */
export interface World {
  readonly account: string;
  /** Where tests look when they name no region. */
  readonly home: string;
  /** Epoch in milliseconds. */
  readonly now: () => number;
  /** Known once the server listens. */
  readonly endpoint: () => string;
  /** Does something later; `settled` waits for it. */
  readonly later: (work: () => Promise<unknown>) => void;
}

/** Work that goes on after an answer was given, as AWS's asynchronous calls do. Its failures are its own. */
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
    /** Resolves when nothing goes on any more. */
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
