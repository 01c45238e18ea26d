/** Sentences of a redacted report, in place of those that hold names. */
import type { WordTable } from '../../core/words.ts';

export interface RedactedWords {
  /** Behind a rule's title. */
  readonly sentence: (title: string, who: string, where: string) => string;
  readonly notRead: string;
  readonly hint: string;
  readonly failure: string;
  readonly ownRule: (number: number) => string;
  /** `--redact` beside `--raw`. */
  readonly raw: { readonly message: string; readonly hint: string };
}

const en: RedactedWords = {
  sentence: (title, who, where) => `${title} (${who}${where})`,
  notRead: 'not looked at, or only in part; the reason is left out here because it may hold names',
  hint: 'Make the report without --redact to see the reason and the remedy.',
  failure: 'left out of a redacted report',
  ownRule: (number) => `Own rule ${number}`,
  raw: {
    message: "--redact and --raw can't be combined, because records hold names.",
    hint: 'Leave one of them out.',
  },
};

const ja: RedactedWords = {
  sentence: (title, who, where) => `${title}（${who}、${where === '' ? '接続元なし' : where}）`,
  notRead: '全部または一部を調べていません。理由は名前を含むことがあるため、ここでは省いています',
  hint: '理由と対処は、--redact を付けずに作成したレポートで確認してください。',
  failure: '仮名化したレポートでは省略',
  ownRule: (number) => `独自ルール${number}`,
  raw: {
    message: '記録には名前が含まれるため、--redact と --raw は同時に使えません。',
    hint: 'どちらか一方を外してください。',
  },
};

export const REDACTED_WORDS: WordTable<RedactedWords> = { en, ja };
