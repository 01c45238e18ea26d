/**
 * A trail's file in the form that AWS writes: records are told apart and judged by their bytes, and only those that a rule
 * could look at are parsed. Whatever else a file holds, or however else it is written, it isn't in this form.
 */
import type { Preselection } from '../../selection/preselection.ts';
import { earliest, latest, type Moment, type Outside, OutsideTally } from '../outside.ts';
import { parseJson } from '../parse-json.ts';
import type { PassedOver } from '../source.ts';

/** Which records need not be parsed, and which of those were asked for. */
export interface Selection extends Preselection {
  readonly outside: (moment: Moment) => Outside | undefined;
}

export interface UsualForm {
  readonly records: readonly unknown[];
  readonly passedOver: PassedOver;
}

const HEAD = Buffer.from('{"Records":[');
const TAIL = Buffer.from('}]}');
const START = Buffer.from('{"eventVersion":"');
/** Between two records. Inside of a string there is no unescaped quote, so that it can't stand there. */
const BORDER = Buffer.from('},{"eventVersion":"');
/** `eventVersion` is a version like 1.08. */
const IDENTITY = /^\d\.\d\d","userIdentity":\{/;
const LONGEST_IDENTITY_HEAD = 24;
const TIME = '},"eventTime":"';
/** The facts behind it, in AWS's order. */
const FACTS =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)","eventSource":"([\w.-]+)","eventName":"([\w.:-]+)","awsRegion":"([\w-]+)","/;
const LONGEST_FACTS = 256;

/** Undefined if the file deviates from that form anywhere; then nothing is known of it. */
export function readUsualForm(file: Buffer, selection: Selection): UsualForm | undefined {
  if (!startsWith(file, HEAD, 0) || !startsWith(file, START, HEAD.length)) return undefined;
  const end = endOf(file);
  if (end === undefined) return undefined;
  const reader = new UsualReader(file, selection);
  let start = HEAD.length;
  while (start < end) {
    const border = file.indexOf(BORDER, start);
    const stop = border < 0 ? end : border + 1;
    if (!reader.take(start, stop)) return undefined;
    start = stop + 1;
  }
  return reader.done();
}

/** Behind the last record's bracket; a file may end with a line break. */
function endOf(file: Buffer): number | undefined {
  const length = file[file.length - 1] === 0x0a ? file.length - 1 : file.length;
  return startsWith(file, TAIL, length - TAIL.length) ? length - TAIL.length + 1 : undefined;
}

const startsWith = (file: Buffer, bytes: Buffer, at: number) =>
  at >= 0 && file.length >= at + bytes.length && file.compare(bytes, 0, bytes.length, at, at + bytes.length) === 0;

class UsualReader {
  readonly #file: Buffer;
  readonly #selection: Selection;
  readonly #times: Finder;
  /** A second one of these counts instead of the first. (A second region could only change a count.) */
  readonly #again: readonly Finder[];
  readonly #pieces: readonly Finder[];
  readonly #records: unknown[] = [];
  readonly #outside = new OutsideTally();
  #within = 0;
  #first: number | undefined;
  #last: number | undefined;
  /** The last record's, which most often is the next one's too. */
  #time = '';
  #epoch = 0;

  constructor(file: Buffer, selection: Selection) {
    this.#file = file;
    this.#selection = selection;
    this.#times = new Finder(file, TIME);
    this.#again = ['"eventSource"', '"eventName"'].map((key) => new Finder(file, key));
    // With an escape a key or a value can be spelt otherwise.
    this.#pieces = ['\\u', ...selection.pieces].map((piece) => new Finder(file, piece));
  }

  /** False if this is no record in the usual form. */
  take(start: number, stop: number): boolean {
    const head = start + START.length;
    if (!IDENTITY.test(this.#file.toString('latin1', head, Math.min(head + LONGEST_IDENTITY_HEAD, stop)))) return false;
    const time = this.#times.from(head);
    if (time >= stop) return false;
    const at = time + TIME.length;
    const facts = FACTS.exec(this.#file.toString('latin1', at, Math.min(at + LONGEST_FACTS, stop)));
    if (facts === null || this.#needsParsing(facts, start, at + facts[0].length, stop)) return this.#parse(start, stop);
    return this.#passOver(facts[1] ?? '', facts[4] ?? '');
  }

  #needsParsing([, , source = '', name = '']: RegExpExecArray, start: number, behind: number, stop: number): boolean {
    return (
      this.#selection.mayMatch(source, name) ||
      this.#again.some((finder) => finder.from(behind) < stop) ||
      this.#pieces.some((finder) => finder.from(start) < stop)
    );
  }

  #parse(start: number, stop: number): boolean {
    const record = parseJson(this.#file.toString('utf8', start, stop));
    if (record === undefined) return false;
    this.#records.push(record);
    return true;
  }

  #passOver(time: string, region: string): boolean {
    if (time !== this.#time) {
      this.#time = time;
      this.#epoch = Date.parse(time);
    }
    const moment = { epoch: this.#epoch, region };
    // The 99th of a month: only the reader of whole records knows what to make of it.
    if (Number.isNaN(moment.epoch)) return false;
    const outside = this.#selection.outside(moment);
    if (outside !== undefined) {
      this.#outside.add(moment, outside);
      return true;
    }
    this.#within += 1;
    this.#first = earliest(this.#first, moment.epoch);
    this.#last = latest(this.#last, moment.epoch);
    return true;
  }

  done(): UsualForm {
    const passedOver = { within: this.#within, first: this.#first, last: this.#last, outside: this.#outside.end() };
    return { records: this.#records, passedOver };
  }
}

/** The rarer characters of records, the rarest first. A quote and small letters are everywhere. */
const RARE = '\\QZXJKWVYBGHFULMPNDROCEIATS';

/** A search runs from one byte that begins its text to the next, so that it had better begin with a rare one. */
function rarestIn(text: string): number {
  const rare = [...RARE].find((character) => text.includes(character));
  return rare === undefined ? 0 : text.indexOf(rare);
}

/** The next place of a text. It is remembered: asking anew for each record would read the rest of the file each time. */
class Finder {
  readonly #file: Buffer;
  readonly #head: Buffer;
  readonly #rest: Buffer;
  #next = -1;

  constructor(file: Buffer, text: string) {
    this.#file = file;
    const rare = rarestIn(text);
    this.#head = Buffer.from(text.slice(0, rare));
    this.#rest = Buffer.from(text.slice(rare));
  }

  /** The first place at or behind `at`; infinity if there is none. */
  from(at: number): number {
    if (this.#next < at) this.#next = this.#find(at);
    return this.#next;
  }

  #find(at: number): number {
    const before = this.#head.length;
    let found = this.#file.indexOf(this.#rest, at + before);
    while (found >= 0 && !this.#isBehindHead(found)) {
      found = this.#file.indexOf(this.#rest, found + 1);
    }
    return found < 0 ? Number.POSITIVE_INFINITY : found - before;
  }

  #isBehindHead(at: number): boolean {
    const head = this.#head;
    for (let back = 1; back <= head.length; back += 1) {
      if (this.#file[at - back] !== head[head.length - back]) return false;
    }
    return true;
  }
}
