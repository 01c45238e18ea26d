import { expect, onTestFinished, test } from 'vitest';
import type { JsonObject } from '../../src/core/event.ts';
import { namesIn, pass, signIn, startWithSlack, waiting } from '../helpers/notifier/slack-notifier.ts';
import { eventBridgeEnvelope, logsEnvelope } from '../helpers/records/envelopes.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const ROOT = {
  type: 'Root',
  principalId: '111122223333',
  arn: 'arn:aws:iam::111122223333:root',
  accountId: '111122223333',
};

/** A change that root makes in the console. */
const change = (name: string, moment: number, source: string, parameters: JsonObject): JsonObject =>
  signIn(name, moment, {
    eventSource: source,
    eventName: name,
    eventType: 'AwsApiCall',
    userIdentity: ROOT,
    requestParameters: parameters,
    responseElements: null,
    additionalEventData: null,
  });

/** A wizard's eleven calls: a trail with its bucket, log group and role. */
const wizard = (moment: number) =>
  [
    ['CreateBucket', 's3.amazonaws.com', { bucketName: 'trail-files' }],
    ['PutBucketPolicy', 's3.amazonaws.com', { bucketName: 'trail-files' }],
    ['CreateLogGroup', 'logs.amazonaws.com', { logGroupName: 'trail-logs' }],
    ['CreateRole', 'iam.amazonaws.com', { roleName: 'trail-role' }],
    ['CreatePolicy', 'iam.amazonaws.com', { policyName: 'trail-policy' }],
    [
      'AttachRolePolicy',
      'iam.amazonaws.com',
      { roleName: 'trail-role', policyArn: 'arn:aws:iam::111122223333:policy/p' },
    ],
    ['CreateTrail', 'cloudtrail.amazonaws.com', { name: 'first-trail' }],
    ['PutEventSelectors', 'cloudtrail.amazonaws.com', { trailName: 'first-trail' }],
    ['StartLogging', 'cloudtrail.amazonaws.com', { name: 'first-trail' }],
    ['CreateTopic', 'sns.amazonaws.com', { name: 'trail-topic' }],
    ['CreateKey', 'kms.amazonaws.com', { description: 'trail-key' }],
  ].map(([name, source, parameters], index) =>
    change(name as string, moment + index * 2 * SECOND, source as string, parameters as JsonObject),
  );

test('a wizard by root, a record an invocation, is told at once and with one message more, by every pipeline', async () => {
  const { notifier, slack } = await startWithSlack();
  const records = wizard(notifier.now());
  for (const record of records) {
    await notifier.hand(eventBridgeEnvelope(record));
    await notifier.pump();
    await notifier.advance(2 * SECOND);
  }
  expect(slack.taken).toHaveLength(1);
  await notifier.hand(logsEnvelope(records));
  await pass(10 * MINUTE, 30 * SECOND, notifier);
  await notifier.hand(logsEnvelope(records));
  await pass(10 * MINUTE, 30 * SECOND, notifier);
  expect(slack.taken).toHaveLength(2);
  for (const object of ['trail-files', 'first-trail', 'trail-topic', 'trail-role'])
    expect(slack.taken.join()).toContain(object);
});

test('what is graver than all before leaves at once; another account or person is another story', async () => {
  const { notifier, slack } = await startWithSlack();
  const now = notifier.now();
  const mfa = { additionalEventData: { MFAUsed: 'Yes' } };
  await notifier.hand(eventBridgeEnvelope(signIn('alice', now, mfa)));
  await notifier.hand(eventBridgeEnvelope(signIn('bob', now, mfa)));
  await notifier.pump();
  expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice'], ['bob']]);
  await notifier.hand(eventBridgeEnvelope(signIn('alice', now, { ...mfa, eventID: 'again' })));
  await notifier.pump();
  expect(slack.taken).toHaveLength(2);
  // Without MFA.
  await notifier.hand(eventBridgeEnvelope(signIn('alice', now, { eventID: 'graver' })));
  await notifier.pump();
  expect(slack.taken).toHaveLength(3);
  await pass(6 * MINUTE, 30 * SECOND, notifier);
  expect(namesIn(slack, ['alice', 'bob'])).toEqual([['alice'], ['bob'], ['alice'], ['alice']]);
});

test('a new story begins after five minutes of silence, and with events of another hour', async () => {
  const { notifier, slack } = await startWithSlack();
  const now = notifier.now();
  await notifier.hand(eventBridgeEnvelope(signIn('alice', now)));
  await notifier.hand(eventBridgeEnvelope(signIn('alice', now - 60 * MINUTE, { eventID: 'earlier' })));
  await notifier.pump();
  expect(slack.taken).toHaveLength(2);
  await notifier.advance(6 * MINUTE);
  await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now(), { eventID: 'later' })));
  await notifier.pump();
  expect(slack.taken).toHaveLength(3);
});

test('people wait five minutes at most for what goes on without a pause', async () => {
  const { notifier, slack } = await startWithSlack();
  for (let count = 0; count < 7; count += 1) {
    await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now(), { eventID: `id-${count}` })));
    await pass(MINUTE, 30 * SECOND, notifier);
  }
  expect(slack.taken).toHaveLength(2);
  await pass(5 * MINUTE, 30 * SECOND, notifier);
  expect(slack.taken).toHaveLength(3);
});

test('in PagerDuty a story’s later message updates its incident, and another story has its own', async () => {
  // No message leaves this machine: they wait in the outbox, where they are looked at.
  const before = process.env['HTTPS_PROXY'];
  process.env['HTTPS_PROXY'] = 'http://127.0.0.1:9';
  onTestFinished(() => {
    if (before === undefined) delete process.env['HTTPS_PROXY'];
    else process.env['HTTPS_PROXY'] = before;
  });
  const channels = [{ kind: 'pagerduty', pagerduty: { key: 'ssm:/acme/key', from: 'info' } } as const];
  const secrets = { '/acme/key': 'a1'.repeat(16) };
  const { notifier } = await startWithSlack({ settings: { channels }, secrets });
  const now = notifier.now();
  await notifier.hand(eventBridgeEnvelope(signIn('alice', now)));
  await notifier.hand(eventBridgeEnvelope(signIn('bob', now)));
  await notifier.hand(eventBridgeEnvelope(signIn('alice', now + 30 * SECOND, { eventID: 'again' })));
  await pass(6 * MINUTE, 30 * SECOND, notifier);
  await notifier.advance(20 * MINUTE);
  await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now(), { eventID: 'later' })));
  const parcels = waiting(notifier, 'outbox.fifo').map(({ body }) => JSON.parse(JSON.parse(body).delivery.body));
  const keys = parcels.map(({ dedup_key, payload }) => [/alice|bob/.exec(payload.summary)?.[0], dedup_key]);
  const [first, bob, again, later] = keys.map(([, key]) => key);
  expect(keys.map(([who]) => who)).toEqual(['alice', 'bob', 'alice', 'alice']);
  expect(again).toBe(first);
  expect(new Set([first, bob, later]).size).toBe(3);
});
