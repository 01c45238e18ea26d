/** Help of `login-watch config` and its subcommands, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords, SubcommandWords } from './words.ts';

interface ConfigHelp {
  readonly config: HelpWords<{ examples: 'check' | 'schema' }>;
  readonly check: SubcommandWords<{ options: 'strict'; examples: 'nearest' | 'other' }>;
  readonly schema: SubcommandWords<{ examples: 'editor' }>;
}

const en: ConfigHelp = {
  config: {
    description: 'Checks login-watch.yaml, or prints its JSON Schema.',
    examples: { check: 'Check the settings', schema: 'Write the schema for an editor' },
  },
  check: {
    summary: 'check login-watch.yaml and explain its settings',
    description:
      'Reads the settings and explains their effect. Each mistake is reported with its line and column, and the exit status is 2. Patterns that can never match are named with the likely meaning.',
    options: { strict: 'exit status 1 if a pattern can never match' },
    examples: { nearest: 'The nearest login-watch.yaml, in this folder or above', other: 'Another file' },
  },
  schema: {
    summary: 'print the JSON Schema for editors',
    description: 'Prints the JSON Schema of login-watch.yaml, for editors and other tools.',
    examples: { editor: 'For an editor' },
  },
};

const ja: ConfigHelp = {
  config: {
    description: 'login-watch.yaml を検査するか、そのJSON Schemaを出力します。',
    examples: { check: '設定を検査', schema: 'エディター用のスキーマをファイルに出力' },
  },
  check: {
    summary: 'login-watch.yaml を検査し、設定の内容を説明',
    description:
      '設定を読み取り、その内容を説明します。誤りは行と列を示して報告し、終了ステータスは2になります。決して一致しないパターンは、想定される意図とともに示します。',
    options: { strict: '決して一致しないパターンがあれば終了ステータスを1にする' },
    examples: { nearest: 'このフォルダーから上にたどって最初の login-watch.yaml', other: '別のファイル' },
  },
  schema: {
    summary: 'エディター用のJSON Schemaを出力',
    description: 'エディターなどで使う、login-watch.yaml のJSON Schemaを出力します。',
    examples: { editor: 'エディター用' },
  },
};

export const CONFIG_HELP: WordTable<ConfigHelp> = { en, ja };
