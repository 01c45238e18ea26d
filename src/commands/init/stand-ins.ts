/** Answers in place of a person's: flags, and with `--yes` the suggestions. */
import type { Words } from '../../core/language.ts';
import { UserError } from '../../core/user-error.ts';
import { mapWords, refusalFrom, wordsFrom } from '../../core/words.ts';
import { FLAG_ANSWER_WORDS } from '../../messages/set-up/flag-answers.ts';
import type { Asker, CheckboxQuestion, InputQuestion, SelectQuestion } from '../shared/asking/asker.ts';

/** By the name of the flag, without its dashes. */
export type FlagAnswers = Readonly<Record<string, string | undefined>>;

/** Answers the questions whose flag was given, and asks the others on. Throws a `UserError` where a flag's answer can't be taken. */
export function fromFlags(flags: FlagAnswers, asker: Asker): Asker {
  const given = ({ flag }: { readonly flag?: string }) => (flag === undefined ? undefined : flags[flag]);
  return {
    async select<Value extends string>(question: SelectQuestion<Value>) {
      const text = given(question);
      return text === undefined ? asker.select(question) : oneOf(text, question);
    },
    async checkbox<Value extends string>(question: CheckboxQuestion<Value>) {
      const text = given(question);
      if (text === undefined) return asker.checkbox(question);
      const names = /^(-|none|)$/.test(text.trim()) ? [] : text.split(',').map((name) => name.trim());
      const values = names.map((name) => oneOf(name, question));
      refuse(question, question.check?.(values));
      return question.choices.map(({ value }) => value).filter((value) => values.includes(value));
    },
    async input(question: InputQuestion) {
      const text = given(question);
      if (text === undefined) return asker.input(question);
      refuse(question, question.check?.(text.trim()));
      return text.trim();
    },
    password: (question) => asker.password(question),
  };
}

/** Takes every suggestion. Throws a `UserError` that names the flag of a question that has none. */
export const fromSuggestions: Asker = {
  async select(question) {
    if (question.default === undefined) throw missing(question);
    return question.default;
  },
  async checkbox(question) {
    refuse(question, question.check?.(question.checked));
    return question.checked;
  },
  async input(question) {
    if (question.default === undefined) throw missing(question);
    refuse(question, question.check?.(question.default));
    return question.default;
  },
  async password({ message }) {
    throw missing({ message });
  },
};

interface Asked {
  readonly message: string;
  readonly flag?: string;
}

function oneOf<Value extends string>(text: string, question: SelectQuestion<Value> | CheckboxQuestion<Value>): Value {
  const found = question.choices.find(({ value }) => value === text)?.value;
  if (found !== undefined) return found;
  const values = question.choices.map(({ value }) => value);
  const { message, hint } = refusalFrom(FLAG_ANSWER_WORDS, (words) =>
    words.noSuchValue(question.flag ?? '', text, values),
  );
  throw new UserError(message, { hint });
}

function refuse({ flag, message }: Asked, problem: Words | undefined): void {
  if (problem === undefined) return;
  throw new UserError(mapWords(problem, (text) => `${flag === undefined ? message : `--${flag}`}: ${text}`));
}

const missing = ({ flag, message }: Asked) =>
  new UserError(
    wordsFrom(FLAG_ANSWER_WORDS, (words) => words.noAnswer(message)),
    flag === undefined ? {} : { hint: wordsFrom(FLAG_ANSWER_WORDS, (words) => words.giveItWith(flag)) },
  );
