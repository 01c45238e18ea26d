import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TableMemory, tableMemory } from '../../../src/aws/login-table/memory.ts';
import { inspectWithPrefetch } from '../../../src/aws/login-table/prefetch.ts';
import type { TrailEvent } from '../../../src/core/event.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { memoryTable } from '../../helpers/aws/memory-table.ts';
import { event } from '../../helpers/records/events.ts';
import { rule } from '../../helpers/records/rule.ts';

const probe = rule({
  window: [
    { by: ['account', 'user'], minutes: 5, count: 4 },
    { by: ['account'], minutes: 15, count: 3, distinct: 'address' },
  ],
});
const active = activate([probe], DEFAULT_SETTINGS);
const context = makeContext(DEFAULT_SETTINGS);
const open = (): TableMemory =>
  tableMemory(
    memoryTable(() => 0),
    () => 0,
  );

/** Asks for all events near each one, as a memory does that can't count along. */
const asking = (memory: TableMemory): TableMemory => ({
  ...memory,
  prefetch: async (...asked) => {
    const read = await memory.prefetch(...asked);
    return {
      async begin() {
        const { recall, claim, settle } = await read.begin();
        return { recall, claim, settle };
      },
    };
  },
});

async function found(invocations: readonly (readonly TrailEvent[])[], memory: TableMemory) {
  const findings = [];
  for (const events of invocations) {
    const inspection = await inspectWithPrefetch(events, active, context, memory);
    findings.push(inspection.findings.map(({ id, event: { id: last }, events: all }) => [id, last, all.length]));
  }
  return findings;
}

const anyEvent = fc
  .record({ minute: fc.integer({ min: 0, max: 30 }), octet: fc.integer({ min: 1, max: 4 }), user: fc.nat({ max: 1 }) })
  .map(({ minute, octet, user }) =>
    event({ minute, address: `198.51.100.${octet}`, actor: { name: `user-${user}`, principalId: `user-${user}` } }),
  );

test('counting along finds what looking at all events near each one finds, late events and retries included', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(anyEvent, { maxLength: 12 }), { maxLength: 4 }), async (invocations) => {
      expect(await found(invocations, open())).toEqual(await found(invocations, asking(open())));
    }),
  );
});

test('thousands of attempts in one input are looked at once each', async () => {
  let looked = 0;
  const memory = open();
  const counted: TableMemory = {
    ...memory,
    prefetch: async (...parts) => {
      const read = await memory.prefetch(...parts);
      return {
        async begin() {
          const { recall, ...rest } = await read.begin();
          return {
            ...rest,
            recall: async (...asked) => {
              const near = await recall(...asked);
              looked += near.length;
              return near;
            },
          };
        },
      };
    },
  };
  const attempts = Array.from({ length: 600 }, (_, index) => event({ minute: index / 60 }));
  const [findings] = await found([attempts], counted);
  expect(findings?.length).toBe(2);
  expect(looked).toBeLessThan(attempts.length);
});
