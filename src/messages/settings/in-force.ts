/** One line about the settings in force, in each language. */
import type { WordTable } from '../../core/words.ts';

export interface InForceWords {
  readonly line: (file: string, parts: readonly string[]) => string;
  readonly ownedBy: (owner: string) => string;
  readonly off: (rules: string) => string;
  readonly excepted: (rules: string) => string;
  readonly severity: (rules: string) => string;
  readonly trusted: (networks: string) => string;
  readonly hours: (severities: string) => string;
  readonly until: (day: string) => string;
}

const en: InForceWords = {
  line: (file, parts) => [`Settings: ${file}`, ...parts].join('; '),
  ownedBy: (owner) => `owned by ${owner}`,
  off: (rules) => `switched off: ${rules}`,
  excepted: (rules) => `with exceptions: ${rules}`,
  severity: (rules) => `severity set: ${rules}`,
  trusted: (networks) => `trusted: ${networks}`,
  hours: (severities) => `muted in business hours: ${severities}`,
  until: (day) => ` until ${day}`,
};

const ja: InForceWords = {
  line: (file, parts) => [`設定：${file}`, ...parts].join('、'),
  ownedBy: (owner) => `所有者 ${owner}`,
  off: (rules) => `オフに設定：${rules}`,
  excepted: (rules) => `除外あり：${rules}`,
  severity: (rules) => `重大度を変更：${rules}`,
  trusted: (networks) => `信頼：${networks}`,
  hours: (severities) => `営業時間中は保留：${severities}`,
  until: (day) => `（${day} まで）`,
};

export const IN_FORCE_WORDS: WordTable<InForceWords> = { en, ja };
