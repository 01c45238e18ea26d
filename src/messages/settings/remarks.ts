/** Settings that are allowed, and probably not meant, in each language. */
import type { WordTable } from '../../core/words.ts';

export interface RemarkWords {
  readonly noChannel: string;
  readonly noTrusted: string;
  readonly expired: (network: string) => string;
  readonly wide: (network: string) => string;
  /** `meant`: the network without the bits behind its prefix. */
  readonly hostBits: (network: string, meant: string) => string;
  /** `because`: `needs watched`. */
  readonly staysOff: (rule: string, because: string) => string;
  readonly needsEvents: (rule: string) => string;
  /** EventBridge's pattern would be too long. */
  readonly split: (rule: string, patterns: number) => string;
  /** The patterns pass more than the rule matches. */
  readonly widened: (rule: string) => string;
  /** No filter of a log group can hold its conditions. */
  readonly unfiltered: (rule: string) => string;
}

const en: RemarkWords = {
  noChannel: 'no channel: no alert is sent',
  noTrusted: 'no trusted network: 🟢 and 🔴 mean nothing yet',
  expired: (network) => `no longer trusted: ${network}`,
  wide: (network) => `very wide for a trusted network: ${network}`,
  hostBits: (network, meant) => `${network} means all of ${meant}; for one address leave out the / and what follows`,
  staysOff: (rule, because) => `${rule} stays off: it ${because}`,
  needsEvents: (rule) => `${rule} gets no events without the pipeline events`,
  split: (rule, patterns) =>
    `${rule} is too long or too complex for one EventBridge pattern: it is split into ${patterns}, and matches the same`,
  widened: (rule) =>
    `${rule} is too long or too complex for EventBridge: less exact patterns ask for it, so more events reach the function, which matches the whole rule; alerts are the same, invocations cost more`,
  unfiltered: (rule) =>
    `${rule} can’t be written as a filter of a log group: because of it every record reaches the function, which matches the whole rule; alerts are the same, invocations cost more`,
};

const ja: RemarkWords = {
  noChannel: '通知先がないため、通知は送信されない',
  noTrusted: '信頼するネットワークがないため、🟢 と 🔴 にはまだ意味がない',
  expired: (network) => `信頼の期限切れ：${network}`,
  wide: (network) => `信頼するネットワークとしては広すぎる可能性：${network}`,
  hostBits: (network, meant) => `${network} は ${meant} 全体を指す（1つのアドレスなら / 以降は不要）`,
  staysOff: (rule, because) => `${rule} はオフのまま（${because.replace(/^needs /, '')} の設定が必要）`,
  needsEvents: (rule) => `${rule} にはパイプライン events が必要`,
  split: (rule, patterns) =>
    `${rule} はEventBridgeのパターン1つには長すぎるか複雑すぎるため、${patterns}個に分割する（一致する範囲は同じ）`,
  widened: (rule) =>
    `${rule} はEventBridgeには長すぎるか複雑すぎるため、条件を緩めたパターンで受け取り、関数がルール全体と照合する（通知は同じ、呼び出しの費用は増える）`,
  unfiltered: (rule) =>
    `${rule} の条件はロググループのフィルターに書けないため、すべての記録を受け取り、関数がルール全体と照合する（通知は同じ、呼び出しの費用は増える）`,
};

export const REMARK_WORDS: WordTable<RemarkWords> = { en, ja };
