/** Many writers, one reader: readings of parallel regions, in the order of their arrival. */
export class Outbox<T> implements AsyncIterable<T> {
  #items: T[] = [];
  #isClosed = false;
  #failure: unknown;
  #wake: () => void = () => {};

  push(item: T): void {
    this.#items.push(item);
    this.#wake();
  }

  /** Records pushed before are still read; then the reader ends, or meets the failure. */
  close(failure?: unknown): void {
    this.#isClosed = true;
    this.#failure = failure;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      yield* this.#items.splice(0);
      if (this.#items.length > 0) continue;
      if (this.#isClosed) break;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#failure !== undefined) throw this.#failure;
  }
}
