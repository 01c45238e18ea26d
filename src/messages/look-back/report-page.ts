/** Texts of the HTML report's page, in each language. */
import type { WordTable } from '../../core/words.ts';
import { en } from './report-page.en.ts';
import { ja } from './report-page.ja.ts';
import type { ReportPageWords } from './report-page.words.ts';

export type { ReportPageWords };
export const REPORT_PAGE_WORDS: WordTable<ReportPageWords> = { en, ja };
