/** Made-up records of `audit --live`: the notifier sends them as tests, once, and keeps nothing of them. */
import { expect, test } from 'vitest';
import { SIGN_IN_DEEDS } from '../../src/auditing/deeds/sign-ins.ts';
import { liveRecord } from '../../src/auditing/live/record.ts';
import type { JsonObject } from '../../src/core/event.ts';
import { markOf } from '../../src/core/live-mark.ts';
import type { RunningNotifier } from '../helpers/notifier/running-notifier.ts';
import { signIn, startWithSlack } from '../helpers/notifier/slack-notifier.ts';
import { alarmMessage, eventBridgeEnvelope, logsEnvelope, snsEnvelope } from '../helpers/records/envelopes.ts';

function madeUp(now: number, number = 1): JsonObject {
  const sample = SIGN_IN_DEEDS.find(({ id }) => id === 'signin.user-without-mfa')?.samples[0];
  const record = sample?.record({ account: '111122223333', region: 'us-east-1' }) ?? {};
  return liveRecord(record, `${markOf(now, '3fa2c1')}-${number}`, now);
}

const keptIn = ({ account }: RunningNotifier) =>
  account.calls
    .filter(({ service, action }) => service === 'dynamodb' && /^(?:Put|Update|BatchWrite|TransactWrite)/.test(action))
    .flatMap(({ input }) => JSON.stringify(input).match(/(?<=")[a-z]+(?=#)/g) ?? []);

test('sent as a test, once, whatever pipelines bring it, and no part of any history', async () => {
  const { notifier, slack } = await startWithSlack({ hasDynamo: true });
  const record = madeUp(notifier.now());
  notifier.account.logs.create('trail-logs').metricFilters.set('sign-ins', {
    filterName: 'sign-ins',
    filterPattern: '{ $.eventName = "ConsoleLogin" }',
    metricTransformations: [{ metricName: 'ConsoleLogin', metricNamespace: 'LoginWatch/Trail', metricValue: '1' }],
  });
  notifier.account.logs.put('trail-logs', [{ timestamp: notifier.now(), message: JSON.stringify(record) }]);
  await notifier.hand(logsEnvelope([record]));
  await notifier.hand(snsEnvelope(alarmMessage({ changed: notifier.now() })));
  await notifier.pump();
  expect(slack.taken).toHaveLength(1);
  expect(slack.taken[0]).toContain('[test]');
  expect(slack.taken[0]).toContain('login-watch-live');
  expect(new Set(keptIn(notifier))).not.toContain('login');
});

test('real records beside it are told as ever', async () => {
  const { notifier, slack } = await startWithSlack({ hasDynamo: true });
  await notifier.hand(logsEnvelope([madeUp(notifier.now()), signIn('bob', notifier.now())]));
  await notifier.pump();
  expect(slack.taken).toHaveLength(2);
  const [real = '', test = ''] = slack.taken.toSorted(
    (a, b) => Number(a.includes('[test]')) - Number(b.includes('[test]')),
  );
  expect(real).toContain('bob');
  expect(real).not.toContain('[test]');
  expect(test).not.toContain('bob');
  expect(keptIn(notifier)).toContain('login');
});

test('nobody can mark what they really did: a user agent and parameters are no mark', async () => {
  const { notifier, slack } = await startWithSlack({ hasDynamo: true });
  const { userAgent = '' } = madeUp(notifier.now());
  await notifier.hand(
    eventBridgeEnvelope({
      ...signIn('mallory', notifier.now()),
      userAgent,
      requestParameters: { eventID: `${markOf(notifier.now(), '3fa2c1')}-1` },
    }),
  );
  await notifier.pump();
  expect(slack.taken).toHaveLength(1);
  expect(slack.taken[0]).not.toContain('[test]');
});
