/** Consent to what a settings file has sent, and where: questions and refusals, in each language. */
import type { WordTable } from '../../core/words.ts';

export interface ConsentWords {
  /** In front of the question; `of`: the secrets it is used for, as `slack`. */
  readonly namesVariable: (file: string, variable: string, of: string) => string;
  readonly sendsTo: (file: string, host: string, of: string) => string;
  /** The question; `name`: the variable or the host. */
  readonly ask: (name: string) => string;
  readonly variableNotAllowed: (file: string, variables: string) => string;
  readonly hostNotAllowed: (file: string, hosts: string) => string;
  /** In front of the command line with the flags that are missing. */
  readonly ifTrusted: string;
  readonly alwaysAllowed: string;
  /** `flags` as they are written on a command line. */
  readonly allowLater: (flags: string) => string;
  readonly notKept: (file: string, code: string) => string;
  readonly variableNames: string;
  /** A variable of AWS or npm after --allow-env. */
  readonly neverAllowed: string;
  readonly hostNames: string;
}

const en: ConsentWords = {
  namesVariable: (file, variable, of) => `${file} has the environment variable ${variable} sent as a secret (${of}).`,
  sendsTo: (file, host, of) => `${file} has alerts sent to ${host} (${of}).`,
  ask: (name) => `Allow ${name} for this file?`,
  variableNotAllowed: (file, variables) => `${file} names ${variables}, and that isn't allowed yet`,
  hostNotAllowed: (file, hosts) => `${file} has alerts sent to ${hosts}, and that isn't allowed yet`,
  ifTrusted: 'If you trust that file, run this, or answer once in a terminal:',
  alwaysAllowed: 'Variables whose names begin with LOGIN_WATCH_ are always allowed.',
  allowLater: (flags) =>
    `If you trust that file, answer once when \`login-watch test\` asks in a terminal, or add ${flags} to the command.`,
  notKept: (file, code) => `The answer can't be stored in ${file} (${code}): the next run asks again.`,
  variableNames: 'Write names of environment variables joined by commas: SLACK_WEBHOOK.',
  neverAllowed: 'Variables of AWS and npm are never sent.',
  hostNames: 'Write host names joined by commas, with a port if there is one: hooks.example.com:8443.',
};

const ja: ConsentWords = {
  namesVariable: (file, variable, of) => `${file} は環境変数 ${variable} をシークレット（${of}）として送信します。`,
  sendsTo: (file, host, of) => `${file} は通知を ${host} に送信します（${of}）。`,
  ask: (name) => `このファイルに ${name} を許可しますか？`,
  variableNotAllowed: (file, variables) => `${file} に書かれた ${variables} の使用はまだ許可されていません`,
  hostNotAllowed: (file, hosts) => `${file} による ${hosts} への送信はまだ許可されていません`,
  ifTrusted: 'このファイルを信頼する場合は、次のように実行するか、端末で一度回答してください：',
  alwaysAllowed: 'LOGIN_WATCH_ で始まる環境変数は常に使えます。',
  allowLater: (flags) =>
    `このファイルを信頼する場合は、端末で \`login-watch test\` の質問に一度回答するか、コマンドに ${flags} を付けてください。`,
  notKept: (file, code) => `回答を ${file} に保存できませんでした（${code}）。次回も確認します。`,
  variableNames: '環境変数の名前をカンマ区切りで指定してください（例：SLACK_WEBHOOK）。',
  neverAllowed: 'AWSとnpmの環境変数が送信されることはありません。',
  hostNames: 'ホスト名をカンマ区切りで指定してください。ポートがあれば付けます（例：hooks.example.com:8443）。',
};

export const CONSENT_WORDS: WordTable<ConsentWords> = { en, ja };
