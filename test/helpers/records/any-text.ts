/** Any character at all, for property tests. */
import fc from 'fast-check';

const LAST = 0x10ffff;
const SURROGATES = { first: 0xd800, count: 0x800 };

/**
 * All that `unit: 'binary'` of fast-check gives, so its dangerous strings (`__proto__`, …) as well, but computed: that keeps
 * a table of a million characters, which takes a second to fill.
 */
export const anyCharacter = fc.integer({ min: 0, max: LAST - SURROGATES.count }).map(
  (number) => String.fromCodePoint(number < SURROGATES.first ? number : number + SURROGATES.count),
  (text: unknown) => {
    const [character, ...rest] = typeof text === 'string' ? text : '';
    const point = character?.codePointAt(0);
    if (point === undefined || rest.length > 0 || /\p{Cs}/u.test(character ?? '')) throw new Error('is no character');
    return point < SURROGATES.first ? point : point - SURROGATES.count;
  },
);
