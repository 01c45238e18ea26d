/** Refusals of answers given by flag, or missing with `--yes`. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

interface FlagAnswerWords {
  readonly noSuchValue: (flag: string, text: string, values: readonly string[]) => Refusal;
  readonly noAnswer: (question: string) => string;
  readonly giveItWith: (flag: string) => string;
}

const en: FlagAnswerWords = {
  noSuchValue: (flag, text, values) => ({
    message: `--${flag}: there is no ${text}`,
    hint: `There are: ${values.join(', ')}.`,
  }),
  noAnswer: (question) => `With --yes no question is asked, and this one has no answer: ${question}`,
  giveItWith: (flag) => `Give it with --${flag}.`,
};

const ja: FlagAnswerWords = {
  noSuchValue: (flag, text, values) => ({
    message: `--${flag}：${text} はありません`,
    hint: `指定できる値：${values.join('、')}`,
  }),
  noAnswer: (question) => `--yes のため質問しませんが、次の質問には既定の回答がありません：${question}`,
  giveItWith: (flag) => `--${flag} で指定してください。`,
};

export const FLAG_ANSWER_WORDS: WordTable<FlagAnswerWords> = { en, ja };
