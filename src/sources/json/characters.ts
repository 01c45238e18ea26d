/** The characters that matter for finding JSON values in text. */

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
export const NEWLINE = 0x0a;

export const isOpening = (code: number) => code === OPEN_OBJECT || code === OPEN_LIST;
export const isClosing = (code: number) => code === CLOSE_OBJECT || code === CLOSE_LIST;
/** Tab, CR, space, and a byte order mark where files were put together. */
export const isBlank = (code: number) =>
  code === 0x20 || code === NEWLINE || code === 0x0d || code === 0x09 || code === 0xfeff;
