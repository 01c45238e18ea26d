import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { widthOf, wrap } from '../../src/render/wrap.ts';

test.each([
  ['breaks between words', 'alice signed in from 198.51.100.7', 16, ['alice signed in', 'from', '198.51.100.7']],
  ['cuts a word that is wider than the line', 'a 0123456789abc', 5, ['a', '01234', '56789', 'abc']],
  ['counts two columns for East Asian characters', 'ルートがログイン', 8, ['ルートが', 'ログイン']],
  ['leaves closing marks where they belong', 'しました（試行）。', 8, ['しました', '（試', '行）。']],
  ['breaks between Latin and Japanese', 'aliceが203.0.113.24から', 12, ['aliceが', '203.0.113.24', 'から']],
  ['keeps a URL whole', 'see https://aws.amazon.com/iam/', 8, ['see', 'https://aws.amazon.com/iam/']],
  [
    'keeps an ARN whole, its brackets too',
    '主体（arn:aws:iam::111122223333:root）',
    8,
    ['主体', '（arn:aws:iam::111122223333:root）'],
  ],
  ['cuts no grapheme', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2, ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦']],
  ['keeps the spaces within a line', 'a  b', 10, ['a  b']],
  ['gives one line for nothing', '', 10, ['']],
])('%s', (_, text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});

test('a width is what the tables of characters say', () => {
  const between = (from: number, to: number, step = 1) =>
    Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => String.fromCodePoint(from + i * step));
  const plane = [
    ...between(0x20, 0x34ff),
    // Parts of the long blocks of ideographs and syllables, which are alike inside.
    ...between(0x3500, 0x4cff, 61),
    ...between(0x4d00, 0x4eff),
    ...between(0x4f00, 0x9eff, 61),
    ...between(0x9f00, 0xacff),
    ...between(0xad00, 0xd6ff, 61),
    ...between(0xd700, 0xd7ff),
    ...between(0xe000, 0xffff),
  ];
  expect(plane.filter((character) => widthOf(character) !== stringWidth(character))).toEqual([]);
  const unit = fc.constantFrom(...'a ~、〩〪〰ぁゖ\u3099\u309aヿ一鿿！｠ﾞ🔴👨\u200d\ufe0f\u0301');
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      expect(widthOf(text)).toBe(stringWidth(text));
    }),
  );
});

test('loses nothing but spaces, and no line is too wide', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom(...'ab12:/日本ッー。（）🔴') }), { maxLength: 12 });
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 30 }), (parts, width) => {
      const text = parts.join(' ');
      const lines = wrap(text, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(lines.filter((line) => widthOf(line) > width && !line.includes('://'))).toEqual([]);
    }),
  );
});
