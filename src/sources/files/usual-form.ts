/**
 * A trail's file in the form that AWS writes: records are told apart and judged by their bytes, and only those that a rule
 * could look at are parsed. Whatever else a file holds, or however else it is written, it isn't in this form.
 */
import type { Preselection } from '../../selection/preselection.ts';
import { earliest, latest, type Moment, type Outside, OutsideTally } from '../outside.ts';
import { parseJson } from '../parse-json.ts';
import type { PassedOver } from '../source.ts';
import { Finder, holds, Needle } from './byte-finder.ts';

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
/** Behind a version like 1.08. */
const IDENTITY = Buffer.from('","userIdentity":{');
const VERSION_LENGTH = 4;
const [ZERO, NINE, POINT] = [0x30, 0x39, 0x2e];

/** The facts of a record, in AWS's order. */
const BEFORE_TIME = '},"eventTime":"';
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const TIME_LENGTH = 20;
const BEHIND_TIME = BEFORE_TIME.length + TIME_LENGTH;
/** Facts are found by this key, which is a fixed number of bytes behind their beginning. */
const SOURCE = '"eventSource"';
const BEFORE_SOURCE = BEHIND_TIME + '",'.length;
const REGION = '","awsRegion":"';
const BEHIND_FACTS = '","';
const FACTS = /^","eventSource":"([\w.-]+)","eventName":"([\w.:-]+)","awsRegion":"([\w-]+)$/;
const LONGEST_FACTS = 256;
/** AWS's calls, times its regions, are some thousands in an archive; beyond that a file's author has made them up. */
const MOST_REMEMBERED = 20_000;

/** Facts of a record by its source, name and region. */
interface Facts {
  readonly mayMatch: boolean;
  readonly region: string;
}

/** Made ready once for all files: texts to look for, and facts that were judged already. */
interface Search {
  readonly selection: Selection;
  readonly source: Needle;
  readonly name: Needle;
  readonly pieces: readonly Needle[];
  readonly judge: (facts: string) => Facts | undefined;
}

/** Reads a file; undefined if it deviates from that form anywhere: then nothing is known of it. */
export type ReadUsualForm = (file: Buffer) => UsualForm | undefined;

export function usualFormReader(selection: Selection): ReadUsualForm {
  const search: Search = {
    selection,
    source: new Needle(SOURCE),
    name: new Needle('"eventName"'),
    // With an escape a key or a value can be spelt otherwise.
    pieces: ['\\u', ...selection.pieces].map((piece) => new Needle(piece)),
    judge: judgeOf(selection),
  };
  return (file) => readUsualForm(file, search);
}

function judgeOf({ mayMatch }: Selection): Search['judge'] {
  const known = new Map<string, Facts>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const [, source, name, region] = FACTS.exec(text) ?? [];
    if (source === undefined || name === undefined || region === undefined) return undefined;
    const facts = { mayMatch: mayMatch(source, name), region };
    if (known.size < MOST_REMEMBERED) known.set(text, facts);
    return facts;
  };
}

function readUsualForm(file: Buffer, search: Search): UsualForm | undefined {
  if (!holds(file, HEAD, 0) || !holds(file, START, HEAD.length)) return undefined;
  const end = endOf(file);
  if (end === undefined) return undefined;
  const reader = new UsualReader(file, search);
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
  return holds(file, TAIL, length - TAIL.length) ? length - TAIL.length + 1 : undefined;
}

class UsualReader {
  readonly #file: Buffer;
  readonly #search: Search;
  /** A record's second source or name counts instead of its first. (A second region could only change a count.) */
  readonly #sources: Finder;
  readonly #names: Finder;
  readonly #pieces: readonly Finder[];
  readonly #records: unknown[] = [];
  readonly #outside = new OutsideTally();
  #within = 0;
  #first: number | undefined;
  #last: number | undefined;
  /** The last record's, which most often is the next one's too. */
  #time = '';
  #epoch: number | undefined;

  constructor(file: Buffer, search: Search) {
    this.#file = file;
    this.#search = search;
    this.#sources = new Finder(file, search.source);
    this.#names = new Finder(file, search.name);
    this.#pieces = search.pieces.map((piece) => new Finder(file, piece));
  }

  /** False if this is no record in the usual form. */
  take(start: number, stop: number): boolean {
    const head = start + START.length;
    if (!isVersion(this.#file, head) || !holds(this.#file, IDENTITY, head + VERSION_LENGTH)) return false;
    const source = this.#sources.from(head);
    if (source >= stop) return false;
    const at = source - BEFORE_SOURCE;
    const text = this.#file.toString('latin1', at, Math.min(source + LONGEST_FACTS, stop));
    if (!text.startsWith(BEFORE_TIME)) return false;
    const epoch = this.#epochOf(text.slice(BEFORE_TIME.length, BEHIND_TIME));
    const end = text.indexOf(BEHIND_FACTS, text.indexOf(REGION) + REGION.length);
    const facts = end < 0 ? undefined : this.#search.judge(text.slice(BEHIND_TIME, end));
    if (epoch === undefined || facts === undefined || facts.mayMatch) return this.#parse(start, stop);
    if (this.#needsParsing(start, at + end, stop)) return this.#parse(start, stop);
    return this.#passOver({ epoch, region: facts.region });
  }

  /** Milliseconds since the epoch; not a number for an impossible time, undefined for one in another form. */
  #epochOf(time: string): number | undefined {
    if (time !== this.#time) {
      this.#time = time;
      this.#epoch = TIME.test(time) ? Date.parse(time) : undefined;
    }
    return this.#epoch;
  }

  #needsParsing(start: number, behind: number, stop: number): boolean {
    if (this.#sources.from(behind) < stop || this.#names.from(behind) < stop) return true;
    return this.#pieces.some((finder) => finder.from(start) < stop);
  }

  #parse(start: number, stop: number): boolean {
    const record = parseJson(this.#file.toString('utf8', start, stop));
    if (record === undefined) return false;
    this.#records.push(record);
    return true;
  }

  #passOver(moment: Moment): boolean {
    // The 99th of a month: only the reader of whole records knows what to make of it.
    if (Number.isNaN(moment.epoch)) return false;
    const outside = this.#search.selection.outside(moment);
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

const isDigit = (byte = 0) => byte >= ZERO && byte <= NINE;
const isVersion = (file: Buffer, at: number) =>
  isDigit(file[at]) && file[at + 1] === POINT && isDigit(file[at + 2]) && isDigit(file[at + 3]);
