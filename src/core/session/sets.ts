/** Names that mean the same, however and in whatever order they are found to. */

export class Sets {
  readonly #parents = new Map<string, string>();

  join(names: readonly string[]): void {
    const [first] = names;
    if (first === undefined) return;
    let top = this.nameOf(first);
    for (const name of names) {
      const other = this.nameOf(name);
      // The least name stands for all.
      const [low, high] = other < top ? [other, top] : [top, other];
      this.#parents.set(high, low);
      this.#parents.set(low, low);
      top = low;
    }
  }

  /** The name that stands for all that mean the same; the name itself if none was joined. */
  nameOf(name: string): string {
    let top = name;
    for (let next = this.#parents.get(top); next !== undefined && next !== top; next = this.#parents.get(top))
      top = next;
    for (let here = name; here !== top; ) {
      const next = this.#parents.get(here) ?? top;
      this.#parents.set(here, top);
      here = next;
    }
    return top;
  }
}
