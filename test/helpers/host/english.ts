/** English left in a text that should be Japanese. */

/** Commands and other code, ARNs, and other texts with marks instead of spaces: names, resource types, statuses. */
const NO_WORDS = /\S*[\w][:/._*=-][\w/*]\S*|\p{Lu}\w*\p{Lu}\w*/gu;
/** Two words with one space between them. */
const WORDS = /(?<![\w-])[A-Za-z’']+ [a-z’']+(?![\w-])/g;

/** Two words or more in a row are a sentence, or part of one; columns are further apart. */
export const englishIn = (text: string): readonly string[] => bare(text).match(WORDS) ?? [];

const bare = (text: string): string =>
  text
    .replaceAll(/\n {4,}(?=\S)/g, ' ')
    .replaceAll(/`[^`]*`/g, '§')
    .replaceAll(NO_WORDS, '§');

/** A word, a figure and a word: `Found 3 records`. */
const AROUND_FIGURE = /(?<![\w-])[A-Za-z’']{2,} \d[\d.,]* [a-z’']{2,}(?![\w-])/g;
/** A whole line that ends as a sentence and holds no Japanese, such as `Created acme-notifier.` */
const SENTENCE = /^(?!.*[\u3040-\u30ff\u4e00-\u9fff]).*[a-z]{2,}.*[a-z)\]][.!?]$/gm;

/** The same, and sentences whose words stand beside figures and names only. */
export const strictlyEnglishIn = (text: string): readonly string[] => {
  const rest = bare(text);
  return [...englishIn(text), ...(rest.match(AROUND_FIGURE) ?? []), ...(text.match(SENTENCE) ?? [])];
};
