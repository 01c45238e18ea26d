import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/event.ts';
import type { Settings } from '../../src/core/settings.ts';
import type { NotifierOptions } from '../helpers/notifier/running-notifier.ts';
import { pass, startWithSlack } from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope, logsEnvelope } from '../helpers/records/envelopes.ts';
import { ELSEWHERE, identityCenter, identityCenterUser, OFFICE } from '../helpers/records/records.ts';

const SECOND = 1_000;
const TARO = '94d00cd8-e9e6-4810-b177-b08e84725435';
const NAME = 'taro@example.com';
const trusted: Partial<Settings> = { trusted: [{ cidr: '203.0.113.0/24', name: 'Tokyo office' }] };

/** As JSON, which an envelope holds. */
const json = (record: object): JsonObject => JSON.parse(JSON.stringify(record));
const challenge = json(
  identityCenter({
    name: 'CredentialChallenge',
    by: identityCenterUser(TARO),
    additional: { AuthWorkflowID: 'w1', CredentialType: 'PASSWORD', UserName: NAME },
  }),
);
const authentication = (from: string) =>
  json(identityCenter({ by: identityCenterUser(TARO), from, additional: { AuthWorkflowID: 'w1' } }));

const start = (options: NotifierOptions = {}) =>
  startWithSlack({ ...options, settings: { ...trusted, ...options.settings } });
const namesIn = (body: string) => [...new Set(body.match(/taro@example\.com|94d00cd8/g))];

test('below high a message waits for the name, and leaves as soon as it comes', async () => {
  const { notifier, slack } = await start();
  await notifier.hand(eventBridgeEnvelope(authentication(OFFICE)));
  await pass(100 * SECOND, 10 * SECOND, notifier);
  expect(slack.taken).toEqual([]);
  await notifier.hand(logsEnvelope([challenge]));
  await notifier.pump();
  expect(slack.taken.map(namesIn)).toEqual([[NAME]]);

  for (const record of [authentication(OFFICE), challenge]) {
    await notifier.hand(logsEnvelope([record]));
    await notifier.hand(eventBridgeEnvelope(record));
  }
  await pass(600 * SECOND, 60 * SECOND, notifier);
  expect(slack.taken).toHaveLength(1);
  const [row] = await notifier.table.query('login#2026-11');
  expect(row).toMatchObject({ user: NAME, person: NAME });
});

test('below high it waits no longer than two minutes, and what comes later adds nothing', async () => {
  const { notifier, slack } = await start();
  const begun = notifier.now();
  await notifier.hand(eventBridgeEnvelope(authentication(OFFICE)));
  await pass(150 * SECOND, SECOND, notifier);
  expect(slack.taken.map(namesIn)).toEqual([['94d00cd8']]);
  const waited = ((slack.times[0] ?? 0) - begun) / SECOND;
  expect([waited > 110, waited < 125]).toEqual([true, true]);
  await notifier.hand(logsEnvelope([challenge]));
  await pass(300 * SECOND, 60 * SECOND, notifier);
  expect(slack.taken).toHaveLength(1);
  expect((await notifier.table.query('login#2026-11')).map(({ user }) => user)).toEqual([NAME]);
});

test('at high it leaves at once, and one message more names the person, whatever the pipelines', async () => {
  const { notifier, slack } = await start();
  await notifier.hand(eventBridgeEnvelope(authentication(ELSEWHERE)));
  await notifier.pump();
  expect(slack.taken.map(namesIn)).toEqual([['94d00cd8']]);
  for (const record of [authentication(ELSEWHERE), challenge, authentication(ELSEWHERE), challenge]) {
    await notifier.advance(60 * SECOND);
    await notifier.hand(logsEnvelope([record]));
    await notifier.hand(eventBridgeEnvelope(record));
    await notifier.pump();
  }
  await pass(600 * SECOND, 60 * SECOND, notifier);
  expect(slack.taken).toHaveLength(2);
  expect(slack.taken[1]).toContain(
    `The Identity Center user (94d00cd8…) was ${NAME}: ${NAME} signed in to IAM Identity Center`,
  );
  expect((await notifier.table.query('login#2026-11')).map(({ user }) => user)).toEqual([NAME]);
});

test('a flood of attempts waits for no names: one message at once, and few requests', async () => {
  const { notifier, slack } = await start();
  const attempts = [...Array(300).keys()].map((index) => {
    const id = String(index).padStart(12, '0');
    const attempt = identityCenter({
      name: 'CredentialVerification',
      result: 'Failure',
      from: `198.51.100.${index % 250}`,
      additional: { AuthWorkflowID: `9de74b32-8362-4a01-a524-${id}` },
    });
    return json({ ...attempt, eventID: `aaaaaaaa-bbbb-4ccc-8ddd-${id}` });
  });
  const before = notifier.account.calls.length;
  expect((await notifier.invoke(logsEnvelope(attempts))).error).toBeUndefined();
  const calls = notifier.account.calls.slice(before);
  expect(calls.filter(({ action }) => action === 'SendMessage').length).toBeLessThan(10);
  expect(await notifier.table.query('nameless')).toHaveLength(300);
  await notifier.pump();
  expect(slack.taken.map((body) => JSON.parse(body).text)).toContainEqual(expect.stringMatching(/failed to sign in/));
});

test('in Japanese', async () => {
  const { notifier, slack } = await start({ settings: { language: 'ja' } });
  await notifier.hand(eventBridgeEnvelope(authentication(ELSEWHERE)));
  await notifier.hand(eventBridgeEnvelope(challenge));
  await notifier.pump();
  expect(slack.taken[1]).toContain(`Identity Centerユーザー（94d00cd8…）は ${NAME} でした：${NAME} が`);
});
