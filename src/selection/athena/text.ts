/** Text of patterns as SQL: the only place where a value becomes a part of a query. */

/**
 * A literal. A quote is doubled, and no other character has a meaning there. Undefined for text that a query can't
 * hold: control characters, and halves of a character, which UTF-8 has no bytes for.
 * https://trino.io/docs/current/language/types.html#varchar
 */
export function literal(text: string): string | undefined {
  return CONTROL.test(text) || /\p{Surrogate}/u.test(text) ? undefined : `'${text.replaceAll("'", "''")}'`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;

const ESCAPE = '!';

/** The right side of LIKE for texts of these pieces, with any text between two of them. */
export function like(pieces: readonly string[]): string | undefined {
  const pattern = literal(pieces.map((piece) => piece.replaceAll(/[!%_]/g, (sign) => ESCAPE + sign)).join('%'));
  return pattern === undefined ? undefined : `LIKE ${pattern} ESCAPE '${ESCAPE}'`;
}

/** A name of a table or column. Quotes are doubled. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
