/** Looks for texts in the bytes of files, many times in each. */

/** The rarer characters of records, the rarest first. A quote and small letters are everywhere. */
const RARE = '\\QZXJKWVYBGHFULMPNDROCEIATS';
/**
 * Bytes that are searched at once. Node.js looks for the first of six by `memchr` and compares the others; for longer texts
 * it soon changes to skipping ahead by a table, which takes up to seven times as long where the first byte is rare.
 */
const LONGEST_CORE = 6;

/** A text to look for, made ready once for all files. */
export class Needle {
  /** The part that is searched; it begins with the rarest character. */
  readonly core: Buffer;
  readonly head: Buffer;
  readonly tail: Buffer;

  constructor(text: string) {
    const rare = [...RARE].find((character) => text.includes(character));
    const start = rare === undefined ? 0 : text.indexOf(rare);
    this.head = Buffer.from(text.slice(0, start));
    this.core = Buffer.from(text.slice(start, start + LONGEST_CORE));
    this.tail = Buffer.from(text.slice(start + LONGEST_CORE));
  }
}

/** The next place of a needle in a file. It is remembered: asking anew for each record would read the rest each time. */
export class Finder {
  readonly #file: Buffer;
  readonly #needle: Needle;
  #next = -1;

  constructor(file: Buffer, needle: Needle) {
    this.#file = file;
    this.#needle = needle;
  }

  /** The first place at or behind `at`; infinity if there is none. Ask for places in order. */
  from(at: number): number {
    if (this.#next < at) this.#next = this.#find(at);
    return this.#next;
  }

  #find(at: number): number {
    const { head, core, tail } = this.#needle;
    let found = this.#file.indexOf(core, at + head.length);
    while (found >= 0) {
      const start = found - head.length;
      if (holds(this.#file, head, start) && holds(this.#file, tail, found + core.length)) return start;
      found = this.#file.indexOf(core, found + 1);
    }
    return Number.POSITIVE_INFINITY;
  }
}

/** True if the file holds these bytes at this place. */
export function holds(file: Buffer, bytes: Buffer, at: number): boolean {
  for (let index = 0; index < bytes.length; index += 1) {
    if (file[at + index] !== bytes[index]) return false;
  }
  return true;
}
