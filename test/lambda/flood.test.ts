import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Settings } from '../../src/core/settings.ts';
import { failedSignIn, found, pass, signIn, startWithSlack, waiting } from '../helpers/notifier/slack-notifier.ts';
import { logsEnvelope, s3Notification } from '../helpers/records/envelopes.ts';

const SECOND = 1_000;

/** Names of equal length, in the order of time. */
const people = (count: number) => [...Array(count).keys()].map((index) => `person-${String(index).padStart(3, '0')}`);

async function flood(settings: Partial<Settings>) {
  const { notifier, slack } = await startWithSlack({ settings });
  const names = people(250);
  // Each is two findings.
  const records = names.map((name, index) =>
    signIn(name, notifier.now() - (300 - index) * SECOND, { sourceIPAddress: `198.51.100.${index}` }),
  );
  notifier.account.s3.create('trail');
  const key = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/19/a.json.gz';
  notifier.account.s3.put('trail', key, gzipSync(JSON.stringify({ Records: records })));
  expect(await found(s3Notification('trail', key), notifier)).toHaveLength(500);
  await notifier.pump();
  expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
  return { notifier, slack, names };
}

test('five hundred findings at once are few messages, one a second, none lost, in order', async () => {
  const { slack, names } = await flood({});
  expect(slack.taken.length).toBeLessThan(60);
  const told = slack.taken.flatMap((body) => [...new Set(body.match(/person-\d{3}/g))]);
  expect([...new Set(told)]).toEqual(names);
  const pauses = slack.times.slice(1).map((time, index) => time - (slack.times[index] ?? 0));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(SECOND);
});

test('many addresses that go on are one message more, for which the function is called once', async () => {
  const { notifier, slack } = await startWithSlack({});
  const attempts = (round: number) =>
    [...Array(40).keys()].map((index) =>
      failedSignIn(`user-${index}`, notifier.now(), round, { sourceIPAddress: `198.51.100.${index}` }),
    );
  await found(logsEnvelope(attempts(0)), notifier);
  await notifier.pump();
  await notifier.advance(30 * SECOND);
  await found(logsEnvelope(attempts(1)), notifier);
  expect(waiting(notifier, 'outbox.fifo')).toHaveLength(1);
  await pass(300 * SECOND, 30 * SECOND, notifier);

  expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
  expect(slack.taken.map((body) => JSON.parse(body).text)).toEqual(
    [0, 1].map(() => expect.stringMatching(/^⚠ .+ and 37 others failed to sign in 40 times from 40 addresses$/)),
  );
});
