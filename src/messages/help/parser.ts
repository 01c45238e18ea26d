/** Words of the parser in each language: headings of help pages, options that several commands share, and refusals. */
import type { WordTable } from '../../core/words.ts';

export interface ParserWords {
  /** The first line of a help page, its placeholders, and the headings below it. */
  readonly usage: (line: string) => string;
  readonly anyOptions: string;
  readonly anyCommand: string;
  readonly arguments: string;
  readonly options: string;
  readonly commands: string;
  readonly examples: string;
  readonly exitStatus: string;
  /** One of the two may be missing. */
  readonly facts: (text: string, facts: { readonly choices?: readonly string[]; readonly preset?: string }) => string;
  readonly helpOption: string;
  readonly helpCommand: string;
  readonly helpArgument: string;
  /** Options with the same meaning in several commands. */
  readonly format: string;
  readonly yes: string;
  /** `near`: the most similar name there is. */
  readonly unknownCommand: (name: string, near: string | undefined) => string;
  readonly unknownOption: (name: string, near: string | undefined) => string;
  readonly missingArgument: (name: string, command: string) => string;
  readonly missingValue: (option: string) => string;
  readonly tooMany: (command: string, most: number, given: number) => string;
  readonly unfit: (place: string, value: string) => string;
  readonly choices: (choices: readonly string[], near: string | undefined) => string;
  readonly names: string;
  readonly wholeNumber: string;
  readonly wholeNumberTo: (most: number) => string;
  readonly secretPlace: string;
  readonly notTime: (option: string, value: string) => string;
  readonly times: string;
  readonly notLength: (option: string, value: string) => string;
  readonly lengths: string;
  /** `help`: the command line that shows it. */
  readonly seeHelp: (help: string) => string;
}

const en: ParserWords = {
  usage: (line) => `Usage: ${line}`,
  anyOptions: '[options]',
  anyCommand: '[command]',
  arguments: 'Arguments:',
  options: 'Options:',
  commands: 'Commands:',
  examples: 'Examples:',
  exitStatus: 'Exit status:',
  facts: (text, { choices, preset }) =>
    `${text} (${[
      ...(choices === undefined ? [] : [`choices: ${choices.join(', ')}`]),
      ...(preset === undefined ? [] : [`default: ${preset}`]),
    ].join('; ')})`,
  helpOption: 'show this help',
  helpCommand: 'show the help of a command',
  helpArgument: 'the command',
  format: 'output format',
  yes: "don't ask for confirmation",
  unknownCommand: (name, near) => `Unknown command: ${name}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
  unknownOption: (name, near) => `Unknown option: ${name}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
  missingArgument: (name, command) => `${command} needs <${name}>.`,
  missingValue: (option) => `The option ${option} needs a value.`,
  tooMany: (command, most, given) =>
    `${command} takes ${most === 0 ? 'no arguments' : most === 1 ? 'one argument' : `${most} arguments`}, but got ${given}.`,
  unfit: (place, value) => `"${value}" isn't a valid value for ${place}.`,
  choices: (choices, near) =>
    `${near === undefined ? '' : `Did you mean ${near}? `}Valid values: ${choices.join(', ')}.`,
  names: 'Write names joined by commas.',
  wholeNumber: 'Write a whole number, 1 or higher.',
  wholeNumberTo: (most) => `Write a whole number from 1 to ${most}.`,
  secretPlace: 'Write a kind and a place: slack=env:NAME or slack=ssm:/path.',
  notTime: (option, value) => `"${value}" isn't a valid time for ${option}.`,
  notLength: (option, value) => `"${value}" isn't a valid length of time for ${option}.`,
  lengths: 'Write 30m, 1h or 1d; at most 7d.',
  times: 'Write a span before now (30m, 24h, 7d) or a time in ISO 8601 (2026-11-19, 2026-11-19T09:00:00+09:00).',
  seeHelp: (help) => `Run \`${help}\` for usage.`,
};

const ja: ParserWords = {
  usage: (line) => `使い方：${line}`,
  anyOptions: '[オプション]',
  anyCommand: '[コマンド]',
  arguments: '引数：',
  options: 'オプション：',
  commands: 'コマンド：',
  examples: '例：',
  exitStatus: '終了ステータス：',
  facts: (text, { choices, preset }) =>
    `${text}（${[
      ...(choices === undefined ? [] : [`選択肢：${choices.join('、')}`]),
      ...(preset === undefined ? [] : [`既定：${preset}`]),
    ].join('、')}）`,
  helpOption: 'このヘルプを表示',
  helpCommand: 'コマンドのヘルプを表示',
  helpArgument: 'コマンド名',
  format: '出力形式',
  yes: '確認せずに実行',
  unknownCommand: (name, near) =>
    `${name} というコマンドはありません。${near === undefined ? '' : `${near} ではありませんか？`}`,
  unknownOption: (name, near) =>
    `${name} というオプションはありません。${near === undefined ? '' : `${near} ではありませんか？`}`,
  missingArgument: (name, command) => `\`${command}\` には <${name}> の指定が必要です。`,
  missingValue: (option) => `オプション ${option} には値が必要です。`,
  tooMany: (command, most, given) =>
    `\`${command}\` ${most === 0 ? 'に引数は指定できません' : `に指定できる引数は${most}個までです`}（${given}個指定されました）。`,
  unfit: (place, value) => `${place} に「${value}」は指定できません。`,
  choices: (choices, near) =>
    `${near === undefined ? '' : `${near} ではありませんか？`}指定できる値：${choices.join('、')}`,
  names: '名前をカンマ区切りで指定してください。',
  wholeNumber: '1以上の整数を指定してください。',
  wholeNumberTo: (most) => `1から${most}までの整数を指定してください。`,
  secretPlace: '種類と保存場所を slack=env:NAME または slack=ssm:/path の形で指定してください。',
  notLength: (option, value) => `${option} の「${value}」は長さとして正しくありません。`,
  lengths: '30m、1h、1d のように指定してください（最大7d）。',
  notTime: (option, value) => `${option} の「${value}」は時刻として正しくありません。`,
  times:
    '現在からさかのぼる期間（30m、24h、7d）か、ISO 8601形式の時刻（2026-11-19、2026-11-19T09:00:00+09:00）を指定してください。',
  seeHelp: (help) => `使い方は \`${help}\` で確認できます。`,
};

export const PARSER_WORDS: WordTable<ParserWords> = { en, ja };
