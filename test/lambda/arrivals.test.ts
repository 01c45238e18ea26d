import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/event.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { found, namesIn, signIn, startWithSlack, waiting } from '../helpers/notifier/slack-notifier.ts';
import {
  eventBridgeEnvelope,
  logsEnvelope,
  s3Notification,
  snsEnvelope,
  sqsEnvelope,
} from '../helpers/records/envelopes.ts';
import { replayed } from '../helpers/records/replayed.ts';

const MINUTE = 60_000;

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html */
function guardDuty(severity: number, id = 'gd-1'): JsonObject {
  return {
    version: '0',
    id,
    'detail-type': 'GuardDuty Finding',
    source: 'aws.guardduty',
    account: '111122223333',
    time: '2026-11-19T09:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail: {
      schemaVersion: '2.0',
      accountId: '111122223333',
      region: 'us-east-1',
      id: '16afba5c5c43e07c9e3e5e2e544e95df',
      type: 'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B',
      severity,
      title: 'Unusual console login of <!channel> *alice*',
      description: 'd',
    },
  };
}

/** https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-signin.html */
const ANOMALY: JsonObject = {
  version: '0',
  id: 'anomaly-1',
  'detail-type': 'Sign-in Anomaly Alert',
  source: 'aws.signin',
  account: '111122223333',
  time: '2026-11-19T09:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: {},
};

describe('what is no record of CloudTrail’s comes by EventBridge', () => {
  test.each([
    ['a GuardDuty finding', guardDuty(8), 'guardduty-finding', /ConsoleLoginSuccess\.B/],
    ['AWS’s own sign-in anomaly alert', ANOMALY, 'signin-anomaly', /unusual sign-in to account 111122223333/],
  ] as const)('%s: told once, also over SNS, and as replay finds it', async (_, event, rule, said) => {
    const { notifier, slack } = await startWithSlack();
    const ids = [];
    for (const input of [event, event, snsEnvelope(event)]) ids.push(...(await found(input, notifier)));
    await notifier.pump();

    expect(slack.taken).toHaveLength(1);
    expect(slack.taken[0]).toMatch(said);
    expect(slack.taken[0]).not.toContain('<!channel>');
    expect(new Set(ids)).toEqual(new Set(await replayed([event], DEFAULT_SETTINGS)));
    expect(ids[0]).toMatch(rule);
  });

  test('a GuardDuty finding below 4 is left alone', async () => {
    const { notifier, slack } = await startWithSlack();
    expect(await found(guardDuty(3.9), notifier)).toEqual([]);
    await notifier.pump();
    expect(slack.taken).toEqual([]);
  });
});

test.each(['AWS Console Sign In via CloudTrail', 'AWS Console Signin via CloudTrail'])(
  'a sign-in whose detail-type is spelt “%s” is told, and is the same as by the log group',
  async (spelling) => {
    const { notifier, slack } = await startWithSlack();
    const record = signIn('alice', notifier.now());
    const ids = await found({ ...eventBridgeEnvelope(record), 'detail-type': spelling }, notifier);
    expect(ids.length).toBeGreaterThan(0);
    expect(await found(logsEnvelope([record]), notifier)).toEqual(ids);
    await notifier.pump();
    expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
  },
);

/** Nested deeper than the stack is. */
function deep(levels: number): JsonObject {
  return JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
}

describe('poisoned input', () => {
  const carrier = (record: object) => ({
    Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', ...record }],
  });
  const INPUTS: Readonly<Record<string, unknown>> = {
    nothing: null,
    'a number': 5,
    'an empty object': {},
    'a list': [1],
    'records that are none': { Records: [null, 5, 'x', []] },
    'no records': { Records: [null] },
    'carriers of nothing': { Records: [{ eventSource: 'aws:sqs' }, { EventSource: 'aws:sns', Sns: null }, null] },
    'an S3 key that can’t be decoded': carrier({ s3: { bucket: { name: 'b' }, object: { key: '%zz' } } }),
    'an awslogs payload that is no gzip': { awslogs: { data: 'bm90IGd6aXA=' } },
    'messages in messages': [1, 2, 3, 4, 5, 6, 7, 8].reduce<JsonObject>((inner) => sqsEnvelope(inner), {}),
    'an alarm that names nothing': snsEnvelope({ AlarmName: 'x', NewStateValue: 'ALARM', Trigger: 5 }),
    'names of the language': JSON.parse(
      '{"__proto__":{"Records":[1]},"constructor":{"prototype":1},"Records":[{"eventVersion":"1","__proto__":5}]}',
    ),
  };

  test('what nobody sends is no crash', async () => {
    const { notifier, slack } = await startWithSlack();
    for (const [name, input] of Object.entries(INPUTS)) {
      const { error, payload } = await notifier.invoke(input);
      expect({ name, error, payload }).toMatchObject({ error: undefined });
    }
    await notifier.hand(eventBridgeEnvelope(signIn('alice', notifier.now())));
    await notifier.pump();
    expect(namesIn(slack, ['alice'])).toEqual([['alice']]);
  });

  test('in one file: what is unreadable, nested, endless or half a character hides nothing that stands beside it', async () => {
    const { notifier, slack } = await startWithSlack({
      // Muted ones are kept in the table, whole.
      settings: {
        businessHours: {
          days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
          from: '00:00',
          to: '23:59',
          mute: ['info'],
        },
      },
      start: Date.UTC(2026, 10, 19, 9),
    });
    const now = notifier.now();
    const long = 'x'.repeat(100_000);
    const records: JsonObject[] = [
      { eventVersion: '1.11', userIdentity: deep(20_000) },
      signIn('deep', now, { requestParameters: deep(20_000) }),
      signIn('long-id', now, { eventID: long }),
      signIn(`long-${long}`, now, { eventID: 'long-user' }),
      signIn('long-agent', now, { userAgent: long, sourceIPAddress: long, awsRegion: long }),
      signIn('half', now, {
        userAgent: '\ud800',
        userIdentity: { type: 'IAMUser', userName: '\udfff', accountId: '\ud800' },
      }),
      signIn('failed', now, { responseElements: { ConsoleLogin: 'Failure' }, errorMessage: long, eventID: long }),
      signIn('early', 0),
      signIn('timeless', now, { eventTime: 'yesterday' }),
      signIn('alice', now),
    ];
    notifier.account.s3.create('trail');
    const key = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/19/a.json.gz';
    notifier.account.s3.put('trail', key, gzipSync(`{"Records":[${records.map((one) => textOf(one)).join(',')}]}`));
    const { error, payload } = await notifier.invoke(s3Notification('trail', key));
    expect({ error, payload }).toMatchObject({ error: undefined });
    await notifier.advance(5 * MINUTE);
    await notifier.pump();

    const names = ['deep', 'long-id', 'long-agent', 'failed', 'early', 'timeless', 'alice'];
    expect(new Set(namesIn(slack, names).flat())).toEqual(new Set(names));
    expect(waiting(notifier, 'dead').length).toBeGreaterThan(0);
    expect(waiting(notifier, 'outbox.fifo')).toEqual([]);
  });
});

/** JSON.stringify, without the stack. */
function textOf(record: JsonObject): string {
  const levels = 20_000;
  const nested = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  const shallow = Object.entries(record).map(([name, value]) => {
    const isDeep = typeof value === 'object' && value !== null && 'a' in value;
    return `${JSON.stringify(name)}:${isDeep ? nested : JSON.stringify(value)}`;
  });
  return `{${shallow.join(',')}}`;
}

describe('events that CloudTrail writes beside its records', () => {
  const category = (eventCategory: string): JsonObject => ({
    ...signIn('mallory', Date.UTC(2026, 10, 19)),
    eventCategory,
    eventID: `${eventCategory}-1`,
  });
  const OTHERS = ['NetworkActivity', 'Aggregated', 'Insight'].map(category);
  const KEY = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/19/a.json.gz';
  const inObject = (...records: readonly JsonObject[]) => ({
    object: gzipSync(JSON.stringify({ Records: records })),
    input: s3Notification('trail', KEY),
  });
  const alice = signIn('alice', Date.UTC(2026, 10, 19));

  test.each<[string, { readonly input: object; readonly object?: Buffer }, records: number, others: number]>([
    ['a log group', { input: logsEnvelope([alice, ...OTHERS]) }, 1, 3],
    ['a log group, alone', { input: logsEnvelope(OTHERS) }, 0, 3],
    ['a file', inObject(...OTHERS, alice), 1, 3],
    ['a file, alone', inObject(...OTHERS), 0, 3],
    ['EventBridge', { input: eventBridgeEnvelope(category('NetworkActivity')) }, 0, 1],
    ['EventBridge', { input: eventBridgeEnvelope(category('Aggregated')) }, 0, 1],
  ])(
    'by %s: counted and named as not looked at, and no dead letters',
    async (_, { input, object }, records, others) => {
      const { notifier, slack } = await startWithSlack();
      if (object !== undefined) {
        notifier.account.s3.create('trail');
        notifier.account.s3.put('trail', KEY, object);
      }
      const { error, payload } = await notifier.invoke(input);
      await notifier.pump();

      expect({ error, payload }).toMatchObject({ error: undefined, payload: { records, notLookedAt: others } });
      expect(waiting(notifier, 'dead')).toEqual([]);
      expect(slack.taken).toHaveLength(records);
      expect(slack.taken.join()).not.toContain('mallory');
      expect(notifier.logged('taken in')).toMatchObject([{ notLookedAt: others, unreadable: 0 }]);
      expect(
        notifier.logged('a part of the input holds network activity events of VPC endpoints, which are not looked at'),
      ).toHaveLength(others === 1 && !JSON.stringify(input).includes('NetworkActivity') ? 0 : 1);
    },
  );
});
