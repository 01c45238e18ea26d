/** Which brackets are open, and whether the next one may stand where it stands. */
import { CLOSE_LIST, COLON, COMMA, isClosing, isOpening, OPEN_LIST, OPEN_OBJECT } from './characters.ts';

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
