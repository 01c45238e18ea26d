/** Vendors' answers explained, and messages that couldn't be sent, in each language. */
import type { WordTable } from '../../core/words.ts';
import { en } from './answers.en.ts';
import { ja } from './answers.ja.ts';
import type { AnswerWords } from './answers.words.ts';

export const ANSWER_WORDS: WordTable<AnswerWords> = { en, ja };
