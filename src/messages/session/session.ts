/** Sentences of `session`, in each language. */
import type { WordTable } from '../../core/words.ts';
import { SESSION_EN } from './session.en.ts';
import { SESSION_JA } from './session.ja.ts';
import type { SessionWords } from './session.words.ts';

export const SESSION_WORDS: WordTable<SessionWords> = { en: SESSION_EN, ja: SESSION_JA };
