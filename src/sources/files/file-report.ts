/** The content of a file, and one sentence on its problem, if any. */
import type { Language, Words } from '../../core/language.ts';
import { wordsFrom } from '../../core/words.ts';
import { FILE_WORDS, type FileWords } from '../../messages/look-back/files.ts';
import { OTHER_KINDS_WORDS, type OtherKindsWords } from '../../messages/look-back/other-kinds.ts';
import type { Piece } from '../json/json-splitter.ts';
import { isOfOtherEvents, SOMETHING_ELSE } from '../other-kinds.ts';
import { recordsIn } from '../shapes.ts';
import type { Reading } from '../source.ts';
import { isDecoration, textKindOf } from './text-kinds.ts';

/** The report on a whole file. `reason` ends a sentence that begins with the file's name. */
export interface Trouble {
  readonly reason: Words;
  readonly hint: Words | undefined;
  /** An intact file of another kind: many such files in a folder are reported in one sentence. */
  readonly isForeign: boolean;
  /** Events that CloudTrail writes beside its records, by their sentence, if the file holds nothing else without records. */
  readonly otherEvents?: ReadonlyMap<string, number>;
}

type Told = Exclude<Reading, { kind: 'not-covered' }>;

type FileTrouble = { readonly reason: string; readonly hint: string };

/** A trouble of the table. */
export const troubleFrom = (
  pick: (words: FileWords) => FileTrouble,
): { readonly reason: Words; readonly hint: Words } => ({
  reason: said((words) => pick(words).reason),
  hint: said((words) => pick(words).hint),
});

/** The same of the table of other kinds. */
export const otherKindFrom = (
  pick: (words: OtherKindsWords) => FileTrouble,
): { readonly reason: Words; readonly hint: Words } => ({
  reason: wordsFrom(OTHER_KINDS_WORDS, (words) => pick(words).reason),
  hint: wordsFrom(OTHER_KINDS_WORDS, (words) => pick(words).hint),
});

const said = (pick: (words: FileWords) => string) => wordsFrom(FILE_WORDS, pick);

/** So much text without a record, and it is another kind of file. */
const MOST_FOREIGN_TEXT = 256 * 1024;
/** Damaged lines of a file that are reported with their place. */
const MOST_PLACES = 1_000;
const MOST_FOREIGN_PIECES = 10_000;
/** Characters by which the kind of a text is known. */
const MOST_KIND_TEXT = 2_000;

export class FileReport {
  readonly #from: Words;
  /** Lines that are no JSON: damage in a file of ours, or just another kind of file. A record decides it. */
  #undecided: Told[] = [];
  #undecidedText = 0;
  /** The beginning of the file. */
  #head = '';
  #others = new Map<string, { readonly what: Words; readonly count: number }>();
  #damaged = 0;
  #decorations = 0;
  #records = 0;
  #isBlank = true;

  constructor(from: Words) {
    this.#from = from;
  }

  /** Takes the file's first text, by which files of other kinds are known. */
  begin(text: string): void {
    this.#head = text.trimStart().slice(0, MOST_KIND_TEXT);
  }

  get looksForeign(): boolean {
    if (this.#records > 0) return false;
    return this.#undecidedText > MOST_FOREIGN_TEXT || this.#undecided.length > MOST_FOREIGN_PIECES;
  }

  *take(piece: Piece): Generator<Told> {
    this.#isBlank = false;
    if (piece.kind !== 'value') return yield* this.#notJson(piece, this.#placeOfDamage(piece));
    for (const found of recordsIn(piece.value, piece.within)) {
      if (found.kind === 'other') {
        const { what } = found;
        this.#others.set(what.en, { what, count: (this.#others.get(what.en)?.count ?? 0) + 1 });
      } else if (found.kind === 'unreadable') {
        yield { kind: 'unreadable', from: this.#place(piece), reason: found.reason };
      } else {
        this.#records += 1;
        yield* this.#undecided.splice(0);
        yield { kind: 'record', record: found.record, from: this.#from };
      }
    }
  }

  /** Only the first of many damaged lines are named one by one: four million names would take minutes. */
  #placeOfDamage(piece: Piece): Words {
    this.#damaged += 1;
    return this.#damaged > MOST_PLACES ? this.#from : this.#place(piece);
  }

  #place({ at: place }: Piece): Words {
    return wordsFrom(FILE_WORDS, ({ at }, language) => at(this.#from[language], place));
  }

  *#notJson(piece: Exclude<Piece, { kind: 'value' }>, from: Words): Generator<Told> {
    if (piece.kind === 'text' && isDecoration(piece.text)) {
      this.#decorations += 1;
      return;
    }
    const told: Told = { kind: 'unreadable', from, reason: piece.kind === 'text' ? NOT_JSON : BROKEN_JSON };
    if (this.#records > 0) return yield told;
    if (piece.kind === 'text') this.#undecidedText += piece.text.length;
    this.#undecided.push(told);
  }

  /** The report on the whole file, once it was read to its end. */
  trouble(): Trouble | undefined {
    const others = [...this.#others.values()].toSorted((a, b) => b.count - a.count);
    const [other] = others;
    const hasOnlyEvents = others.every(({ what }) => isOfOtherEvents(what));
    const events = hasOnlyEvents ? { otherEvents: new Map(others.map(({ what, count }) => [what.en, count])) } : {};
    if (this.#records > 0 && other !== undefined) {
      const all = others.reduce((sum, { count }) => sum + count, 0);
      return {
        reason: wordsFrom(FILE_WORDS, (words, language) => words.others(all, kindOf(other.what, language))),
        hint: undefined,
        isForeign: false,
        ...events,
      };
    }
    if (this.#records > 0) return undefined;
    const hint = said(({ giveTrailFiles }) => giveTrailFiles);
    if (other !== undefined) return { reason: other.what, hint, isForeign: true, ...events };
    if (this.#undecided.length + this.#decorations > 0) {
      const known = textKindOf(this.#head);
      if (known === 'cliText') return { ...otherKindFrom(({ cliText }) => cliText), isForeign: true };
      const reason =
        known === undefined
          ? said(({ isNotJson }) => isNotJson)
          : wordsFrom(OTHER_KINDS_WORDS, ({ otherLog }) => otherLog(known));
      return { reason, hint, isForeign: true };
    }
    return this.#isBlank ? { reason: said(({ empty }) => empty), hint, isForeign: true } : undefined;
  }
}

/** Undefined for JSON of no kind that has a name. */
const kindOf = (what: Words, language: Language) => (what.en === SOMETHING_ELSE.en ? undefined : what[language]);

const NOT_JSON = said(({ notJson }) => notJson);
const BROKEN_JSON = said(({ brokenJson }) => brokenJson);
