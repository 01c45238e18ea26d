/** Words for text that isn't YAML. In English the parser's own sentence is kept, which is more exact. */
import type { WordTable } from '../../core/words.ts';

export type YamlFault =
  | 'bracket'
  | 'quote'
  | 'comma'
  | 'space'
  | 'hyphen'
  | 'value'
  | 'indent'
  | 'escape'
  | 'start'
  | 'key'
  | 'anchor'
  | 'tag'
  | 'unexpected';

export interface YamlFaultWords {
  /** `parser`: the parser's own words, in English. */
  readonly notYaml: (fault: YamlFault, parser: string) => string;
}

const JAPANESE: Readonly<Record<YamlFault, string>> = {
  bracket: '角括弧 [ ] または波括弧 { } が閉じていないか、続きの行の字下げが足りません',
  quote: '引用符が閉じていません',
  comma: '角括弧 [ ] または波括弧 { } の中で、項目の間のカンマが足りません',
  space: '区切りのスペースが足りません（`:` と `,` の後、`#` の前）',
  hyphen: 'リストの項目の先頭に `- ` がありません',
  value: 'キーの後に `: ` と値がありません',
  indent: '字下げがそろっていません',
  escape: "二重引用符の中に使えないエスケープがあります。`\\` は `\\\\` と書くか、引用符を ' に変えてください",
  start: 'この文字で始まる値は引用符で囲んでください',
  key: 'キーは1行に、単純な文字列で書いてください',
  anchor: 'アンカー（&name）とエイリアス（*name）の書き方が正しくありません',
  tag: 'タグ（!name）の書き方が正しくありません',
  unexpected: 'ここにあるはずのない文字があります。前後の行の引用符、括弧、字下げを確認してください',
};

export const YAML_FAULTS: WordTable<YamlFaultWords> = {
  en: { notYaml: (fault, parser) => `not YAML: ${parser}${fault === 'start' ? '; put it into quotes' : ''}` },
  ja: { notYaml: (fault) => `YAMLとして読めません：${JAPANESE[fault]}` },
};
