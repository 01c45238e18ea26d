/** Why nobody is alerted, and what to do. */
import type { WordTable } from '../../../core/words.ts';
import { BREAKS_EN } from './breaks.en.ts';
import { BREAKS_JA } from './breaks.ja.ts';
import type { Break, BreakWords } from './breaks.words.ts';

const TABLES: WordTable<BreakWords> = { en: BREAKS_EN, ja: BREAKS_JA };

/** The break's sentence in every language. */
export const sentenceOf = (one: Break) => ({ en: pick(TABLES.en.said, one), ja: pick(TABLES.ja.said, one) });
/** Its remedy in every language. */
export const remedyOf = (one: Break) => ({ en: pick(TABLES.en.todo, one), ja: pick(TABLES.ja.todo, one) });

/** A break has the facts of its kind, which the compiler can't follow through the table. */
function pick(sentences: BreakWords['said'], one: Break): string {
  const say = sentences[one.kind] as (facts: Break) => string;
  return say(one);
}
