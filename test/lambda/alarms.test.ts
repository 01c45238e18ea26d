import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../sandbox/account/service.ts';
import type { JsonObject } from '../../src/core/event.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import type { NotifierOptions, RunningNotifier } from '../helpers/notifier/running-notifier.ts';
import { failedSignIn, found, namesIn, signIn, startWithSlack, waiting } from '../helpers/notifier/slack-notifier.ts';
import { alarmMessage, snsEnvelope } from '../helpers/records/envelopes.ts';
import { replayed } from '../helpers/records/replayed.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** One message a sign-in. */
const settings: Partial<Settings> = {
  rules: Object.fromEntries(
    RULES.map(({ id }) => [id, { on: id === 'signin-untrusted' || id === 'signin-bruteforce' }]),
  ),
};

async function startWithLogs(options: NotifierOptions = {}) {
  const { notifier, slack } = await startWithSlack({ settings, ...options });
  const group = notifier.account.logs.create('trail-logs');
  group.metricFilters.set('sign-ins', {
    filterName: 'sign-ins',
    filterPattern: '{ $.eventName = "ConsoleLogin" }',
    metricTransformations: [{ metricName: 'ConsoleLogin', metricNamespace: 'LoginWatch/Trail', metricValue: '1' }],
  });
  const put = (timestamp: number, ...records: readonly JsonObject[]) =>
    notifier.account.logs.put(
      'trail-logs',
      records.map((record) => ({ timestamp, message: JSON.stringify(record) })),
    );
  const alarm = (state = 'ALARM') => snsEnvelope(alarmMessage({ state, changed: notifier.now() }));
  return { notifier, slack, put, alarm };
}

const other = (moment: number, index: number) =>
  signIn('nobody', moment, {
    eventName: 'DescribeInstances',
    eventSource: 'ec2.amazonaws.com',
    eventID: `other-${index}`,
  });

const pagesAsked = ({ account }: RunningNotifier) => account.calls.filter(({ action }) => action === 'FilterLogEvents');

test('an alarm’s log events are told one by one, from all pages, with replay’s finding ids', async () => {
  const { notifier, slack, put, alarm } = await startWithLogs({ logsPage: 3 });
  const start = notifier.now();
  const failures = [0, 1, 2, 3, 4].map((index) => failedSignIn('mallory', start - (9 - index) * MINUTE, index));
  const records = [...failures, signIn('alice', start - 2 * MINUTE), signIn('bob', start - MINUTE)];
  // Most of what lies there is something else, so that pages are empty and lead to others.
  for (const [index, record] of records.entries()) {
    put(start - MINUTE, ...[1, 2, 3, 4].map((more) => other(start - MINUTE, index * 10 + more)), record);
  }
  const ids = await found(alarm(), notifier);
  await notifier.pump();

  const expected = await replayed(records, { ...DEFAULT_SETTINGS, ...settings });
  const ruled = (list: readonly string[]) => list.filter((id) => /^signin-(untrusted|bruteforce) /.test(id)).sort();
  expect(ruled(ids)).toEqual(ruled(expected));
  expect(ids).toHaveLength(3);
  expect(slack.taken.join('\n')).toMatch(/alice[\s\S]*198\.51\.100\.7|198\.51\.100\.7[\s\S]*alice/);
  expect(namesIn(slack, ['alice', 'bob', 'mallory'])).toEqual([['alice', 'bob', 'mallory']]);
  expect(pagesAsked(notifier).length).toBeGreaterThan(10);
  expect(notifier.logged('taken in')).toMatchObject([{ records: 7 }]);
});

test('what comes while the alarm lasts is told when it ends, and nothing is told twice', async () => {
  const { notifier, slack, put, alarm } = await startWithLogs();
  put(notifier.now(), signIn('alice', notifier.now()));
  await notifier.hand(alarm());
  await notifier.hand(alarm());
  for (const name of ['bob', 'carol']) {
    await notifier.advance(2 * MINUTE);
    put(notifier.now(), signIn(name, notifier.now()));
  }
  await notifier.advance(3 * MINUTE);
  await notifier.hand(alarm('OK'));
  await notifier.hand(alarm('INSUFFICIENT_DATA'));
  await notifier.pump();
  expect(namesIn(slack, ['alice', 'bob', 'carol'])).toEqual([['alice'], ['bob', 'carol']]);
});

test('what came while nobody was notified is told with the next alarm', async () => {
  const { notifier, slack, put, alarm } = await startWithLogs();
  put(notifier.now(), signIn('alice', notifier.now()));
  await notifier.hand(alarm());
  // The scheduler had switched the alarm's actions off.
  await notifier.advance(3 * HOUR);
  put(notifier.now(), signIn('bob', notifier.now()));
  await notifier.advance(5 * HOUR);
  put(notifier.now(), signIn('carol', notifier.now()));
  await notifier.hand(alarm());
  await notifier.pump();
  expect(namesIn(slack, ['alice', 'bob', 'carol'])).toEqual([['alice'], ['bob', 'carol']]);
});

test('log events that come late, older than what was told, are not left out', async () => {
  const { notifier, slack, put, alarm } = await startWithLogs();
  const start = notifier.now();
  put(start, signIn('alice', start));
  await notifier.hand(alarm());
  put(start - 10 * MINUTE, signIn('bob', start - 15 * MINUTE));
  await notifier.advance(2 * HOUR);
  put(notifier.now(), signIn('carol', notifier.now()));
  await notifier.hand(alarm());
  await notifier.pump();
  expect(namesIn(slack, ['alice', 'bob', 'carol'])).toEqual([['alice'], ['bob', 'carol']]);
});

test('a rare alarm is told though what lies since the last one takes too long to look at', async () => {
  const holder: { notifier?: RunningNotifier; isSlow: boolean } = { isSlow: false };
  const { notifier, slack, put, alarm } = await startWithLogs({
    logsPage: 1,
    trouble: (service, action) => {
      if (holder.isSlow && service === 'logs' && action === 'FilterLogEvents') void holder.notifier?.advance(10_000);
      return undefined;
    },
  });
  holder.notifier = notifier;
  put(notifier.now(), signIn('alice', notifier.now()));
  await notifier.hand(alarm());
  for (let hour = 0; hour < 30; hour += 1) {
    await notifier.advance(6 * HOUR);
    put(notifier.now(), other(notifier.now(), hour));
  }
  put(notifier.now(), signIn('bob', notifier.now()));
  await notifier.advance(DAY);
  put(notifier.now(), signIn('carol', notifier.now()));
  holder.isSlow = true;
  await notifier.hand(alarm());
  await notifier.pump();
  expect(namesIn(slack, ['alice', 'bob', 'carol'])).toEqual([['alice'], ['carol']]);
  expect(notifier.logged('not all log events since the last alarm could be looked at in time')).toHaveLength(1);

  // The mark is moved no further than was looked at, so that the end of the alarm brings the rest.
  holder.isSlow = false;
  await notifier.hand(alarm('OK'));
  await notifier.pump();
  expect(namesIn(slack, ['alice', 'bob', 'carol'])).toEqual([['alice'], ['carol'], ['bob']]);
});

test('what takes too long to look at is looked through in the end, however slow it stays', async () => {
  const holder: { notifier?: RunningNotifier } = {};
  const { notifier, slack, put, alarm } = await startWithLogs({
    logsPage: 1,
    trouble: (service, action) => {
      if (service === 'logs' && action === 'FilterLogEvents') void holder.notifier?.advance(10_000);
      return undefined;
    },
  });
  put(notifier.now(), signIn('alice', notifier.now()));
  await notifier.hand(alarm());
  for (let index = 0; index < 20; index += 1) {
    await notifier.advance(3 * HOUR);
    put(notifier.now(), other(notifier.now(), index));
  }
  put(notifier.now(), signIn('bob', notifier.now()));
  await notifier.advance(3 * HOUR);
  holder.notifier = notifier;
  for (let alarms = 0; alarms < 16; alarms += 1) await notifier.hand(alarm());
  await notifier.pump();
  expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice'], ['bob']]);
});

describe('the function dies', () => {
  const isMark = ({ account }: RunningNotifier) => JSON.stringify(account.calls.at(-1)?.input).includes('mark#');
  const always = () => true;

  test.each([
    ['between two pages', 'logs', 'FilterLogEvents', 3, always],
    ['before anything is in the outbox', 'sqs', 'SendMessage', 1, always],
    ['after all is told, before the mark is moved', 'dynamodb', 'PutItem', 1, isMark],
  ] as const)('%s: all is told, once', async (_, service, action, count, isIt) => {
    const holder: { notifier?: RunningNotifier; asked: number } = { asked: 0 };
    const { notifier, slack, put, alarm } = await startWithLogs({
      isDeployed: true,
      logsPage: 1,
      trouble: (one, what) => {
        if (holder.notifier === undefined || one !== service || what !== action || !isIt(holder.notifier))
          return undefined;
        holder.asked += 1;
        if (holder.asked !== count) return undefined;
        holder.notifier.function.kill();
        return { status: 500, body: '{}' };
      },
    });
    const start = notifier.now();
    put(start, signIn('alice', start));
    await notifier.hand(alarm());
    await notifier.advance(3 * HOUR);
    put(notifier.now(), signIn('bob', notifier.now()));
    await notifier.advance(5 * HOUR);
    const last = notifier.now();
    put(last, signIn('carol', last));
    holder.notifier = notifier;
    await notifier.hand(alarm());
    await notifier.hand(alarm('OK'));
    await notifier.pump();

    expect(holder.asked).toBeGreaterThan(count);
    expect(namesIn(slack, ['alice', 'bob', 'carol'])).toEqual([['alice'], ['bob', 'carol']]);
    expect(await notifier.table.get('mark#sign-ins', 'trail-logs')).toMatchObject({ until: last });
  });

  test('logs that can’t be read now are read later; an alarm that nobody could look into is kept', async () => {
    let isDown = true;
    const { notifier, slack, put, alarm } = await startWithLogs({
      trouble: (service, action) =>
        isDown && service === 'logs' && action === 'FilterLogEvents'
          ? new AwsFault('ThrottlingException', 'Rate exceeded')
          : undefined,
    });
    put(notifier.now(), signIn('alice', notifier.now()));
    await notifier.hand(alarm());
    expect(slack.taken).toEqual([]);
    expect(waiting(notifier, 'dead')).toHaveLength(1);
    isDown = false;
    await notifier.hand(alarm('OK'));
    await notifier.pump();
    expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
  });
});

test('an alarm on something else is told of in the logs, and does no harm', async () => {
  const { notifier, slack, put } = await startWithLogs();
  put(notifier.now(), signIn('alice', notifier.now()));
  await notifier.hand(snsEnvelope(alarmMessage({ metric: 'CPUUtilization', changed: notifier.now() })));
  await notifier.pump();
  expect(slack.taken).toEqual([]);
  expect(notifier.logged('an alarm on no metric filter of the log group')).toHaveLength(1);
});
