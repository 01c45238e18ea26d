/** The characters that matter for finding JSON values in text, and the brackets that are open. */

export const QUOTE = 0x22;
export const COMMA = 0x2c;
const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
export const NEWLINE = 0x0a;

export const isOpening = (code: number) => code === OPEN_OBJECT || code === OPEN_LIST;
export const isClosing = (code: number) => code === CLOSE_OBJECT || code === CLOSE_LIST;
/** Tab, CR, space, and a byte order mark where files were put together. */
export const isBlank = (code: number) =>
  code === 0x20 || code === NEWLINE || code === 0x0d || code === 0x09 || code === 0xfeff;

/** Keeps the open brackets, and checks whether the next one fits. */
export class Brackets {
  #open: number[] = [];
  /** The last character outside strings that isn't blank (a string counts as its opening quote), and its line. */
  #last = 0;
  #lastLine = 0;

  get depth(): number {
    return this.#open.length;
  }

  get outermost(): number | undefined {
    return this.#open[0];
  }

  get lastLine(): number {
    return this.#lastLine;
  }

  fits(code: number): boolean {
    const around = this.#open.at(-1);
    if (isClosing(code)) return around === (code === CLOSE_LIST ? OPEN_LIST : OPEN_OBJECT);
    if (!isOpening(code) || around === undefined) return true;
    return around === OPEN_OBJECT ? this.#last === COLON : this.#last === OPEN_LIST || this.#last === COMMA;
  }

  follow(code: number, line: number): void {
    if (isOpening(code)) this.#open.push(code);
    else if (isClosing(code)) this.#open.pop();
    this.#last = code;
    this.#lastLine = line;
  }

  clear(): void {
    this.#open = [];
  }
}
