/** Help of `login-watch rules` and its subcommands, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords, SubcommandWords } from './words.ts';

interface RulesHelp {
  readonly rules: HelpWords<{ examples: 'list' | 'json' | 'show' | 'compile' | 'test' }>;
  readonly list: SubcommandWords<{ arguments: 'names'; examples: 'all' | 'theme' }>;
  readonly show: SubcommandWords<{ arguments: 'id'; examples: 'one' }>;
  readonly compile: SubcommandWords<{ arguments: 'names'; options: 'for'; examples: 'all' | 'eventbridge' }>;
  readonly test: SubcommandWords<{ arguments: 'file'; examples: 'own' }>;
}

const en: RulesHelp = {
  rules: {
    description: 'Lists, explains, compiles and tests the rules.',
    examples: {
      list: 'All rules',
      json: 'The rules about sign-ins, for a script',
      show: 'Explain one of them',
      compile: 'The EventBridge patterns of all enabled rules',
      test: 'Test your own rules against their examples',
    },
  },
  list: {
    summary: 'list the rules, with your settings applied',
    description: 'Lists the rules with their severity, and whether they are on, with your settings applied.',
    arguments: { names: 'rule IDs or themes (default: all)' },
    examples: { all: 'All rules', theme: 'The rules about sign-ins, as JSON' },
  },
  show: {
    summary: 'explain a rule: its reason, its limits, and how to respond',
    description: "Explains a rule: why it exists, what it can't see, how to respond, and which controls it maps to.",
    arguments: { id: 'rule ID' },
    examples: { one: 'The rule about sign-ins without MFA' },
  },
  compile: {
    summary: 'print the AWS-side filters that select the events of these rules',
    description:
      'Prints the EventBridge patterns, CloudWatch Logs filters and LookupEvents queries of these rules. They never drop a record that a rule could fire on.',
    arguments: { names: 'rule IDs or themes (default: all enabled rules)' },
    options: { for: 'only this kind (default: all three)' },
    examples: { all: 'All filters of the enabled rules', eventbridge: 'Only the EventBridge patterns' },
  },
  test: {
    summary: 'test your own rules against their examples',
    description:
      'Tests every rule under `own` of a settings file against its `examples`: records on which it must fire, and records on which it must not.\nThe exit status is 1 if a rule fails, or lacks examples of either kind.',
    arguments: { file: 'settings file' },
    examples: { own: 'The rules of login-watch.yaml' },
  },
};

const ja: RulesHelp = {
  rules: {
    description: 'ルールの一覧、説明、変換、テストをします。',
    examples: {
      list: 'すべてのルール',
      json: 'サインインのルールを、スクリプト用に出力',
      show: 'ルールの説明',
      compile: '有効な全ルールのEventBridgeパターン',
      test: '独自ルールを例でテスト',
    },
  },
  list: {
    summary: '設定を反映したルールの一覧',
    description: 'ルールの重大度と、有効かどうかを、設定を反映して一覧表示します。',
    arguments: { names: 'ルールのIDまたはテーマ（既定：すべて）' },
    examples: { all: 'すべてのルール', theme: 'サインインのルールをJSONで出力' },
  },
  show: {
    summary: 'ルールの説明：理由、限界、対応',
    description: 'ルールの理由、検出できないもの、対応手順、対応するコントロールを説明します。',
    arguments: { id: 'ルールのID' },
    examples: { one: 'MFAなしのサインインのルール' },
  },
  compile: {
    summary: 'ルールが必要とするイベントを選ぶAWS側のフィルターを出力',
    description:
      'ルールのEventBridgeパターン、CloudWatch Logsフィルター、LookupEventsクエリを出力します。ルールが検出しうる記録を取りこぼすことはありません。',
    arguments: { names: 'ルールのIDまたはテーマ（既定：有効な全ルール）' },
    options: { for: 'この種類だけを出力（既定：3種類すべて）' },
    examples: { all: '有効なルールの全フィルター', eventbridge: 'EventBridgeパターンのみ' },
  },
  test: {
    summary: '独自ルールを例でテスト',
    description:
      '設定ファイルの `own` にある各ルールを、`examples`（検出すべき記録と、検出すべきでない記録）でテストします。\n結果が異なるルールや、どちらかの例がないルールがあれば、終了ステータスは1です。',
    arguments: { file: '設定ファイル' },
    examples: { own: 'login-watch.yaml のルール' },
  },
};

export const RULES_HELP: WordTable<RulesHelp> = { en, ja };
