import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { KEYS } from '../../src/aws/login-table/keys.ts';
import type { RunningNotifier } from '../helpers/notifier/running-notifier.ts';
import { namesIn, signIn, startWithSlack, waiting } from '../helpers/notifier/slack-notifier.ts';
import {
  alarmMessage,
  eventBridgeEnvelope,
  logsEnvelope,
  s3Notification,
  sqsEnvelope,
} from '../helpers/records/envelopes.ts';

const MINUTE = 60_000;
/** An object that is not there: an invocation with it fails at each try. */
const NOWHERE = s3Notification('nowhere', 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/19/a.json.gz');

describe('an invocation that fails', () => {
  test('does not keep an unreadable record again at each retry', async () => {
    const { notifier } = await startWithSlack();
    const broken = { eventVersion: '1.11', eventID: 'broken', userIdentity: {} };
    await notifier.hand(sqsEnvelope(logsEnvelope([broken]), NOWHERE));

    const kept = waiting(notifier, 'dead').map(({ body }) => JSON.parse(body));
    expect(kept).toMatchObject([{ loginWatch: 'unreadable' }, { requestContext: { condition: 'RetriesExhausted' } }]);
  });

  test('keeps every unreadable record of a log payload, once, and of a file the first hundred', async () => {
    const { notifier } = await startWithSlack({ isDeployed: true });
    const broken = (from: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({
        eventVersion: '1.11',
        eventID: `${from} ${index}`,
        userIdentity: {},
      }));
    notifier.account.s3.create('trail');
    const key = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/19/b.json.gz';
    notifier.account.s3.put('trail', key, gzipSync(JSON.stringify({ Records: broken('file', 120) })));
    await notifier.hand(sqsEnvelope(logsEnvelope(broken('logs', 140)), s3Notification('trail', key), NOWHERE));

    const kept = waiting(notifier, 'dead').flatMap(({ body }) => JSON.parse(body).text ?? []);
    const ids = kept.map((text: string) => JSON.parse(text).eventID);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id: string) => id.startsWith('logs'))).toHaveLength(140);
    expect(ids.filter((id: string) => id.startsWith('file'))).toHaveLength(100);
  });

  test('alerts of what could be fetched, before and behind the object that could not', async () => {
    const { notifier, slack } = await startWithSlack();
    const [alice, bob] = ['alice', 'bob'].map((name) => eventBridgeEnvelope(signIn(name, notifier.now())));
    const { error } = await notifier.invoke(sqsEnvelope(alice ?? {}, NOWHERE, bob ?? {}));
    await notifier.pump();

    expect(error).toBe('Unhandled');
    expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice', 'bob']]);
  });

  test('does not move the high-water mark of a log group', async () => {
    const { notifier } = await startWithSlack();
    putInGroup(notifier, { alice: notifier.now() });
    const alarm = alarmMessage({ changed: notifier.now() });
    const mark = () => notifier.table.get(KEYS.mark('sign-ins'), 'trail-logs');
    await notifier.invoke(sqsEnvelope(alarm, NOWHERE));
    expect(await mark()).toBeUndefined();

    await notifier.invoke(sqsEnvelope(alarm));
    expect(await mark()).toMatchObject({ until: expect.any(Number) });
  });
});

test('the first alarm of all finds log events that were written twenty minutes before its window', async () => {
  const { notifier, slack } = await startWithSlack();
  const changed = notifier.now();
  putInGroup(notifier, { alice: changed - 24 * MINUTE, bob: changed - 26 * MINUTE });
  await notifier.hand(alarmMessage({ changed, period: 300 }));
  await notifier.pump();
  expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice']]);
});

test('no message is begun with less than half a minute left; it comes again at once', async () => {
  const left = [30_000, 29_999];
  const { notifier, slack } = await startWithSlack({ remaining: () => left.shift() ?? 30_000 });
  for (const name of ['alice', 'bob']) await notifier.hand(eventBridgeEnvelope(signIn(name, notifier.now())));
  expect(await notifier.pump()).toBe(2);
  expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice'], ['bob']]);
});

test('a secret is read again after five minutes, and not before', async () => {
  const { notifier } = await startWithSlack();
  const reads = async (name: string) => {
    await notifier.hand(eventBridgeEnvelope(signIn(name, notifier.now())));
    await notifier.pump();
    return notifier.account.calls.filter(({ action }) => action === 'GetParameter').length;
  };
  expect(await reads('alice')).toBe(1);
  await notifier.advance(4.5 * MINUTE);
  expect(await reads('bob')).toBe(1);
  await notifier.advance(MINUTE);
  expect(await reads('carol')).toBe(2);
});

/** Sign-ins of users at these times. */
function putInGroup({ account: { logs } }: RunningNotifier, times: Readonly<Record<string, number>>): void {
  const filterName = 'sign-ins';
  logs.create('trail-logs').metricFilters.set(filterName, {
    filterName,
    filterPattern: '{ $.eventName = "ConsoleLogin" }',
    metricTransformations: [{ metricName: 'ConsoleLogin', metricNamespace: 'LoginWatch/Trail', metricValue: '1' }],
  });
  const events = Object.entries(times).map(([user, timestamp]) => ({
    timestamp,
    message: JSON.stringify(signIn(user, timestamp)),
  }));
  logs.put('trail-logs', events);
}
