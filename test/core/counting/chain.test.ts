import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemory, type Memory } from '../../../src/core/counting/memory.ts';
import type { TrailEvent } from '../../../src/core/event.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { signinOauth } from '../../../src/rules/signin/signin-oauth.ts';
import { ELSEWHERE, OFFICE, oauth } from '../../helpers/records/records.ts';
import { TRUSTED } from '../../helpers/records/test-rule.ts';

const settings = { ...DEFAULT_SETTINGS, ...TRUSTED };
const rules = activate([signinOauth], settings);
const look = (events: readonly TrailEvent[], memory: Memory) => inspect(events, rules, makeContext(settings), memory);

function eventsOf(records: readonly object[]): readonly TrailEvent[] {
  return records.map(normalise).flatMap((reading) => (reading.kind === 'event' ? [reading.event] : []));
}

const token = { name: 'CreateOAuth2Token' };
const DEED = eventsOf([
  oauth({ from: OFFICE }),
  oauth({ ...token, from: OFFICE }),
  oauth({ ...token, from: ELSEWHERE, minute: 1 }),
  oauth({ ...token, from: OFFICE, minute: 16 }),
]);

/** Ids of what people are told if each event comes by itself, as from EventBridge. */
async function toldInTurn(events: readonly TrailEvent[]): Promise<ReadonlyMap<string, string>> {
  const memory = createMemory();
  const told = new Map<string, string>();
  for (const event of events) {
    const { findings } = await look([event], memory);
    for (const { id, message } of findings) if (!told.has(id)) told.set(id, message.en);
  }
  return told;
}

test('an authorisation and its tokens are one finding, and the token taken elsewhere another', async () => {
  const { findings, failures } = await look(DEED, createMemory());

  expect(failures).toEqual([]);
  expect(findings.map(({ title, events }) => [title.en, events.length])).toEqual([
    ['Sign-in to the AWS CLI', 1],
    ['Token taken from another address', 2],
  ]);
});

test('however late the authorisation comes, and however often each event, nobody is told of it twice', async () => {
  const [authorisation, first, elsewhere, renewed] = DEED;
  if (!authorisation || !first || !elsewhere || !renewed) throw new RangeError('four events');
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([authorisation, first, renewed, authorisation, first], { minLength: 5 }),
      async (order) => {
        // A token that is renewed later is taken for a deed of its own only where it comes before all the others.
        expect((await toldInTurn(order)).size).toBe(order.indexOf(renewed) === 0 ? 2 : 1);
      },
    ),
  );
});

test('a token from elsewhere is found in any order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...DEED.slice(0, 3)], { minLength: 3 }), async (order) => {
      const told = [...(await toldInTurn(order)).values()];
      expect(told.filter((text) => text.includes('but the token was taken'))).toHaveLength(1);
    }),
  );
});
