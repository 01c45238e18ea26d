/** The content of a file, and one sentence on its problem, if any. */
import type { Piece } from '../json/json-splitter.ts';
import { recordsIn } from '../shapes.ts';
import type { Reading } from '../source.ts';

/** The report on a whole file. `reason` ends a sentence that begins with the file's name. */
export interface Trouble {
  readonly reason: string;
  readonly hint: string;
  /** Nothing is damaged, it just isn't for us: many such files in a folder are told in one sentence. */
  readonly isForeign: boolean;
}

type Told = Exclude<Reading, { kind: 'not-covered' }>;

const WHAT_IS_READ =
  'Give CloudTrail files (.json, .json.gz), JSON lines, or what `aws cloudtrail lookup-events` or `aws logs filter-log-events` prints.';
const CSV_HINT = "A CSV file doesn't hold whole records: download the events as JSON instead.";
/** The first line of the console's CSV files: event history, and log events. */
const CSV_HEADER = /^"?(Event name|Event time|User name|timestamp|@timestamp)"?,/i;

/** So much text without a record, and it is another kind of file. */
const MOST_FOREIGN_TEXT = 256 * 1024;
const MOST_FOREIGN_PIECES = 10_000;

export class FileReport {
  readonly #from: string;
  /** Lines that are no JSON: damage in a file of ours, or just another kind of file. A record decides it. */
  #undecided: Told[] = [];
  #undecidedText = 0;
  #firstText = '';
  #others = new Map<string, number>();
  #records = 0;
  #isBlank = true;

  constructor(from: string) {
    this.#from = from;
  }

  get looksForeign(): boolean {
    if (this.#records > 0) return false;
    return this.#undecidedText > MOST_FOREIGN_TEXT || this.#undecided.length > MOST_FOREIGN_PIECES;
  }

  *take(piece: Piece): Generator<Told> {
    this.#isBlank = false;
    const from = `${this.#from}, ${piece.at}`;
    if (piece.kind !== 'value') return yield* this.#notJson(piece, from);
    for (const found of recordsIn(piece.value, piece.within)) {
      if (found.kind === 'other') {
        this.#others.set(found.what, (this.#others.get(found.what) ?? 0) + 1);
      } else if (found.kind === 'unreadable') {
        yield { kind: 'unreadable', from, reason: found.reason };
      } else {
        this.#records += 1;
        yield* this.#undecided.splice(0);
        yield { kind: 'record', record: found.record, from: this.#from };
      }
    }
  }

  *#notJson(piece: Exclude<Piece, { kind: 'value' }>, from: string): Generator<Told> {
    const told: Told = { kind: 'unreadable', from, reason: piece.kind === 'text' ? 'not JSON' : 'broken JSON' };
    if (this.#records > 0) return yield told;
    if (piece.kind === 'text') {
      this.#firstText ||= piece.text;
      this.#undecidedText += piece.text.length;
    }
    this.#undecided.push(told);
  }

  /** The report on the whole file, once it was read to its end. */
  trouble(): Trouble | undefined {
    const [other] = [...this.#others].toSorted((a, b) => b[1] - a[1]);
    if (this.#records > 0 && other !== undefined) {
      const count = [...this.#others.values()].reduce((sum, one) => sum + one, 0);
      const reason = `holds ${count} JSON value${count === 1 ? '' : 's'} besides that ${count === 1 ? 'is' : 'are'} no CloudTrail record`;
      return { reason, hint: '', isForeign: false };
    }
    if (this.#records > 0) return undefined;
    if (other !== undefined) return { reason: other[0], hint: WHAT_IS_READ, isForeign: true };
    if (this.#undecided.length > 0) {
      const hint = CSV_HEADER.test(this.#firstText) ? CSV_HINT : WHAT_IS_READ;
      return { reason: 'is not JSON', hint, isForeign: true };
    }
    return this.#isBlank ? { reason: 'is empty', hint: WHAT_IS_READ, isForeign: true } : undefined;
  }
}
