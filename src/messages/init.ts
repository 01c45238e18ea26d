/** The words of `init` in a reader's language. */
import type { Language } from '../core/rule.ts';
import { initEn } from './init.en.ts';
import { initJa } from './init.ja.ts';
import type { InitWords } from './init.words.ts';

export type { InitWords } from './init.words.ts';

export const initWordsIn = (language: Language): InitWords => ({ en: initEn, ja: initJa })[language];
