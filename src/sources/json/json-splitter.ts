/** Cuts a stream of text into JSON values: many, one, pretty-printed, one a line, or the records inside one big object. */
import type { Place } from '../../messages/look-back/files.ts';
import { parseJson } from '../parse-json.ts';
import {
  BACKSLASH,
  Brackets,
  CLOSE_LIST,
  COMMA,
  isBlank,
  isClosing,
  isOpening,
  NEWLINE,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
} from './brackets.ts';
import { KeptText } from './kept-text.ts';

export type Piece =
  /** `within`: the key of the array it stood in, '' for a list, undefined where it stood alone. */
  | { readonly kind: 'value'; readonly value: unknown; readonly within: string | undefined; readonly at: Place }
  /** A line that isn't JSON at all. */
  | { readonly kind: 'text'; readonly text: string; readonly at: Place }
  /** It began like JSON and isn't; the splitter goes on behind it. */
  | { readonly kind: 'broken'; readonly at: Place }
  /** The text ended in the middle of a value. */
  | { readonly kind: 'cut'; readonly at: Place }
  /** One value is longer than anything that CloudTrail writes; the caller should stop. */
  | { readonly kind: 'too-long'; readonly at: Place };

/** Arrays at the top of an object whose elements are given one by one, so that a big file never stands in memory whole. */
const CONTAINER_KEY = /"(Records|Events|events|logEvents)"\s*:\s*$/;
const CONTAINER_TAIL = 64;

/** One value may be this long (UTF-16 units). A trail's biggest file is 50 MB with all its records together. */
const LONGEST_VALUE = 64 * 1024 * 1024;

/**
 * Follows brackets and strings only and leaves the rest to `JSON.parse`: fast, keeps one value at a time, and finds its
 * way again behind a broken one, which the streaming JSON parsers that we looked at do not.
 */
export class JsonSplitter {
  readonly #longest: number;
  readonly #kept = new KeptText();
  readonly #brackets = new Brackets();
  #pieces: Piece[] = [];
  /** Outside of values: nothing yet on this line, a line of text, one that began with a quote, one to be skipped, text behind a value. */
  #state: 'blank' | 'text' | 'quoted' | 'skip' | 'tail' | 'value' = 'blank';
  /** The value stands in a line of text, so that what follows it there is text of the same kind. */
  #isEmbedded = false;
  #inString = false;
  #isEscaped = false;
  #within: string | undefined;
  #elements = 0;
  /** The object around the elements, without them. */
  #shell = '';
  #line = 1;
  #startLine = 1;

  constructor(longest: number = LONGEST_VALUE) {
    this.#longest = longest;
  }

  push(chunk: string): readonly Piece[] {
    this.#pieces = [];
    for (let i = 0; i < chunk.length; i += 1) {
      const code = chunk.charCodeAt(i);
      if (code === NEWLINE) this.#line += 1;
      if (this.#state !== 'value') this.#outside(chunk, i, code);
      else if (this.#inString) this.#string(chunk, i, code);
      else if (!isBlank(code)) this.#inside(chunk, i, code);
    }
    this.#kept.chunkEnded(chunk);
    if (this.#kept.length > this.#longest) this.#tooLong();
    return this.#pieces;
  }

  end(): readonly Piece[] {
    this.#pieces = [];
    if (this.#state === 'value') this.#giveUp('cut', '', 0);
    else this.#endLine('', 0);
    return this.#pieces;
  }

  #tooLong(): void {
    const at = this.#at();
    if (this.#state === 'value') this.#pieces.push({ kind: 'too-long', at });
    else {
      this.#pieces.push({ kind: 'text', text: this.#kept.take('', 0), at });
      this.#state = 'skip';
    }
  }

  #at(): Place {
    return this.#within === undefined ? `line ${this.#startLine}` : `record ${this.#elements + 1}`;
  }

  #outside(chunk: string, i: number, code: number): void {
    if (code === NEWLINE) {
      this.#endLine(chunk, i);
      this.#state = 'blank';
    } else if (this.#state === 'skip' || this.#state === 'quoted') {
      return;
    } else if (isOpening(code)) {
      // Before it stands a log event's time: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html
      this.#kept.take(chunk, i);
      this.#isEmbedded = this.#state !== 'blank';
      this.#state = 'value';
      this.#start(i);
      this.#inside(chunk, i, code);
    } else if (this.#state === 'blank' && !isBlank(code) && code !== COMMA) {
      this.#state = code === QUOTE ? 'quoted' : 'text';
      this.#start(i);
    }
  }

  #start(i: number): void {
    this.#startLine = this.#line;
    this.#kept.start(i);
  }

  #endLine(chunk: string, i: number): void {
    const text = this.#kept.take(chunk, i).trim();
    if (text === '') return;
    const at: Place = `line ${this.#startLine}`;
    // A failed parse is slow, and most lines of another kind don't begin like a value.
    const value = /^["\d\-tfn[{]/.test(text) ? parseJson(text) : undefined;
    this.#pieces.push(
      value === undefined ? { kind: 'text', text, at } : { kind: 'value', value, within: undefined, at },
    );
  }

  #string(chunk: string, i: number, code: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (code === BACKSLASH) this.#isEscaped = true;
    else if (code === QUOTE) this.#inString = false;
    else if (code === NEWLINE) this.#broken(chunk, i, code);
  }

  #inside(chunk: string, i: number, code: number): void {
    const isBetweenElements = this.#within !== undefined && this.#brackets.depth === this.#floor();
    if (isBetweenElements && (code === COMMA || code === CLOSE_LIST)) this.#endElement(chunk, i);
    else if (isBetweenElements && !this.#kept.isKeeping) this.#start(i);

    if (!this.#brackets.fits(code)) {
      this.#broken(chunk, i, code);
      return;
    }
    this.#brackets.follow(code, this.#line);
    if (code === OPEN_LIST) this.#enter(chunk, i);
    else if (isClosing(code)) this.#leave(chunk, i);
    else if (code === QUOTE) this.#inString = true;
  }

  /** How many brackets are open where elements stand. */
  #floor(): number {
    return this.#within === '' ? 1 : 2;
  }

  #enter(chunk: string, i: number): void {
    const { depth, outermost } = this.#brackets;
    if (this.#within !== undefined || depth > 2 || (depth === 2 && outermost !== OPEN_OBJECT)) return;
    const key = depth === 1 ? '' : CONTAINER_KEY.exec(this.#kept.tail(chunk, i, CONTAINER_TAIL))?.[1];
    if (key === undefined) return;
    this.#shell += this.#kept.take(chunk, i + 1);
    this.#within = key;
    this.#elements = 0;
  }

  #leave(chunk: string, i: number): void {
    if (this.#within !== undefined && this.#brackets.depth < this.#floor()) {
      this.#within = undefined;
      this.#start(i);
    }
    if (this.#brackets.depth > 0) return;
    this.#give(this.#shell + this.#kept.take(chunk, i + 1));
    this.#shell = '';
    this.#state = this.#isEmbedded ? 'tail' : 'blank';
  }

  #endElement(chunk: string, i: number): void {
    if (!this.#kept.isKeeping) return;
    this.#give(this.#kept.take(chunk, i));
  }

  #give(text: string): void {
    const value = parseJson(text);
    const at = this.#at();
    this.#pieces.push(
      value === undefined ? { kind: 'broken', at } : { kind: 'value', value, within: this.#within, at },
    );
    this.#elements += 1;
  }

  #broken(chunk: string, i: number, code: number): void {
    const startsLine = this.#line > this.#brackets.lastLine;
    this.#giveUp('broken', chunk, i);
    this.#state = startsLine ? 'blank' : 'skip';
    if (startsLine) this.#outside(chunk, i, code);
  }

  #giveUp(kind: 'broken' | 'cut', chunk: string, i: number): void {
    const text = this.#kept.take(chunk, i);
    // A last record may be whole though the file is not.
    if (this.#within !== undefined && parseJson(text) !== undefined) this.#give(text);
    this.#pieces.push({ kind, at: this.#at() });
    this.#pieces.push(...wholeLines(text, this.#startLine));
    this.#brackets.clear();
    this.#inString = false;
    this.#isEscaped = false;
    this.#within = undefined;
    this.#shell = '';
    this.#state = 'blank';
  }
}

/**
 * Finds the whole lines among those that an unfinished line swallowed. `line` is the number of the first line, which is
 * the broken one.
 */
function* wholeLines(text: string, line: number): Generator<Piece> {
  for (const [index, one] of text.split('\n').entries()) {
    const value = index > 0 && one.startsWith('{') ? parseJson(one.replace(/,\s*$/, '')) : undefined;
    if (value !== undefined) yield { kind: 'value', value, within: undefined, at: `line ${line + index}` };
  }
}
