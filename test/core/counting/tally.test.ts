import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemory, type Memory } from '../../../src/core/counting/memory.ts';
import { type Remembered, SlidingTally } from '../../../src/core/counting/tally.ts';
import { byTime, type TrailEvent } from '../../../src/core/event.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import type { Window } from '../../../src/core/rule.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { event } from '../../helpers/records/events.ts';
import { rule } from '../../helpers/records/rule.ts';

const WINDOWS: readonly Window[] = [
  { by: ['account'], minutes: 15, count: 3 },
  { by: ['account'], minutes: 10, count: 2, distinct: 'address' },
  { by: ['account'], minutes: 20, count: 2, closedBy: { eventName: ['Closing'] } },
  { by: ['account'], minutes: 30, count: 1, unseen: 'address' },
];

/** The same memory, which must be asked for all events of a window each time. */
function withoutTally(memory: Memory): Memory {
  return { recall: memory.recall, claim: memory.claim };
}

const anyEvent = fc
  .record({
    minute: fc.integer({ min: 0, max: 90 }),
    address: fc.constantFrom('203.0.113.1', '203.0.113.2', '198.51.100.1'),
    isClosing: fc.boolean(),
    id: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ minute, address, isClosing, id }) =>
    event({
      minute,
      address,
      id: `event-${id}`,
      record: { eventSource: 'signin.amazonaws.com', eventName: isClosing ? 'Closing' : 'ConsoleLogin' },
    }),
  );

test('a window that moves along finds what looking at all events finds, whatever the order of arrival', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uniqueArray(anyEvent, { selector: ({ id }) => id, maxLength: 25 }), { maxLength: 4 }),
      fc.constantFrom(...WINDOWS),
      async (batches, window) => {
        const counting = rule({ window, when: { eventSource: ['signin.amazonaws.com'] } });
        const look = async (memory: Memory) => {
          const found = [];
          for (const batch of batches) {
            const { findings } = await inspect(
              batch,
              activate([counting], DEFAULT_SETTINGS),
              makeContext(DEFAULT_SETTINGS),
              memory,
            );
            found.push(findings.map(({ id, event: last, events }) => [id, last.id, events.map((one) => one.id)]));
          }
          return found;
        };
        expect(await look(createMemory())).toEqual(await look(withoutTally(createMemory())));
      },
    ),
    { numRuns: 300 },
  );
});

test('a window lists its events only for the finding, however long the burst goes on', async () => {
  const memory = createMemory();
  let listed = 0;
  const counted: Memory = {
    ...memory,
    tally: (key, entry, length) => {
      const tally = memory.tally?.(key, entry, length);
      const counting = () => {
        listed += 1;
        return tally?.counting() ?? [];
      };
      return tally && { ...tally, counting };
    },
    recall: () => expect.unreachable('events in order of time need no list'),
  };
  const events: TrailEvent[] = [...Array(5_000).keys()].map((index) =>
    event({ minute: index / 1_000, id: `e${index}` }),
  );
  const burst = rule({ window: { by: ['account'], minutes: 15, count: 3 } });
  const { findings } = await inspect(
    events,
    activate([burst], DEFAULT_SETTINGS),
    makeContext(DEFAULT_SETTINGS),
    counted,
  );
  expect([findings.length, listed]).toEqual([1, 1]);
});

test('of later events that are known it is counted what stands around each one', () => {
  const length = 10 * 60_000;
  const anyEntry = fc
    .record({ minute: fc.nat(60), id: fc.nat(99), value: fc.constantFrom('a', 'b', 'c'), closing: fc.boolean() })
    .map(({ minute, id, value, closing }): Remembered => ({ event: event({ minute, id: `e${id}` }), value, closing }));
  const entries = fc.uniqueArray(anyEntry, { selector: (entry) => entry.event.id, maxLength: 40 });
  const inOrder = (list: readonly Remembered[]) => list.toSorted((a, b) => byTime(a.event, b.event));
  fc.assert(
    fc.property(entries, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (all, isOwn) => {
      const tally = new SlidingTally();
      for (const entry of all.filter((_, index) => !isOwn[index])) tally.keep(entry);
      const known = all.filter((_, index) => !isOwn[index]);
      for (const entry of inOrder(all.filter((_, index) => isOwn[index]))) {
        known.push(entry);
        const told = tally.add(entry, length);
        const near = known.filter((one) => Math.abs(one.event.epoch - entry.event.epoch) <= length);
        const until = near.filter((one) => byTime(one.event, entry.event) <= 0);
        const counting = (list: readonly Remembered[]) => list.filter(({ closing }) => !closing);
        const distinct = (list: readonly Remembered[]) => new Set(counting(list).map(({ value }) => value)).size;
        expect(told).toMatchObject({ count: counting(until).length, distinct: distinct(until) });
        if (told?.around === undefined) expect(near).toHaveLength(until.length);
        else {
          const closing = near.length - counting(near).length;
          expect(told.around).toEqual({ count: counting(near).length, distinct: distinct(near), closing });
        }
      }
    }),
  );
});
