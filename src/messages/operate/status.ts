/** The words of `status`, in each language: results in fragments, what to do in sentences. */
import type { WordTable } from '../../core/words.ts';
import { en } from './status.en.ts';
import { ja } from './status.ja.ts';
import type { StatusWords } from './status.words.ts';

export const STATUS_WORDS: WordTable<StatusWords> = { en, ja };
