/** Breaks texts where the build has marked that they may break: `--help` alone can't wait for tables of characters. */
import type { Breaker, HelpPage, HelpSection } from './help.ts';

/** A zero-width space, which stands in no text of the program. */
const MARK = '\u200b';

/** A page with a mark at each place where a line may break. */
export function markedPage(page: HelpPage, piecesOf: (text: string) => readonly string[]): HelpPage {
  const marked = (text: string) => piecesOf(text).join(MARK);
  const inItems = ({ title, items }: HelpSection) => ({
    title,
    items: items.map(([term, text]) => [term, marked(text)] as const),
  });
  const { title, items } = page.examples;
  return {
    usage: marked(page.usage),
    description: page.description.split('\n').map(marked).join('\n'),
    sections: page.sections.map(inItems),
    examples: { title, items: items.map(([caption, line]) => [marked(caption), line] as const) },
    exitStatus: inItems(page.exitStatus),
  };
}

/** Good for help pages only: they hold no characters but those of English and Japanese. */
export const MARKED: Breaker = {
  widthOf,
  wrap(text, width) {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const piece of text.split(MARK)) {
      const wanted = widthOf(piece);
      if (used + wanted <= width) {
        line += piece;
        used += wanted;
        continue;
      }
      lines.push(line);
      line = piece.trimStart();
      used = widthOf(line);
    }
    return [...lines, line].map((whole) => whole.trimEnd());
  },
};

/** Characters from U+2E80 on take two columns in these pages. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) if (character !== MARK) width += character >= '\u2e80' ? 2 : 1;
  return width;
}
