/** Why a file was not written, in each language. */
import type { WordTable } from '../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface WritingWords {
  readonly changedMeanwhile: (file: string) => Refusal;
  readonly stopped: (file: string) => string;
  readonly halfCharacter: (file: string) => Refusal;
  readonly isLink: (file: string) => Refusal;
  readonly isNotFile: (file: string) => Refusal;
  /** `code`: Node's, e.g. `EACCES`; undefined if unknown. */
  readonly cannotWrite: (file: string, code: string | undefined) => Refusal;
  /** A full disk, a broken device. */
  readonly writingFailed: (file: string, code: string | undefined) => Refusal;
  /** Standard output took less than the whole result. */
  readonly resultLost: (code: string | undefined) => Refusal;
  readonly byHand: (file: string, entries: readonly string[]) => Refusal;
  /** In place of an entry that should go. */
  readonly noEntry: (key: string) => string;
}

const FULL = /^(?:ENOSPC|EDQUOT|EFBIG)$/;
const reasonEn = (code = 'unknown reason') => (FULL.test(code) ? `no space is left (${code})` : code);
const reasonJa = (code = '原因不明') => (FULL.test(code) ? `空き容量がありません（${code}）` : code);

const en: WritingWords = {
  changedMeanwhile: (file) => ({
    message: `${file} was changed by another program in the meantime, so it was left as it is.`,
    hint: 'Run the same command again.',
  }),
  stopped: (file) => `Stopped. ${file} was left as it was.`,
  halfCharacter: (file) => ({
    message: `${file} can't be written: the text holds half a character.`,
    hint: 'Look for a name that was cut in the middle of an emoji.',
  }),
  isLink: (file) => ({
    message: `${file} is a link, so it was left as it is.`,
    hint: 'Name the file itself with --config.',
  }),
  isNotFile: (file) => ({
    message: `${file} is not a file, so it was left as it is.`,
    hint: 'Name a file with --config.',
  }),
  cannotWrite: (file, code) => ({
    message: `Cannot write ${file}: ${code ?? 'unknown reason'}`,
    hint: 'Name a file in a folder that exists and that you may write to.',
  }),
  writingFailed: (file, code) => ({
    message: `Writing ${file} failed: ${reasonEn(code)}`,
    hint: 'Free some space or name another file, then run it again. An earlier file of that name is unchanged.',
  }),
  resultLost: (code) => ({
    message: `The result could not be written to standard output: ${reasonEn(code)}`,
    hint: 'It is incomplete. Free some space or send it elsewhere, then run it again.',
  }),
  byHand: (file, entries) => ({
    message: `${file} is written in a way that can't be changed here without breaking it.`,
    hint: ['Change it by hand to:', ...entries].join('\n'),
  }),
  noEntry: (key) => `(no ${key})`,
};

const ja: WritingWords = {
  changedMeanwhile: (file) => ({
    message: `${file} がほかのプログラムによって変更されていたため、書き込みませんでした。`,
    hint: '同じコマンドをもう一度実行してください。',
  }),
  stopped: (file) => `中断しました。${file} は変更していません。`,
  halfCharacter: (file) => ({
    message: `不完全な文字が含まれているため、${file} に書き込めません。`,
    hint: '絵文字の途中で切れている名前がないか確認してください。',
  }),
  isLink: (file) => ({
    message: `${file} はリンクのため、書き込みませんでした。`,
    hint: '--config でリンク先のファイルを指定してください。',
  }),
  isNotFile: (file) => ({
    message: `${file} はファイルではないため、書き込みませんでした。`,
    hint: '--config でファイルを指定してください。',
  }),
  cannotWrite: (file, code) => ({
    message: `${file} に書き込めません：${code ?? '原因不明'}`,
    hint: '書き込み権限のある既存のフォルダー内のファイルを指定してください。',
  }),
  writingFailed: (file, code) => ({
    message: `${file} への書き込みに失敗しました：${reasonJa(code)}`,
    hint: '空き容量を増やすか別のファイルを指定して、もう一度実行してください。以前の同名のファイルは変更していません。',
  }),
  resultLost: (code) => ({
    message: `結果を標準出力に書き込めませんでした：${reasonJa(code)}`,
    hint: '出力は不完全です。空き容量を増やすか別の場所に出力して、もう一度実行してください。',
  }),
  byHand: (file, entries) => ({
    message: `${file} の書き方では、自動で変更すると内容が壊れるおそれがあります。`,
    hint: ['手作業で次のように変更してください：', ...entries].join('\n'),
  }),
  noEntry: (key) => `（${key} は削除）`,
};

export const WRITING_WORDS: WordTable<WritingWords> = { en, ja };
