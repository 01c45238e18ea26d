/** Marks on a terminal: each has a shape of its own, so that nothing hangs on the colour; aloud, each is a word. */
import type { Mark } from '../core/rule.ts';
import type { Messages } from '../messages/messages.ts';

/** A tick and a cross beside the circles: red and green look alike to one man in twelve. */
const SHAPES: Readonly<Record<Mark, string>> = { '🟢': '🟢✔', '🔴': '🔴✘', '⚪': '⚪', '⚠': '⚠' };

/** Aloud, 🟢 is "large green circle". */
const SPOKEN: Readonly<Record<Mark, (messages: Messages) => string>> = {
  '🟢': ({ network }) => network.trusted,
  '🔴': ({ network }) => network.untrusted,
  '⚪': ({ network }) => network['not-judged'],
  '⚠': ({ attention }) => attention,
};

/** The text of a mark's cell. */
export const markText = (mark: Mark, messages: Messages, isPlain: boolean | undefined): string =>
  isPlain ? SPOKEN[mark](messages) : SHAPES[mark];
