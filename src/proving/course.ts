/** The hops of a test through one pipeline, told as they come; what fails says what to do. */
import type { Language, Words } from '../core/language.ts';
import type { Pipeline } from '../core/settings.ts';
import { PROOF_WORDS, type ProofWords } from '../messages/operate/proof.ts';
import type { TestAnswer } from './hand-in.ts';

export interface Hop {
  readonly pipeline: Pipeline;
  /** `function`, `rules`, or to whom a message went. */
  readonly step: string;
  readonly outcome: 'ok' | 'failed';
  /** Since the sign-in was handed in. */
  readonly ms: number;
  /** The event, and after a failure the next step. */
  readonly detail: string;
  /** Failed only because a mail address isn't confirmed yet. */
  readonly isUnconfirmed?: true;
}

interface Arrival {
  /** Why it was not sent. */
  readonly why: Words;
  readonly isSent: boolean;
  /** ms since the epoch. */
  readonly at: number;
}

interface Telling {
  readonly now: () => number;
  readonly onHop?: (hop: Hop) => void;
  readonly language: Language;
}

export class Course {
  readonly hops: Hop[] = [];
  readonly #pipeline: Pipeline;
  readonly #telling: Telling;
  readonly #start: number;
  readonly #words: ProofWords;

  constructor(pipeline: Pipeline, telling: Telling) {
    this.#pipeline = pipeline;
    this.#telling = telling;
    this.#start = telling.now();
    this.#words = PROOF_WORDS[telling.language];
  }

  add(step: string, outcome: Hop['outcome'], detail: string, at = this.#telling.now()): void {
    this.#put({ pipeline: this.#pipeline, step, outcome, ms: Math.max(0, at - this.#start), detail });
  }

  #put(hop: Hop): void {
    this.hops.push(hop);
    this.#telling.onHop?.(hop);
  }

  /** False where the way ends here. */
  tookIn({ errorType, errorMessage, records = 0, findings = [], told = [] }: TestAnswer): boolean {
    if (errorType !== undefined || errorMessage !== undefined) {
      const what = [errorType, errorMessage].filter((part) => part !== undefined).join(': ');
      this.add('function', 'failed', this.#words.functionFailed(what));
      return false;
    }
    if (records === 0) {
      this.add('function', 'failed', this.#words.nothingFound);
      return false;
    }
    this.add('function', 'ok', this.#words.records(records));
    const rules = findings.map(({ rule }) => rule).join(', ');
    if (rules === '') {
      this.add('rules', 'failed', this.#words.noRule);
      return false;
    }
    this.add('rules', 'ok', rules);
    if (told.length > 0) return true;
    this.add('channels', 'failed', this.#words.nobody);
    return false;
  }

  /** `doubt`: why nobody may have got what was sent. */
  arrived(to: string, { why, isSent, at }: Arrival, doubt?: string): void {
    if (!isSent) this.add(to, 'failed', this.#words.refused(why[this.#telling.language]), at);
    else if (doubt === undefined) this.add(to, 'ok', this.#words.sent, at);
    else {
      const ms = Math.max(0, at - this.#start);
      this.#put({ pipeline: this.#pipeline, step: to, outcome: 'failed', ms, detail: doubt, isUnconfirmed: true });
    }
  }

  missed(to: string, patience: number): void {
    this.add(to, 'failed', this.#words.missed(Math.round(patience / 1_000)));
  }
}
