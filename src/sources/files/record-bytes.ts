/** Facts of a record of a trail read from its bytes: no text is made of those that come again in thousands of records. */
import { HOUR, MINUTE, SECOND } from '../../core/time.ts';
import { type Content, Mark } from './byte-finder.ts';

/** Facts of a record by its source, name and region. */
export interface Facts {
  readonly mayMatch: boolean;
  readonly region: string;
  /** Bytes that hold them. */
  readonly length: number;
}

interface Known {
  readonly mark: Mark;
  readonly facts: Facts;
}

const FACTS = /^"eventSource":"([\w.-]+)","eventName":"([\w.:-]+)","awsRegion":"([\w-]+)","/;
const LONGEST = 256;
/** Behind the keys. */
const IN_SOURCE = '"eventSource":"'.length;
const IN_NAME = '"eventName":"'.length;
/** The shortest end of a record that holds a region. */
const LEAST_BEHIND_NAME = '"eventName":"a","awsRegion":"b"'.length;
const WORD = 4;
const PRIME = 0x01000193;
/** AWS's calls, times its regions, are some thousands in an archive; beyond that a file's author has made them up. */
const MOST_REMEMBERED = 20_000;
/** Calls with the same key: an API's names that begin alike, in each region. */
const MOST_ALIKE = 100;

/** The facts that were judged already, by their bytes. */
export class FactsTable {
  readonly #mayMatch: (source: string, name: string) => boolean;
  /** By a few of those bytes. */
  readonly #known = new Map<number, Known[]>();
  #size = 0;

  constructor(mayMatch: (source: string, name: string) => boolean) {
    this.#mayMatch = mayMatch;
  }

  /**
   * `source` and `name` are the places of their keys in a record that ends at `stop`. Undefined if they aren't in AWS's
   * form, or longer than AWS's are.
   */
  factsAt(file: Content, source: number, name: number, stop: number): Facts | undefined {
    if (name + LEAST_BEHIND_NAME > stop) return undefined;
    const key = keyOf(file, source, name);
    const alike = this.#known.get(key) ?? [];
    const [first] = alike;
    if (first?.mark.isAt(file, source)) return first.facts;
    for (let place = 1; place < alike.length; place += 1) {
      const known = alike[place];
      if (first === undefined || known?.mark.isAt(file, source) !== true) continue;
      // Calls come in rows: the next one is most often the same.
      alike[0] = known;
      alike[place] = first;
      return known.facts;
    }
    return this.#judge(file.bytes.toString('latin1', source, Math.min(source + LONGEST, stop)), key, alike);
  }

  #judge(text: string, key: number, alike: Known[]): Facts | undefined {
    const [whole, source, name, region] = FACTS.exec(text) ?? [];
    if (whole === undefined || source === undefined || name === undefined || region === undefined) return undefined;
    const facts = { mayMatch: this.#mayMatch(source, name), region, length: whole.length };
    if (this.#size < MOST_REMEMBERED && alike.length < MOST_ALIKE) {
      this.#size += 1;
      alike.push({ mark: new Mark(whole), facts });
      this.#known.set(key, alike);
    }
    return facts;
  }
}

/** Made of the first letters of the source and the name, all of which are a part of the facts. */
function keyOf({ view }: Content, source: number, name: number): number {
  let key = view.getInt32(source + IN_SOURCE) ^ (name - source);
  for (let word = 0; word < 3; word += 1) key = Math.imul(key, PRIME) ^ view.getInt32(name + IN_NAME + word * WORD);
  return key;
}

const [ZERO, NINE] = [0x30, 0x39];
const [COLON, Z] = [0x3a, 0x5a];
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const DATE_LENGTH = '2026-11-20'.length;
export const TIME_LENGTH = '2026-11-20T09:12:41Z'.length;

/** Reads times like `2026-11-20T09:12:41Z`, most often of the same day as the one before. */
export class TimeReader {
  #date = new Mark('no date yet');
  /** When that day began. */
  #day = 0;

  /** Milliseconds since the epoch; not a number for an impossible time, undefined for one in another form. */
  at(file: Content, place: number): number | undefined {
    const { bytes } = file;
    const isClock = bytes[place + 13] === COLON && bytes[place + 16] === COLON && bytes[place + 19] === Z;
    if (!isClock || !this.#date.isAt(file, place)) return this.#parse(bytes, place);
    const hours = number(bytes, place + 11);
    const minutes = number(bytes, place + 14);
    const seconds = number(bytes, place + 17);
    if (hours >= 24 || minutes >= 60 || seconds >= 60) return this.#parse(bytes, place);
    return this.#day + hours * HOUR + minutes * MINUTE + seconds * SECOND;
  }

  #parse(bytes: Buffer, place: number): number | undefined {
    const time = bytes.toString('latin1', place, place + TIME_LENGTH);
    const epoch = TIME.test(time) ? Date.parse(time) : undefined;
    if (epoch === undefined || Number.isNaN(epoch)) return epoch;
    const date = time.slice(0, DATE_LENGTH);
    this.#date = new Mark(`${date}T`);
    this.#day = Date.parse(`${date}T00:00:00Z`);
    return epoch;
  }
}

export const isDigit = (byte = 0) => byte >= ZERO && byte <= NINE;

/** More than two digits can write. */
const NO_NUMBER = 100;

/** The number that two digits write; `NO_NUMBER` for anything else. */
function number(bytes: Buffer, at: number): number {
  const tens = bytes[at] ?? 0;
  const ones = bytes[at + 1] ?? 0;
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : NO_NUMBER;
}
