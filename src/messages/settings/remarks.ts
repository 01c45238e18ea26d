/** Settings that are allowed, and probably not meant, in each language. */
import type { WordTable } from '../../core/words.ts';

interface RemarkWords {
  readonly noChannel: string;
  readonly noTrusted: string;
  readonly expired: (network: string) => string;
  /** `because`: `needs watched`. */
  readonly staysOff: (rule: string, because: string) => string;
  readonly needsEvents: (rule: string) => string;
}

const en: RemarkWords = {
  noChannel: 'no channel: no alert is sent',
  noTrusted: 'no trusted network: 🟢 and 🔴 mean nothing yet',
  expired: (network) => `no longer trusted: ${network}`,
  staysOff: (rule, because) => `${rule} stays off: it ${because}`,
  needsEvents: (rule) => `${rule} gets no events without the pipeline events`,
};

const ja: RemarkWords = {
  noChannel: '通知先がないため、通知は送信されない',
  noTrusted: '信頼するネットワークがないため、🟢 と 🔴 にはまだ意味がない',
  expired: (network) => `信頼の期限切れ：${network}`,
  staysOff: (rule, because) => `${rule} はオフのまま（${because.replace(/^needs /, '')} の設定が必要）`,
  needsEvents: (rule) => `${rule} にはパイプライン events が必要`,
};

export const REMARK_WORDS: WordTable<RemarkWords> = { en, ja };
