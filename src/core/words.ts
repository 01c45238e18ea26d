/** One way to hold words: a typed table for each topic, with the same entries in every language. */
import { LANGUAGES, type Language, type Words } from './language.ts';

/** The words of a topic in every language. A missing language, or an entry missing in one, doesn't compile. */
export type WordTable<Topic> = Readonly<Record<Language, Topic>>;

/** One sentence of a table in every language, for code that doesn't know its reader yet (errors, reasons). */
export function wordsFrom<Topic>(table: WordTable<Topic>, pick: (words: Topic, language: Language) => string): Words {
  return { en: pick(table.en, 'en'), ja: pick(table.ja, 'ja') };
}

/** Words made by language. */
export const inEach = (make: (language: Language) => string): Words => ({ en: make('en'), ja: make('ja') });

/** A table's message and hint, for a `UserError`. */
export const refusalFrom = <Topic>(
  table: WordTable<Topic>,
  pick: (words: Topic) => { readonly message: string; readonly hint: string },
): { readonly message: Words; readonly hint: Words } => ({
  message: wordsFrom(table, (words) => pick(words).message),
  hint: wordsFrom(table, (words) => pick(words).hint),
});

/** The same text in every language: names, and others' messages. */
export const asWords = (text: string): Words => ({ en: text, ja: text });

/** The words of an error, or of any other value that knows every language. */
export const wordsIn = (said: (language: Language) => string): Words => ({ en: said('en'), ja: said('ja') });

/** Changes a sentence alike in every language. */
export const mapWords = (words: Words, change: (text: string, language: Language) => string): Words =>
  wordsIn((language) => change(words[language], language));

/** True if a text is one of the languages' names. */
export const isLanguage = (text: unknown): text is Language => LANGUAGES.some((language) => language === text);
