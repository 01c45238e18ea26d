import { expect, test } from 'vitest';
import { groupOf } from '../../src/auditing/telemetry.ts';

test.each([
  ['', 'aws/cloudtrail/managementevents'],
  ['aws/cloudtrail/[event-type]', 'aws/cloudtrail/managementevents'],
  ['aws/cloudtrail/<event-types>', 'aws/cloudtrail/managementevents'],
  ['central/<accountId>/trail', 'central/111122223333/trail'],
  ['trail', 'trail'],
  ['trail/<resourceId>', undefined],
])('a rule with the destination "%s" writes management events to %s', (destination, group) => {
  const selection = { basic: [], advanced: [], selectors: { basic: [], advanced: [] } };
  expect(groupOf({ name: 'rule', destination, selection }, '111122223333')).toBe(group);
});
