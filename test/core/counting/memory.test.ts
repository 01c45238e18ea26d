import { expect, test } from 'vitest';
import { createMemory } from '../../../src/core/counting/memory.ts';
import { event } from '../../helpers/records/events.ts';

const entry = (minute: number) => ({ event: event({ minute }), value: undefined, closing: false });
const at = (minute: number) => event({ minute }).epoch;

test('recall gives the span in order of time, each event once, and keeps keys apart', async () => {
  const memory = createMemory();
  for (const minute of [9, 3, 5, 3]) await memory.recall('a', entry(minute), 0, 0);
  await memory.recall('b', entry(4), 0, 0);

  const found = await memory.recall('a', entry(7), at(3), at(7));

  expect(found.map(({ event }) => event.time)).toEqual([
    '2026-11-19T09:03:00Z',
    '2026-11-19T09:05:00Z',
    '2026-11-19T09:07:00Z',
  ]);
});

test('a claim holds until its time, and who comes meanwhile is told whose it is', async () => {
  const memory = createMemory();

  const answers = [
    await memory.claim('id', 'one', at(0), at(15)),
    await memory.claim('id', 'two', at(15), at(30)),
    await memory.claim('id', 'one', at(15), at(30)),
    await memory.claim('id', 'two', at(16), at(31)),
    await memory.claim('id', 'one', at(20), at(35)),
    await memory.claim('other', 'two', at(0), at(1)),
  ];

  expect(answers).toEqual(['one', 'one', 'one', 'two', 'two', 'two']);
});
