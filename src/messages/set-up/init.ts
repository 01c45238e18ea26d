/** The words of `login-watch init`, in each language. */
import type { WordTable } from '../../core/words.ts';
import { initEn } from './init.en.ts';
import { initJa } from './init.ja.ts';
import type { InitWords } from './init.words.ts';

export type { InitWords } from './init.words.ts';

export const INIT_WORDS: WordTable<InitWords> = { en: initEn, ja: initJa };
