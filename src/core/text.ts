/** Text from events is hostile: anyone can choose a user name or a user agent. */

// C0 and C1 controls, soft hyphen, zero-width and bidirectional formatting, line separators, BOM, annotations, tags,
// lone surrogates: all can hide, reorder or drive the reader's text. U+200D is kept out too: names don't need it.
const UNSAFE =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\u034f|[\u180b-\u180d]|[\ufe00-\ufe0f]/gu;

/** Nearly every text, and far quicker to see. */
const PLAIN = /^[ -~]*$/;
const PLAIN_LINES = /^[ -~\n]*$/;

/** Shows invisible text: control characters, bidirectional overrides and lone surrogates become `\u{…}`. */
export function visible(text: string): string {
  return PLAIN.test(text)
    ? text
    : text.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** JSON text with the same characters as JSON escapes, so that it stays JSON and drives no terminal. */
export function escapeJson(json: string): string {
  if (PLAIN_LINES.test(json)) return json;
  return json.replace(UNSAFE, (character) =>
    // Line breaks between JSON's tokens are its own; within strings they are escaped already.
    character === '\n'
      ? character
      : [...Array(character.length).keys()]
          .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
          .join(''),
  );
}

/** At most `limit` UTF-16 units, ending in `…` if something was cut; never cuts through a surrogate pair. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return '';
  const end = limit - 1;
  const last = text.charCodeAt(end - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splitsPair ? end - 1 : end)}…`;
}

/** The text without the pieces that it was put together from: of a hundred thousand findings they are more than the texts. */
export function flat(text: string): string {
  const encoding = PLAIN.test(text) ? 'latin1' : 'utf16le';
  if (text.length > MOST_COPIED) return Buffer.from(text, encoding).toString(encoding);
  copied ??= Buffer.alloc(2 * MOST_COPIED);
  return copied.toString(encoding, 0, copied.write(text, encoding));
}

/** UTF-16 units of a text that is copied by way of the one buffer below. */
const MOST_COPIED = 1_000;
/** Made late, for this module also runs where there is no `Buffer`. */
let copied: Buffer | undefined;

const known = new Map<string, string>();
/** Longer ones, and more of them, are made up by their author. */
const LONGEST_SHARED = 300;
const MOST_SHARED = 5_000;

/** The same text, once in memory: services, calls, regions and user agents come again in every record. */
export function shared(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size < MOST_SHARED && text.length <= LONGEST_SHARED) known.set(text, text);
  return text;
}
