/** Differences between a stack and what was deployed, in each language. */
import type { WordTable } from '../../core/words.ts';

export interface DriftWords {
  readonly deleted: string;
  readonly added: (property: string, value: string) => string;
  readonly removed: (property: string, value: string) => string;
  readonly changed: (property: string, is: string, expected: string) => string;
  readonly between: string;
}

const en: DriftWords = {
  deleted: 'deleted',
  added: (property, value) => `${property} was added: ${value}`,
  removed: (property, value) => `${property} was removed: ${value}`,
  changed: (property, is, expected) => `${property} is ${is}, should be ${expected}`,
  between: '; ',
};

const ja: DriftWords = {
  deleted: '削除',
  added: (property, value) => `${property} の追加：${value}`,
  removed: (property, value) => `${property} の削除：${value}`,
  changed: (property, is, expected) => `${property} が ${is}（本来は ${expected}）`,
  between: '、',
};

export const DRIFT_WORDS: WordTable<DriftWords> = { en, ja };
