/** Questions to a person. Commands ask through an asker, so that flags or a script of answers can stand in. */
import { EXIT } from '../../../core/exit.ts';
import type { Words } from '../../../core/language.ts';
import { UserError } from '../../../core/user-error.ts';
import { type AskWords, askWordsIn } from '../../../messages/set-up/ask.ts';

export interface AskOptions {
  readonly words: AskWords;
  /** There is a question before this one. */
  readonly canGoBack: boolean;
}

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly name: string;
  /** The text after the question once it is answered. Defaults to the name. */
  readonly short?: string;
  /** Shown below the list while the choice is the current one. */
  readonly description?: string;
}

/** The problem with a typed text, or undefined. */
export type Check = (text: string) => Words | undefined;

interface Question {
  readonly message: string;
  /** The flag that answers it, without its dashes: `trail`. */
  readonly flag?: string;
  /** Printed above the question if it is really asked, not answered by a flag. */
  readonly heading?: string;
}

export interface SelectQuestion<Value extends string> extends Question {
  readonly choices: readonly Choice<Value>[];
  readonly default?: Value;
}

export interface CheckboxQuestion<Value extends string> extends Question {
  readonly choices: readonly Choice<Value>[];
  readonly checked: readonly Value[];
  readonly check?: (values: readonly Value[]) => Words | undefined;
}

export interface InputQuestion extends Question {
  readonly default?: string;
  /** The default is a list to be added to: it stands in the line as if it had been typed. Not with `--plain`. */
  readonly isEdited?: boolean;
  /** The problem with the text, or undefined. */
  readonly check?: Check;
}

/** A hidden answer, without a flag. */
export interface PasswordQuestion {
  readonly message: string;
  readonly check: Check;
}

/** Each rejects with `Back` where somebody wants the question before, and with `Stopped` on Ctrl-C. */
export interface Asker {
  select<Value extends string>(question: SelectQuestion<Value>): Promise<Value>;
  checkbox<Value extends string>(question: CheckboxQuestion<Value>): Promise<readonly Value[]>;
  input(question: InputQuestion): Promise<string>;
  password(question: PasswordQuestion): Promise<string>;
}

/** Not a mistake: the question before is to be asked again. */
export class Back extends Error {
  constructor() {
    super('back');
    this.name = 'Back';
  }
}

/** Ctrl-C at a question, or nobody left to answer it: the run was interrupted, whichever command asked. */
export class Stopped extends UserError {
  constructor(cause?: unknown) {
    super({ en: askWordsIn('en').stopped, ja: askWordsIn('ja').stopped }, { cause, exit: EXIT.refused });
  }
}
