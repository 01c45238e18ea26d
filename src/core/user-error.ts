/** An error that the user can mend: one clear sentence, the next step, no stack trace. */
import { type ErrorExit, EXIT } from './exit.ts';
import type { Language, Words } from './language.ts';

interface Options {
  readonly hint?: Words | undefined;
  readonly exit?: ErrorExit;
  readonly cause?: unknown;
}

/** Holds its sentence and its hint in every language, or doesn't compile; `message` and `hint` are the English ones. */
export class UserError extends Error {
  /** The next step, in English. */
  readonly hint: string | undefined;
  readonly exit: ErrorExit;
  readonly #said: Words;
  readonly #todo: Words | undefined;

  constructor(said: Words, { hint, exit, cause }: Options = {}) {
    super(said.en, cause === undefined ? undefined : { cause });
    this.name = 'UserError';
    this.hint = hint?.en;
    this.exit = exit ?? EXIT.wrongUse;
    this.#said = said;
    this.#todo = hint;
  }

  /** The sentence in every language. */
  get words(): Words {
    return this.#said;
  }

  /** The next step in every language. */
  get nextStep(): Words | undefined {
    return this.#todo;
  }

  /** The sentence in a language. */
  said(language: Language): string {
    return this.#said[language];
  }

  /** The next step, in a language. */
  todo(language: Language): string | undefined {
    return this.#todo?.[language];
  }
}
