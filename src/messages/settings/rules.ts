/** Output and refusals of `rules`, apart from the rules' own texts, in each language. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface RulesWords {
  readonly isTheme: (name: string, rules: readonly string[]) => Refusal;
  readonly noOwnRules: (file: string) => Refusal;
  /** Texts of one width. */
  readonly outcome: { readonly passed: string; readonly failed: string };
  readonly problem: (example: string, problem: string) => string;
  readonly outcomes: (passed: number, failed: number) => string;
  /** Titles of what rules are compiled to. */
  readonly compiled: {
    readonly eventbridge: string;
    readonly logs: string;
    readonly lookup: string;
    /** `rules`: those because of which everything is read. */
    readonly everything: (rules: readonly string[]) => string;
    readonly never: (rule: string) => string;
  };
}

const en: RulesWords = {
  isTheme: (name, rules) => ({
    message: `${name} is a theme, not a rule.`,
    hint: `Its rules: ${rules.join(', ')}`,
  }),
  noOwnRules: (file) => ({
    message: `${file} has no rules under \`own\`.`,
    hint: 'Write one with `examples: { fires: [<record>], quiet: [<record>] }` beside its `when`.',
  }),
  outcome: { passed: 'ok    ', failed: 'failed' },
  problem: (example, problem) => `${example}: ${problem}`,
  outcomes: (passed, failed) => `${passed} ok, ${failed} failed`,
  compiled: {
    eventbridge: 'EventBridge patterns',
    logs: 'CloudWatch Logs filters',
    lookup: 'LookupEvents queries',
    everything: (rules) => `everything, because of ${rules.join(', ')}`,
    never: (rule) => `never: ${rule}, which is about EventBridge events`,
  },
};

const ja: RulesWords = {
  isTheme: (name, rules) => ({
    message: `${name} はルールではなくテーマです。`,
    hint: `含まれるルール：${rules.join('、')}`,
  }),
  noOwnRules: (file) => ({
    message: `${file} の \`own\` にルールがありません。`,
    hint: 'ルールの `when` の横に `examples: { fires: [<record>], quiet: [<record>] }` を書いてください。',
  }),
  outcome: { passed: '成功', failed: '失敗' },
  problem: (example, problem) => `${example}：${problem}`,
  outcomes: (passed, failed) => `成功 ${passed}件、失敗 ${failed}件`,
  compiled: {
    eventbridge: 'EventBridgeのパターン',
    logs: 'CloudWatch Logsのフィルター',
    lookup: 'LookupEventsの問い合わせ',
    everything: (rules) => `すべて（${rules.join('、')} のため）`,
    never: (rule) => `対象外：${rule}（EventBridgeのイベントを見るルール）`,
  },
};

export const RULES_WORDS: WordTable<RulesWords> = { en, ja };
