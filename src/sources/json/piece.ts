/** What the splitter cuts a text into. */

export type Piece =
  /** `within`: the key of the array it stood in, '' for a list, undefined where it stood alone. */
  | { readonly kind: 'value'; readonly value: unknown; readonly within: string | undefined; readonly at: string }
  /** A line that is no JSON at all. */
  | { readonly kind: 'text'; readonly text: string; readonly at: string }
  /** It began like JSON and isn't; the splitter goes on behind it. */
  | { readonly kind: 'broken'; readonly at: string }
  /** The text ended in the middle of a value. */
  | { readonly kind: 'cut'; readonly at: string }
  /** One value is longer than anything that CloudTrail writes; the caller should stop. */
  | { readonly kind: 'too-long'; readonly at: string };
