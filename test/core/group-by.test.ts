import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupBy, groupByTwo } from '../../src/core/group-by.ts';

test('two keys group as one text of both does, in the order of the first of each group', () => {
  const item = fc.record({ one: fc.constantFrom('a', 'b', 'a b'), two: fc.constantFrom('1', '2'), place: fc.nat() });
  fc.assert(
    fc.property(fc.array(item), (items) => {
      const expected = groupBy(items, ({ one, two }) => JSON.stringify([one, two]));
      expect(
        groupByTwo(
          items,
          ({ one }) => one,
          ({ two }) => two,
        ),
      ).toEqual([...expected.values()]);
    }),
  );
});
