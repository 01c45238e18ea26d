/** Sentences about rules that are chosen by name or tried on examples, in each language. */
import type { WordTable } from '../words.ts';

export interface RuleWords {
  readonly noSuchRule: (name: string, near: string | undefined) => { readonly message: string; readonly hint: string };
  /** Rules were chosen, and the settings switch all of them off. */
  readonly noneOn: { readonly message: string; readonly hint: string };
  readonly noExample: (kind: 'fires' | 'quiet') => string;
  readonly stayedQuiet: string;
  readonly fired: (message: string) => string;
  /** `number`: from 1. */
  readonly badRecord: (number: number, reason: string) => string;
  readonly failed: (reason: string) => string;
}

const en: RuleWords = {
  noSuchRule: (name, near) => ({
    message: `No rule or theme is named ${name}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
    hint: 'Run `login-watch rules list` to see all of them.',
  }),
  noneOn: {
    message: 'None of these rules is on.',
    hint: 'Name a rule by its id with --rules, or switch it on in login-watch.yaml. `login-watch rules list` lists the rules.',
  },
  noExample: (kind) => `no example under \`${kind}\``,
  stayedQuiet: 'the rule did not fire',
  fired: (message) => `the rule fired: ${message}`,
  badRecord: (number, reason) => `record ${number}: ${reason}`,
  failed: (reason) => `the rule failed: ${reason}`,
};

const ja: RuleWords = {
  noSuchRule: (name, near) => ({
    message: `${name} というルールやテーマはありません。${near === undefined ? '' : `${near} のことですか？`}`,
    hint: '`login-watch rules list` で一覧を確認してください。',
  }),
  noneOn: {
    message: '指定したルールはすべてオフです。',
    hint: '--rules でルールをIDで指定するか、login-watch.yaml でオンにしてください。一覧は `login-watch rules list` で確認できます。',
  },
  noExample: (kind) => `\`${kind}\` に例がありません`,
  stayedQuiet: 'ルールは検出しませんでした',
  fired: (message) => `ルールが検出しました：${message}`,
  badRecord: (number, reason) => `${number}件目の記録：${reason}`,
  failed: (reason) => `ルールの実行に失敗しました：${reason}`,
};

export const RULE_WORDS: WordTable<RuleWords> = { en, ja };
