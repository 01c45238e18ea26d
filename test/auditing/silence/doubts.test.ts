/** How many simulations an audit may ask IAM for. */
import { expect, test } from 'vitest';
import { affordable, type Doubt } from '../../../src/auditing/silence/doubts.ts';

const doubts = (count: number, resources: number): readonly Doubt[] =>
  Array.from({ length: count }, (_, at) => ({
    principal: `arn:aws:iam::111122223333:role/r${at}`,
    questions: [
      {
        actions: ['sns:DeleteTopic', 'sns:SetTopicAttributes', 'sns:RemovePermission', 'sns:Unsubscribe'],
        resources: Array.from({ length: resources }, (_, to) => `arn:aws:sns:us-east-1:111122223333:t${to}`),
      },
    ],
  }));

test.each([
  ['a few', 3, 1, 3],
  ['many', 300, 1, 40],
  ['many, with 1,000 decisions each', 300, 250, 40],
  // 6 requests each.
  ['many on 1,500 topics', 300, 1_500, 33],
  ['one that alone takes more', 2, 100_000, 1],
])('%s', (_, count, resources, asked) => {
  expect(affordable(doubts(count, resources))).toHaveLength(asked);
});
