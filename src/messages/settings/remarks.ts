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
}

const en: RemarkWords = {
  noChannel: 'no channel: no alert is sent',
  noTrusted: 'no trusted network: 🟢 and 🔴 mean nothing yet',
  expired: (network) => `no longer trusted: ${network}`,
  wide: (network) => `very wide for a trusted network: ${network}`,
  hostBits: (network, meant) => `${network} means all of ${meant}; for one address leave out the / and what follows`,
  staysOff: (rule, because) => `${rule} stays off: it ${because}`,
  needsEvents: (rule) => `${rule} gets no events without the pipeline events`,
};

const ja: RemarkWords = {
  noChannel: '通知先がないため、通知は送信されない',
  noTrusted: '信頼するネットワークがないため、🟢 と 🔴 にはまだ意味がない',
  expired: (network) => `信頼の期限切れ：${network}`,
  wide: (network) => `信頼するネットワークとしては広すぎる可能性：${network}`,
  hostBits: (network, meant) => `${network} は ${meant} 全体を指す（1つのアドレスなら / 以降は不要）`,
  staysOff: (rule, because) => `${rule} はオフのまま（${because.replace(/^needs /, '')} の設定が必要）`,
  needsEvents: (rule) => `${rule} にはパイプライン events が必要`,
};

export const REMARK_WORDS: WordTable<RemarkWords> = { en, ja };
