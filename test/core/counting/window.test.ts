import { expect, test } from 'vitest';
import { createMemory } from '../../../src/core/counting/memory.ts';
import type { TrailEvent } from '../../../src/core/event.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import type { Rule, Window } from '../../../src/core/rule.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { event } from '../../helpers/records/events.ts';
import { rule } from '../../helpers/records/rule.ts';

const failed = (minute: number, parts: Parameters<typeof event>[0] = {}) =>
  event({ minute, outcome: 'failure', ...parts });
const counting = (window: Window | readonly Window[]) =>
  rule({ check: ({ outcome }) => (outcome === 'failure' ? {} : undefined), window });
const burst = counting({ by: ['account', 'user'], minutes: 15, count: 3 });

/** Ids of what is found by parts that come one after another. */
async function findAll(of: Rule, ...parts: readonly (readonly TrailEvent[])[]) {
  const memory = createMemory();
  const ids: string[][] = [];
  for (const part of parts) {
    const { findings } = await inspect(part, activate([of], DEFAULT_SETTINGS), makeContext(DEFAULT_SETTINGS), memory);
    ids.push(findings.map(({ id }) => id));
  }
  return ids;
}

test('whoever goes on with a burst finds the same finding, because its first finder may have died', async () => {
  const [late, early, more] = await findAll(
    burst,
    [failed(5), failed(6), failed(7)],
    [failed(0), failed(1), failed(2)],
    [failed(9), failed(20)],
  );
  expect(late).toHaveLength(1);
  expect([early, more]).toEqual([late, late]);
});

const inOrder: [string, <T>(items: readonly T[]) => readonly T[]][] = [
  ['in order', (items) => items],
  ['the last first', (items) => items.toReversed()],
];
test.each(inOrder)('a window holds what is exactly as old as it is long, and nothing older: %s', async (_, ordered) => {
  const found = async (...minutes: readonly number[]) =>
    (await findAll(burst, ...ordered(minutes.map((minute) => [failed(minute)])))).flat().length;
  expect([await found(0, 7, 15), await found(0, 7, 16)]).toEqual([1, 0]);
});

test('so does a window that looks for something new', async () => {
  const fresh = rule({ window: { by: ['user'], minutes: 60, count: 1, unseen: 'network' } });
  const found = async (minute: number) =>
    (await findAll(fresh, [event({ address: '203.0.113.1' })], [event({ minute })])).flat().length;
  expect([await found(60), await found(61)]).toEqual([1, 0]);
});

test('an earlier burst that comes after a later one is another finding', async () => {
  const [later, earlier] = await findAll(
    burst,
    [failed(100), failed(101), failed(102)],
    [failed(0), failed(1), failed(2)],
  );
  const [[first, second] = []] = await findAll(
    burst,
    [0, 1, 2, 100, 101, 102].map((minute) => failed(minute)),
  );
  expect([earlier, later]).toEqual([[first], [second]]);
});

test('of two windows the one that is new is told, where the other only goes on', async () => {
  const both = counting([
    { by: ['user'], minutes: 15, count: 2 },
    { by: ['address'], minutes: 60, count: 4 },
  ]);
  const events = [failed(0), failed(1), failed(10, { actor: { name: 'bob' } }), failed(16)];
  const [ids] = await findAll(both, events);
  expect(ids).toHaveLength(2);
});

test('what is seen first at the same second is told by one of two, whichever comes later', async () => {
  const fresh = rule({ window: { by: ['user'], minutes: 60, count: 1, unseen: 'network' } });
  const [one, other] = [event({ address: '203.0.113.1', id: 'a' }), event({ address: '198.51.100.1', id: 'b' })];
  const [together = []] = await findAll(fresh, [one, other]);
  const [, , again = []] = await findAll(fresh, [other], [one], [one, other]);
  expect(together).toHaveLength(1);
  expect(again).toEqual(together);
});

test('thousands of failures of one user are counted in one pass', async () => {
  const sparse = counting({ by: ['address'], minutes: 60, count: 3, distinct: 'user' });
  const events = [...Array(2_000).keys()].map((index) => failed(index % 50, { id: `failure-${index}` }));
  const [few] = await findAll(sparse, events);
  expect(few).toEqual([]);
  const spray = ['bob', 'carol'].map((name) => failed(50, { actor: { name } }));
  expect((await findAll(sparse, [...events, ...spray]))[0]).toHaveLength(1);
});
