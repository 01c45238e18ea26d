/** Text from events is hostile: anyone can choose a user name or a user agent. */

// C0 and C1 controls, soft hyphen, zero-width and bidirectional formatting, line separators, BOM, annotations, tags,
// lone surrogates: all can hide, reorder or drive the reader's text. U+200D is kept out too: names don't need it.
const UNSAFE =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\u034f|[\u180b-\u180d]|[\ufe00-\ufe0f]/gu;

/** Nearly every text, and far quicker to see. */
const PLAIN = /^[ -~]*$/;

/** Shows invisible text: control characters, bidirectional overrides and lone surrogates become `\u{…}`. */
export function visible(text: string): string {
  return PLAIN.test(text)
    ? text
    : text.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** JSON text with the same characters as JSON escapes, so that it stays JSON and drives no terminal. */
export function escapeJson(json: string): string {
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
