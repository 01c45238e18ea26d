import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/event.ts';
import { openEnvelope } from '../../src/sources/envelope.ts';
import {
  alarmMessage,
  eventBridgeEnvelope,
  logsEnvelope,
  s3EventBridge,
  s3Notification,
  snsEnvelope,
  sqsEnvelope,
} from '../helpers/records/envelopes.ts';

const record = (id: string): JsonObject => ({
  eventID: id,
  eventVersion: '1.11',
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  userIdentity: { type: 'IAMUser' },
});
const KEY = 'pre fix/AWSLogs/o-abc123/111122223333/CloudTrail/us-east-1/2026/11/19/a+b(1).json.gz';
const MOMENT = Date.UTC(2026, 10, 19, 9, 12, 41);

const kinds = (input: unknown) => openEnvelope(input).map((arrival) => arrival.kind);

test('a subscription holds records, and a probe holds nothing', () => {
  expect(openEnvelope(logsEnvelope([record('a'), record('b')]))).toEqual([
    { kind: 'record', record: record('a'), pipeline: 'logs' },
    { kind: 'record', record: record('b'), pipeline: 'logs' },
  ]);
  expect(kinds(logsEnvelope([], 'CONTROL_MESSAGE'))).toEqual(['ignored']);
});

test('a payload that unpacks to more than 128 MiB is not unpacked, and one just below is read', () => {
  const text = JSON.stringify({ messageType: 'DATA_MESSAGE', logEvents: [] });
  const packed = (size: number) => {
    const bytes = Buffer.alloc(size, ' ');
    bytes.write(text);
    return { awslogs: { data: gzipSync(bytes, { level: 1, chunkSize: 1024 ** 2 }).toString('base64') } };
  };
  expect(kinds(packed(128 * 1024 ** 2 + 1))).toEqual(['unreadable']);
  expect(kinds(packed(128 * 1024 ** 2))).toEqual(['ignored']);
});

test('one message of a batch that is no record does not hide the others, and is kept', () => {
  const [good, bad] = openEnvelope(logsEnvelope([record('a'), { hello: 'world' }]));
  expect(good).toMatchObject({ kind: 'record' });
  expect(bad).toMatchObject({ kind: 'unreadable' });
  expect(kinds({ awslogs: { data: 'not gzip' } })).toEqual(['unreadable']);
});

test('an event of EventBridge, by itself, through SNS, through SQS, through SNS in SQS', () => {
  const event = eventBridgeEnvelope(record('a'));
  const inside = { Type: 'Notification', Message: JSON.stringify(event) };
  for (const input of [event, snsEnvelope(event), sqsEnvelope(event), sqsEnvelope(inside)]) {
    expect(openEnvelope(input)).toEqual([{ kind: 'record', record: event, pipeline: 'events' }]);
  }
});

test('a call to S3 that CloudTrail recorded is a record, though it comes from S3', () => {
  const event = eventBridgeEnvelope({ ...record('a'), eventSource: 's3.amazonaws.com', eventName: 'PutBucketPolicy' });
  expect(event['source']).toBe('aws.s3');
  expect(openEnvelope(event)).toEqual([{ kind: 'record', record: event, pipeline: 'events' }]);
});

test('a GuardDuty finding is an event too', () => {
  const finding = { source: 'aws.guardduty', 'detail-type': 'GuardDuty Finding', detail: { severity: 8 } };
  expect(openEnvelope(finding)).toEqual([{ kind: 'record', record: finding, pipeline: 'events' }]);
});

test('an S3 object is named alike, however its key is written', () => {
  const object = { kind: 'object', bucket: 'trail', key: KEY };
  const direct = s3Notification('trail', KEY);
  const own = { s3Bucket: 'trail', s3ObjectKey: [KEY] };
  const ways = [direct, s3EventBridge('trail', KEY), snsEnvelope(direct), sqsEnvelope(direct), snsEnvelope(own)];
  for (const input of [...ways, sqsEnvelope(snsBody(direct))]) expect(openEnvelope(input)).toEqual([object]);
});

const snsBody = (message: JsonObject) => ({ Type: 'Notification', Message: JSON.stringify(message) });

test.each([
  ['a digest file', s3Notification('trail', 'AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/a.json.gz')],
  ['an Insights file', s3EventBridge('trail', 'AWSLogs/111122223333/CloudTrail-Insight/us-east-1/2026/a.json.gz')],
  ['something else in the bucket', s3Notification('trail', 'reports/CloudTrail/a.json.gz')],
  ['a removal', s3Notification('trail', KEY, 'ObjectRemoved:Delete')],
  ['a deletion by EventBridge', { ...s3EventBridge('trail', KEY), 'detail-type': 'Object Deleted' }],
  ['a test of S3', { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'trail' }],
])('%s is nothing to do', (_, input) => {
  expect(kinds(input)).toEqual(['ignored']);
});

describe('an alarm', () => {
  test('is read whatever it comes through', () => {
    const message = alarmMessage({ changed: MOMENT, period: 60 });
    const alarm = {
      name: 'login-watch-console-login',
      state: 'ALARM',
      changed: MOMENT,
      metrics: [{ namespace: 'LoginWatch/Trail', name: 'ConsoleLogin' }],
      span: 60_000,
    };
    for (const input of [message, snsEnvelope(message), sqsEnvelope(snsBody(message))]) {
      expect(openEnvelope(input)).toEqual([{ kind: 'alarm', alarm }]);
    }
  });

  test('of metric math names all its metrics', () => {
    const metric = { MetricStat: { Metric: { Namespace: 'N', MetricName: 'M' } } };
    const [found] = openEnvelope({
      ...alarmMessage({ changed: MOMENT }),
      Trigger: { Metrics: [metric, { Expression: 'm1' }] },
    });
    expect(found).toMatchObject({ alarm: { metrics: [{ namespace: 'N', name: 'M' }] } });
  });
});

test.each([[null], ['text'], [42], [[]], [{}], [{ Records: [{ eventSource: 'aws:dynamodb' }] }], [sqsEnvelope({})]])(
  'what AWS never hands over is told, and never thrown: %j',
  (input) => {
    expect(kinds(input)).toEqual([Array.isArray(input) ? 'unreadable' : expect.stringMatching(/unreadable|ignored/)]);
  },
);

test('text in SNS that is no JSON, and nesting without end', () => {
  const notJson = { Records: [{ EventSource: 'aws:sns', Sns: { Message: 'Hello' } }] };
  expect(openEnvelope(notJson)).toMatchObject([{ kind: 'unreadable', text: 'Hello' }]);
  let nested: JsonObject = eventBridgeEnvelope(record('a'));
  for (let depth = 0; depth < 12; depth += 1) nested = snsBody(nested);
  expect(kinds(nested)).toEqual(['unreadable']);
});
