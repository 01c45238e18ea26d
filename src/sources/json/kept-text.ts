/** The text of one value that may stretch over many chunks: joined once, when it is complete. */
export class KeptText {
  #earlier: string[] = [];
  #length = 0;
  /** Start of the text in the current chunk; -1: nothing is kept. */
  #from = -1;

  get isKeeping(): boolean {
    return this.#from !== -1;
  }

  get length(): number {
    return this.#length;
  }

  start(at: number): void {
    this.#from = at;
  }

  /** At least so many of the last characters before `end` of this chunk, where there are so many. */
  tail(chunk: string, end: number, length: number): string {
    let text = chunk.slice(Math.max(this.#from, end - length), end);
    for (let i = this.#earlier.length - 1; i >= 0 && text.length < length; i -= 1) text = `${this.#earlier[i]}${text}`;
    return text;
  }

  /** All of it, up to `end` of this chunk. Nothing is kept afterwards. */
  take(chunk: string, end: number): string {
    if (!this.isKeeping) return '';
    const rest = chunk.slice(this.#from, end);
    const whole = this.#earlier.length === 0 ? rest : this.#earlier.join('') + rest;
    this.#earlier = [];
    this.#length = 0;
    this.#from = -1;
    return whole;
  }

  chunkEnded(chunk: string): void {
    if (!this.isKeeping) return;
    const rest = chunk.slice(this.#from);
    this.#earlier.push(rest);
    this.#length += rest.length;
    this.#from = 0;
  }
}
