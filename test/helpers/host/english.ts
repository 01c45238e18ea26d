/** English left in a text that should be Japanese. */

/** Commands and other code, ARNs, and other texts with marks instead of spaces: names, resource types, statuses. */
const NO_WORDS = /\S*[\w][:/._*=-][\w/*]\S*|\p{Lu}\w*\p{Lu}\w*/gu;
/** Two words with one space between them. */
const WORDS = /(?<![\w-])[A-Za-z’']+ [a-z’']+(?![\w-])/g;

/** Two words or more in a row are a sentence, or part of one; columns are further apart. */
export const englishIn = (text: string): readonly string[] =>
  text
    .replaceAll(/\n {4,}(?=\S)/g, ' ')
    .replaceAll(/`[^`]*`/g, '§')
    .replaceAll(NO_WORDS, '§')
    .match(WORDS) ?? [];
