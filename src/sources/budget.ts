/** Bytes that may wait in memory at once, given out in the order of asking. */
export class Budget {
  readonly #most: number;
  #taken = 0;
  readonly #waiting: { readonly size: number; readonly go: () => void }[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** One that is larger than all gets everything. Whoever takes in order and releases in order never waits for ever. */
  take(size: number): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ size, go });
      this.#next();
    });
  }

  release(size: number): void {
    this.#taken -= Math.min(size, this.#most);
    this.#next();
  }

  #next(): void {
    for (let [first] = this.#waiting; first !== undefined; [first] = this.#waiting) {
      const size = Math.min(first.size, this.#most);
      if (this.#taken + size > this.#most) return;
      this.#taken += size;
      this.#waiting.shift();
      first.go();
    }
  }
}
