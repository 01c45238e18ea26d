import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/event.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import type { RunningNotifier } from '../helpers/notifier/running-notifier.ts';
import { failedSignIn, found, namesIn, signIn, startWithSlack } from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope, logsEnvelope, s3Notification } from '../helpers/records/envelopes.ts';
import { replayed } from '../helpers/records/replayed.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 19, 9);
const COUNTED = ['signin-bruteforce', 'signin-spray', 'signin-fail-then-ok'];
/** Only what counts, so that each message is about a burst. */
const settings: Partial<Settings> = {
  rules: Object.fromEntries(RULES.map(({ id }) => [id, { on: COUNTED.includes(id) }])),
};

const failures = (user: string, count: number, start = START) =>
  [...Array(count).keys()].map((index) => failedSignIn(user, start + index * MINUTE, index));

const ofBursts = (ids: readonly string[]) =>
  [...new Set(ids.filter((id) => COUNTED.includes(id.split(' ')[0] ?? '')))].sort();
const expected = async (records: readonly JsonObject[]) =>
  ofBursts(await replayed(records, { ...DEFAULT_SETTINGS, ...settings }));

async function toS3(records: readonly JsonObject[], { account }: RunningNotifier, name: string): Promise<JsonObject> {
  const key = `AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/19/${name}.json.gz`;
  account.s3.create('trail');
  account.s3.put('trail', key, gzipSync(JSON.stringify({ Records: records })));
  return s3Notification('trail', key);
}

test('a burst that comes in pieces, out of order, over three pipelines and twice is one finding, replay’s own', async () => {
  const records = failures('alice', 5);
  const [a, b, c, d, e] = records as [JsonObject, JsonObject, JsonObject, JsonObject, JsonObject];
  const { notifier, slack } = await startWithSlack({ settings, start: START + 20 * MINUTE });
  const inputs = [logsEnvelope([e, b]), eventBridgeEnvelope(d), await toS3([c], notifier, 'c'), eventBridgeEnvelope(a)];
  const ids: string[] = [];
  for (const input of [...inputs, ...inputs.toReversed()]) {
    ids.push(...(await found(input, notifier)));
    await notifier.pump();
  }

  expect(ofBursts(ids)).toEqual(await expected(records));
  expect(ofBursts(ids)).toHaveLength(1);
  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
});

test('a burst that goes on is told once, whatever part of it comes first', async () => {
  const records = failures('alice', 14);
  const { notifier, slack } = await startWithSlack({ settings, start: START + 20 * MINUTE });
  for (const part of [records.slice(5, 10), records.slice(0, 5), records.slice(10), records]) {
    await found(logsEnvelope(part), notifier);
    await notifier.pump();
  }
  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
});

test('a burst whose finder died before it was told is told by whoever finds it next', async () => {
  let isDown = true;
  const { notifier, slack } = await startWithSlack({
    settings,
    start: START + 20 * MINUTE,
    trouble: (service, action) =>
      isDown && service === 'sqs' && action === 'SendMessage' ? { status: 500, body: '{}' } : undefined,
  });
  const records = failures('alice', 10);
  expect((await notifier.invoke(logsEnvelope(records.slice(5)))).error).toBe('Unhandled');
  isDown = false;
  await notifier.advance(5 * MINUTE);
  // The failures before: they make another burst, which meets the one that nobody was told of.
  await found(logsEnvelope(records.slice(0, 5)), notifier);
  await notifier.pump();

  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
});

test('a burst of the morning that comes after one of the evening is told as well', async () => {
  const [morning, evening] = [failures('alice', 5), failures('alice', 5, START + 9 * 60 * MINUTE)];
  const late = evening.map((record) => ({ ...record, eventID: `${record['eventID']}-late` }));
  const { notifier, slack } = await startWithSlack({ settings, start: START + 10 * 60 * MINUTE });
  const ids = [...(await found(logsEnvelope(late), notifier)), ...(await found(logsEnvelope(morning), notifier))];
  await notifier.pump();

  expect(ofBursts(ids)).toEqual(await expected([...morning, ...late]));
  expect(slack.taken).toHaveLength(2);
});

test('two halves of a burst at the same moment in two execution environments are one finding', async () => {
  const records = failures('alice', 6);
  const { notifier, slack } = await startWithSlack({ settings, start: START + 20 * MINUTE });
  const second = await notifier.another();
  const halves = [records.filter((_, index) => index % 2 === 0), records.filter((_, index) => index % 2 === 1)];
  const inputs = halves.map((half) => logsEnvelope(half));
  await Promise.all([notifier.invoke(inputs[0]), second.invoke(inputs[1])]);
  // Who was told that another is at it asks again.
  await notifier.advance(MINUTE);
  for (const input of inputs) await notifier.hand(input);
  await notifier.pump();

  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
});

test('failures before a success, and several users from one address, across pipelines', async () => {
  const names = [...Array(12).keys()].map((index) => `user-${index}`);
  const spray = names.map((name, index) =>
    failedSignIn(name, START + index * MINUTE, 0, { sourceIPAddress: '203.0.113.99' }),
  );
  const ok = signIn('alice', START + 4 * MINUTE, { additionalEventData: { MFAUsed: 'Yes' } });
  const records = [...failures('alice', 3), ok, ...spray];
  const { notifier } = await startWithSlack({ settings, start: START + 20 * MINUTE });
  const ids = [
    ...(await found(eventBridgeEnvelope(ok), notifier)),
    ...(await found(logsEnvelope(failures('alice', 3).toReversed()), notifier)),
    ...(await found(await toS3(spray, notifier, 'spray'), notifier)),
  ];

  expect(ofBursts(ids)).toEqual(await expected(records));
  expect(new Set(ofBursts(ids).map((id) => id.split(' ')[0]))).toEqual(
    new Set(['signin-spray', 'signin-bruteforce', 'signin-fail-then-ok']),
  );
});

test('hundreds of failures at once neither hold up the others nor read each other over and over', async () => {
  const count = 400;
  const records = [...Array(count).keys()].map((index) =>
    failedSignIn('alice', START + Math.floor((index * 14 * MINUTE) / count), index),
  );
  const asked = { get: 0, query: 0 };
  const { notifier, slack } = await startWithSlack({
    settings,
    start: START + 20 * MINUTE,
    around: (table) => ({
      ...table,
      get(...parts) {
        asked.get += 1;
        return table.get(...parts);
      },
      query(...parts) {
        asked.query += 1;
        return table.query(...parts);
      },
    }),
  });
  await found(await toS3([...records, ...failures('bob', 5)], notifier, 'flood'), notifier);
  await notifier.pump();

  expect(new Set(namesIn(slack, ['alice', 'bob']).flat())).toEqual(new Set(['alice', 'bob']));
  expect([asked.get > 0, asked.get < 50, asked.query > 0, asked.query < 50]).toEqual([true, true, true, true]);
});

test('of a flood that no invocation can look up as a whole the gravest is told', async () => {
  let isOver = false;
  const { notifier, slack } = await startWithSlack({
    settings,
    start: START + 20 * MINUTE,
    // As if time were up by then.
    around: (table) => ({
      ...table,
      async putAll(items) {
        if (items.some(({ pk }) => pk.startsWith('windows#')) && isOver) throw new Error('time is up');
        isOver ||= items.some(({ pk }) => pk.startsWith('windows#'));
        await table.putAll(items);
      },
    }),
  });
  const records = [...Array(1_000).keys()].map((index) => failedSignIn('alice', START, index));
  const ok = signIn('bob', START + 8 * MINUTE, { additionalEventData: { MFAUsed: 'Yes' } });
  const input = await toS3([...failures('bob', 5, START + MINUTE), ok, ...records], notifier, 'flood');
  expect((await notifier.invoke(input, 'request')).error).toBe('Unhandled');
  await notifier.pump();
  // Bob's success after failures is critical, the guessing of alice's password only high.
  expect(namesIn(slack, ['alice', 'bob'])).toEqual([['bob']]);
});

test('a history that can’t be written holds up no alert', async () => {
  let isDown = true;
  const { notifier, slack } = await startWithSlack({
    settings,
    start: START + 20 * MINUTE,
    around: (table) => ({
      ...table,
      async putAll(items) {
        if (isDown && items.some(({ pk }) => pk.startsWith('login#'))) throw new Error('throttled');
        await table.putAll(items);
      },
    }),
  });
  const input = await toS3(failures('alice', 5), notifier, 'few');
  expect((await notifier.invoke(input, 'request')).error).toBe('Unhandled');
  await notifier.pump();
  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
  isDown = false;
  expect((await notifier.invoke(input, 'request')).error).toBeUndefined();
  await notifier.pump();
  expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
  expect(await notifier.table.query('login#2026-11')).toHaveLength(5);
});
