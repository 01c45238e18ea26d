/** Why a settings file can't be read, in each language. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface SettingsFileWords {
  readonly misnamed: (file: string, name: string) => Refusal;
  readonly missing: (named: string) => Refusal;
  readonly notAFile: (file: string) => Refusal;
  readonly tooLarge: (file: string, bytes: number) => Refusal;
  /** `owner`: a name or an id. */
  readonly foreign: (file: string, owner: string) => Refusal;
  /** `code`: Node's, e.g. `EACCES`. */
  readonly unreadable: (file: string, code: string) => Refusal;
}

const en: SettingsFileWords = {
  misnamed: (file, name) => ({ message: `${file} would be ignored`, hint: `Rename it to ${name}.` }),
  missing: (named) => ({
    message: `The settings file ${named} does not exist`,
    hint: 'Check the path given with --config, or leave it out.',
  }),
  notAFile: (file) => ({ message: `${file} is not a file`, hint: 'The settings are a single text file.' }),
  tooLarge: (file, bytes) => ({
    message: `${file} is too large for settings (${bytes} bytes)`,
    hint: 'Check that it is the right file.',
  }),
  foreign: (file, owner) => ({
    message: `${file} belongs to another user (${owner}), so its settings are not used`,
    hint: 'Settings decide what is found and where alerts go. If you trust this file, name it with --config.',
  }),
  unreadable: (file, code) => ({
    message: `Cannot read ${file}: ${code}`,
    hint: 'Make it a file that you are allowed to read.',
  }),
};

const ja: SettingsFileWords = {
  misnamed: (file, name) => ({ message: `${file} は読み込まれません`, hint: `名前を ${name} に変更してください。` }),
  missing: (named) => ({
    message: `設定ファイル ${named} がありません`,
    hint: '--config のパスを確認するか、指定を外してください。',
  }),
  notAFile: (file) => ({
    message: `${file} はファイルではありません`,
    hint: '設定は1つのテキストファイルに書きます。',
  }),
  tooLarge: (file, bytes) => ({
    message: `${file} は設定ファイルとしては大きすぎます（${bytes}バイト）`,
    hint: '正しいファイルか確認してください。',
  }),
  foreign: (file, owner) => ({
    message: `${file} は別のユーザー（${owner}）のファイルのため、設定として使いません`,
    hint: '設定は、何を検出しどこに通知するかを決めます。信頼できるファイルであれば --config で指定してください。',
  }),
  unreadable: (file, code) => ({
    message: `${file} を読み込めません：${code}`,
    hint: '読み取り権限のあるファイルにしてください。',
  }),
};

export const SETTINGS_FILE_WORDS: WordTable<SettingsFileWords> = { en, ja };
