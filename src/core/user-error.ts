/** An error that the user can mend: one clear sentence, the next step, no stack trace. */
import { type ErrorExit, EXIT } from './exit.ts';
import type { Language, Words } from './language.ts';
import { asWords } from './words.ts';

interface Options {
  readonly hint?: string | Words | undefined;
  readonly exit?: ErrorExit;
  readonly cause?: unknown;
}

/** Holds its sentence and its hint in every language; `message` and `hint` are the English ones. */
export class UserError extends Error {
  /** The next step, in English. */
  readonly hint: string | undefined;
  readonly exit: ErrorExit;
  readonly #said: string | Words;
  readonly #todo: string | Words | undefined;
  constructor(said: string | Words, { hint, exit, cause }: Options = {}) {
    super(inLanguage(said, 'en'), cause === undefined ? undefined : { cause });
    this.name = 'UserError';
    this.hint = hint === undefined ? undefined : inLanguage(hint, 'en');
    this.exit = exit ?? EXIT.wrongUse;
    this.#said = said;
    this.#todo = hint;
  }

  /** The sentence in every language. */
  get words(): Words {
    return { en: this.said('en'), ja: this.said('ja') };
  }

  /** The next step in every language. */
  get nextStep(): Words | undefined {
    const todo = this.#todo;
    return typeof todo === 'string' ? asWords(todo) : todo;
  }

  /** The sentence in a language. */
  said(language: Language): string {
    return inLanguage(this.#said, language);
  }

  /** The next step, in a language. */
  todo(language: Language): string | undefined {
    return this.#todo === undefined ? undefined : inLanguage(this.#todo, language);
  }
}

const inLanguage = (words: string | Words, language: Language) => (typeof words === 'string' ? words : words[language]);
