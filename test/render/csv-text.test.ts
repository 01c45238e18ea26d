import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible } from '../../src/core/text.ts';
import { type CsvValue, csvLine } from '../../src/render/csv-text.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', ',', '=', '-', "'", '\n', '\r', '\t', '＝', '＋', '－', '＠', 'é', ' ') }),
);
const value: fc.Arbitrary<CsvValue> = fc.oneof(text, fc.integer(), fc.constant(null), fc.constant(undefined));

test('a row is what a library for CSV writes, with formulas disarmed and invisible text shown', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 6 }), (values) => {
      const cast = { string: (one: string) => visible(one) };
      expect(csvLine(values)).toBe(stringify([values], { escape_formulas: true, cast }));
    }),
  );
});
