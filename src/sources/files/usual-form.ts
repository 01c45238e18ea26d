/**
 * A trail's file in the form that AWS writes: records are told apart and judged by their bytes, and only those that a rule
 * could look at are parsed. Whatever else a file holds, or however else it is written, it isn't in this form.
 */
import type { Rule } from '../../core/rule.ts';
import { type Preselection, preselect } from '../../selection/preselection.ts';
import { type Limits, type Moment, type Outside, OutsideTally, outsideOf } from '../outside.ts';
import { parseJson } from '../parse-json.ts';
import type { PassedOver } from '../source.ts';
import { Content, Finder, Mark, Needle } from './byte-finder.ts';
import { FactsTable, isDigit, TIME_LENGTH, TimeReader } from './record-bytes.ts';

/** Which records need not be parsed, and which of those were asked for. */
export interface Selection extends Preselection {
  readonly outside: (moment: Moment) => Outside | undefined;
}

/** The same as plain data, which can be sent to another thread. */
export interface Asked {
  readonly rules: readonly Pick<Rule, 'on' | 'when'>[];
  readonly limits: Limits;
}

/** Undefined if each record has to be parsed. */
export function selectionFor({ rules, limits }: Asked): Selection | undefined {
  const preselection = preselect(rules);
  return preselection === undefined ? undefined : { ...preselection, outside: outsideOf(limits) };
}

export interface UsualForm {
  readonly candidates: readonly Candidate[];
  readonly passedOver: PassedOver;
}

/** The bytes of a record that a rule could look at. */
export interface Candidate {
  readonly start: number;
  /** Behind the last one. */
  readonly stop: number;
}

const HEAD = new Mark('{"Records":[');
const TAIL = new Mark('}]}');
const START = new Mark('{"eventVersion":"');
/** Between two records. Inside of a string there is no unescaped quote, so that it can't stand there. */
const BORDER = Buffer.from('},{"eventVersion":"');
/** Behind a version like 1.08. */
const IDENTITY = new Mark('","userIdentity":{');
const VERSION_LENGTH = 4;
const POINT = 0x2e;

/** In front of the time and behind it, up to the source, by whose key a record's facts are found. */
const BEFORE_TIME = new Mark('},"eventTime":"');
const BEHIND_TIME = new Mark('",');
const SOURCE = '"eventSource"';

/** Made ready once for all files: texts to look for, and facts that were judged already. */
interface Search {
  readonly selection: Selection;
  readonly source: Needle;
  readonly name: Needle;
  readonly pieces: readonly Needle[];
  readonly known: FactsTable;
  readonly times: TimeReader;
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
    known: new FactsTable(selection.mayMatch),
    times: new TimeReader(),
  };
  return (file) => readUsualForm(file, search);
}

/** The records as values; undefined if one isn't JSON: then the file isn't in that form. */
export function recordsOf(file: Buffer, candidates: readonly Candidate[]): readonly unknown[] | undefined {
  const records: unknown[] = [];
  for (const { start, stop } of candidates) {
    const record = parseJson(file.toString('utf8', start, stop));
    if (record === undefined) return undefined;
    records.push(record);
  }
  return records;
}

function readUsualForm(file: Buffer, search: Search): UsualForm | undefined {
  const content = new Content(file);
  if (!HEAD.isAt(content, 0) || !START.isAt(content, HEAD.length)) return undefined;
  const end = endOf(content);
  if (end === undefined) return undefined;
  const reader = new UsualReader(content, search);
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
function endOf(file: Content): number | undefined {
  const { bytes } = file;
  const length = bytes[bytes.length - 1] === 0x0a ? bytes.length - 1 : bytes.length;
  return TAIL.isAt(file, length - TAIL.length) ? length - TAIL.length + 1 : undefined;
}

class UsualReader {
  readonly #file: Content;
  readonly #search: Search;
  /** A record's second source or name counts instead of its first. (A second region could only change a count.) */
  readonly #sources: Finder;
  readonly #names: Finder;
  readonly #pieces: readonly Finder[];
  readonly #candidates: Candidate[] = [];
  readonly #outside = new OutsideTally();
  #within = 0;
  #first: number | undefined;
  #last: number | undefined;
  /** The same object for all of the records: new ones would be most of the garbage. */
  readonly #moment = { epoch: Number.NaN, region: '' };

  constructor(file: Content, search: Search) {
    this.#file = file;
    this.#search = search;
    this.#sources = new Finder(file, search.source);
    this.#names = new Finder(file, search.name);
    this.#pieces = search.pieces.map((piece) => new Finder(file, piece));
  }

  /** False if this is no record in the usual form. */
  take(start: number, stop: number): boolean {
    const head = start + START.length;
    if (!isVersion(this.#file.bytes, head) || !IDENTITY.isAt(this.#file, head + VERSION_LENGTH)) return false;
    const source = this.#sources.from(head);
    if (source >= stop) return false;
    const behind = source - BEHIND_TIME.length;
    const time = behind - TIME_LENGTH;
    const isUsual = BEFORE_TIME.isAt(this.#file, time - BEFORE_TIME.length) && BEHIND_TIME.isAt(this.#file, behind);
    if (!isUsual) return false;
    const epoch = this.#search.times.at(this.#file, time);
    const facts = this.#search.known.factsAt(this.#file, source, this.#names.from(source), stop);
    const isCandidate =
      epoch === undefined ||
      facts === undefined ||
      facts.mayMatch ||
      this.#needsParsing(start, source + facts.length, stop);
    if (!isCandidate) return this.#passOver(epoch, facts.region);
    this.#candidates.push({ start, stop });
    return true;
  }

  #needsParsing(start: number, behind: number, stop: number): boolean {
    if (this.#sources.from(behind) < stop || this.#names.from(behind) < stop) return true;
    for (const finder of this.#pieces) if (finder.from(start) < stop) return true;
    return false;
  }

  #passOver(epoch: number, region: string): boolean {
    // The 99th of a month: only the reader of whole records knows what to make of it.
    if (Number.isNaN(epoch)) return false;
    const moment = this.#moment;
    moment.epoch = epoch;
    moment.region = region;
    const outside = this.#search.selection.outside(moment);
    if (outside !== undefined) {
      this.#outside.add(moment, outside);
      return true;
    }
    this.#within += 1;
    if (this.#first === undefined || epoch < this.#first) this.#first = epoch;
    if (this.#last === undefined || epoch > this.#last) this.#last = epoch;
    return true;
  }

  done(): UsualForm {
    const passedOver = { within: this.#within, first: this.#first, last: this.#last, outside: this.#outside.end() };
    return { candidates: this.#candidates, passedOver };
  }
}

const isVersion = (file: Buffer, at: number) =>
  isDigit(file[at]) && file[at + 1] === POINT && isDigit(file[at + 2]) && isDigit(file[at + 3]);
