import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEVERITIES } from '../../../src/core/rule.ts';
import { GROUP_KEYS, groupsOf, joinGroups } from '../../../src/core/stories/group.ts';
import { HOUR } from '../../../src/core/time.ts';
import { finding } from '../../helpers/host/report.ts';
import { event } from '../../helpers/records/events.ts';

test('findings that are counted part by part give the groups of all of them', () => {
  const one = fc.record({
    rule: fc.constantFrom('a', 'b', 'c'),
    severity: fc.constantFrom(...SEVERITIES),
    hour: fc.integer({ min: 0, max: 5 }),
  });
  const parts = fc.array(fc.array(one, { maxLength: 6 }), { maxLength: 5 });
  fc.assert(
    fc.property(parts, fc.constantFrom(...GROUP_KEYS), (lists, by) => {
      const made = lists.map((list) =>
        list.map(({ hour, ...rest }) => finding({ ...rest, event: { ...event(), epoch: hour * HOUR + 60_000 } })),
      );
      const joined = made.map((list) => groupsOf(list, by)).reduce((a, b) => joinGroups(a, b, by), []);
      expect(joined).toEqual(groupsOf(made.flat(), by));
    }),
    { numRuns: 60 },
  );
});
