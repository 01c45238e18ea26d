/** One way to hold words: a typed table for each topic, with the same entries in every language. */
import { LANGUAGES, type Language, type Words } from './rule.ts';

/** The words of a topic in every language. A missing language, or an entry missing in one, doesn't compile. */
export type WordTable<Topic> = Readonly<Record<Language, Topic>>;

/** One sentence of a table in every language, for code that doesn't know its reader yet (errors, reasons). */
export function wordsFrom<Topic>(table: WordTable<Topic>, pick: (words: Topic, language: Language) => string): Words {
  return { en: pick(table.en, 'en'), ja: pick(table.ja, 'ja') };
}

/** A table's message and hint, for a `UserError`. */
export const refusalFrom = <Topic>(
  table: WordTable<Topic>,
  pick: (words: Topic) => { readonly message: string; readonly hint: string },
): { readonly message: Words; readonly hint: Words } => ({
  message: wordsFrom(table, (words) => pick(words).message),
  hint: wordsFrom(table, (words) => pick(words).hint),
});

/** True if a text is one of the languages' names. */
export const isLanguage = (text: unknown): text is Language => LANGUAGES.some((language) => language === text);
