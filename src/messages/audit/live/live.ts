/** The words of `audit --live`, in each language. */
import type { WordTable } from '../../../core/words.ts';
import { LIVE_EN } from './live.en.ts';
import { LIVE_JA } from './live.ja.ts';
import type { LiveWords } from './live.words.ts';

export type { LiveWords } from './live.words.ts';

export const LIVE_WORDS: WordTable<LiveWords> = { en: LIVE_EN, ja: LIVE_JA };
