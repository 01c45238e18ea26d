import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Content, Finder, Mark, Needle, NOWHERE } from '../../../src/sources/files/byte-finder.ts';

/** With rare characters in the middle, in front and nowhere; shorter and longer than what is searched at once. */
const TEXTS = ['"eventName"', '"onBehalfOf"', '"AuthWorkflowID"', '\\u', 'errorCode"', 'Root"', '"aa"'];

test('every place of a text is found in order, as by comparing at each', () => {
  const pieces = fc.constantFrom(
    ...TEXTS,
    ...TEXTS.map((text) => text.slice(1)),
    ...'"aeNOBR\\uf',
    'é',
    'Behalf',
    'Name',
  );
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS), fc.array(pieces, { maxLength: 30 }), (text, parts) => {
      const file = Buffer.from(parts.join(''));
      const places = [...file.keys()].filter((at) => file.subarray(at, at + text.length).equals(Buffer.from(text)));
      const finder = new Finder(new Content(file), new Needle(text));
      for (const at of file.keys()) {
        expect(finder.from(at)).toBe(places.find((place) => place >= at) ?? NOWHERE);
      }
    }),
  );
});

test('a text stands at a place, or it is another one, cut, or outside of the file', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 9 });
  fc.assert(
    fc.property(words, words, (text, mark) => {
      const file = Buffer.from(text);
      const bytes = Buffer.from(mark);
      for (let at = -3; at < file.length + 3; at += 1) {
        const stands =
          at >= 0 && at <= file.length - bytes.length && file.subarray(at, at + bytes.length).equals(bytes);
        expect(new Mark(mark).isAt(new Content(file), at)).toBe(stands);
      }
    }),
  );
});
