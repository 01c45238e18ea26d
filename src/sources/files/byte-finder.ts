/** Looks for texts in the bytes of files, many times in each. */

/** The rarer characters of records, the rarest first. A quote and small letters are everywhere. */
const RARE = '\\QZXJKWVYBGHFULMPNDROCEIATS';
/**
 * Bytes that are searched at once. Node.js looks for the first of six by `memchr` and compares the others; for longer texts
 * it soon changes to skipping ahead by a table, which takes up to seven times as long where the first byte is rare.
 */
const LONGEST_CORE = 6;

const WORD = 4;

/** The bytes of a file that is in memory whole. */
export class Content {
  readonly bytes: Buffer;
  /** Four bytes can be compared at once by it. */
  readonly view: DataView;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }
}

/** A text of which is asked whether it stands at a place, made ready once for all files. */
export class Mark {
  /** In bytes. */
  readonly length: number;
  readonly #words: Int32Array;
  readonly #rest: Uint8Array;

  constructor(text: string) {
    const bytes = Buffer.from(text);
    const { view } = new Content(bytes);
    this.length = bytes.length;
    this.#words = Int32Array.from({ length: Math.floor(bytes.length / WORD) }, (_, word) => view.getInt32(word * WORD));
    this.#rest = bytes.subarray(this.#words.length * WORD);
  }

  isAt({ bytes, view }: Content, at: number): boolean {
    const [words, rest] = [this.#words, this.#rest];
    if (at < 0 || at + this.length > bytes.length) return false;
    let place = at;
    for (let word = 0; word < words.length; word += 1, place += WORD) {
      if (view.getInt32(place) !== words[word]) return false;
    }
    for (let byte = 0; byte < rest.length; byte += 1) {
      if (bytes[place + byte] !== rest[byte]) return false;
    }
    return true;
  }
}

/** A text to look for, made ready once for all files. */
export class Needle {
  /** The part that is searched; it begins with the rarest character. */
  readonly core: Buffer;
  readonly head: Mark;
  readonly tail: Mark;

  constructor(text: string) {
    const rare = [...RARE].find((character) => text.includes(character));
    const start = rare === undefined ? 0 : text.indexOf(rare);
    this.head = new Mark(text.slice(0, start));
    this.core = Buffer.from(text.slice(start, start + LONGEST_CORE));
    this.tail = new Mark(text.slice(start + LONGEST_CORE));
  }
}

/** Behind the end of any file. Not infinity, for V8 makes an object of each number that isn't a small integer. */
export const NOWHERE = 2 ** 31 - 1;

/** The next place of a needle in a file. It is remembered: asking anew for each record would read the rest each time. */
export class Finder {
  readonly #file: Content;
  readonly #needle: Needle;
  #next = -1;

  constructor(file: Content, needle: Needle) {
    this.#file = file;
    this.#needle = needle;
  }

  /** The first place at or behind `at`; `NOWHERE` if there is none. Ask for places in order. */
  from(at: number): number {
    if (this.#next < at) this.#next = this.#find(at);
    return this.#next;
  }

  #find(at: number): number {
    const { head, core, tail } = this.#needle;
    const { bytes } = this.#file;
    let found = bytes.indexOf(core, at + head.length);
    while (found >= 0) {
      const start = found - head.length;
      if (head.isAt(this.#file, start) && tail.isAt(this.#file, found + core.length)) return start;
      found = bytes.indexOf(core, found + 1);
    }
    return NOWHERE;
  }
}
