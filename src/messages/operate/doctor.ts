/** The words of `doctor`, in each language: results in fragments, what to do in sentences. */
import type { WordTable } from '../../core/words.ts';
import { en } from './doctor.en.ts';
import { ja } from './doctor.ja.ts';
import type { DoctorWords } from './doctor.words.ts';

export const DOCTOR_WORDS: WordTable<DoctorWords> = { en, ja };
