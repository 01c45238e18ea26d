/** Sentences of `logins`, in each language. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface LoginsWords {
  readonly inFuture: Refusal;
  readonly none: string;
  readonly noneLikeThat: string;
  readonly keptFor: (days: number) => string;
  /** Heading of the column with the number of sign-ins. */
  readonly count: string;
  readonly outcomes: (successes: number, failures: number) => string;
  readonly noTable: (table: string, region: string) => Refusal;
}

/** `3 successful, 1 failed`; what is none is left out. */
const listed = (between: string, ...parts: readonly (readonly [count: number, what: string])[]) =>
  parts.flatMap(([count, what]) => (count === 0 ? [] : [`${count}${what}`])).join(between);

const en: LoginsWords = {
  inFuture: { message: '--since is in the future.', hint: 'Give a time in the past, such as 7d.' },
  none: 'No sign-ins are kept from that time.\n',
  noneLikeThat: 'No sign-ins like that are kept from that time.\n',
  keptFor: (days) => `Sign-ins are kept for ${days} days; older ones were not searched.\n`,
  count: 'Sign-ins',
  outcomes: (successes, failures) => listed(', ', [successes, ' successful'], [failures, ' failed']),
  noTable: (table, region) => ({
    message: `There is no table ${table} in ${region}.`,
    hint: 'Run `login-watch deploy`, or name another table with --table or another region with --region.',
  }),
};

const ja: LoginsWords = {
  inFuture: { message: '--since が未来の時刻です。', hint: '7d のように過去の時刻を指定してください。' },
  none: 'その期間のサインインの記録はありません。\n',
  noneLikeThat: 'その期間に、該当するサインインの記録はありません。\n',
  keptFor: (days) => `サインインの保存期間は${days}日です。それより前は検索していません。\n`,
  count: 'サインイン',
  outcomes: (successes, failures) => listed('、', [successes, '件成功'], [failures, '件失敗']),
  noTable: (table, region) => ({
    message: `${region} にテーブル ${table} がありません。`,
    hint: '`login-watch deploy` を実行するか、--table で別のテーブル、--region で別のリージョンを指定してください。',
  }),
};

export const LOGINS_WORDS: WordTable<LoginsWords> = { en, ja };
