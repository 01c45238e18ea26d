import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { normalise } from '../../src/core/record/normalise.ts';
import { openEnvelope } from '../../src/sources/envelope.ts';
import { recordsIn } from '../../src/sources/shapes.ts';

const one = {
  eventVersion: '1.11',
  userIdentity: { type: 'IAMUser', userName: 'alice' },
  eventTime: '2026-11-20T09:12:41Z',
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  awsRegion: 'us-east-1',
  sourceIPAddress: '198.51.100.7',
  responseElements: { ConsoleLogin: 'Success' },
  eventID: 'id-1',
};
const text = JSON.stringify;
const base64 = (value: unknown) => Buffer.from(text(value)).toString('base64');
const packed = (value: unknown) => gzipSync(text(value)).toString('base64');
const { userIdentity: _, ...flat } = one;
const envelope = { 'detail-type': 'AWS Console Sign In via CloudTrail', source: 'aws.signin', detail: one };
const notification = { Type: 'Notification', MessageId: '1', TopicArn: 'x', Message: text(envelope) };

const ecs = {
  '@timestamp': '2026-11-20T09:12:41.000Z',
  event: { action: 'ConsoleLogin', provider: 'signin.amazonaws.com', outcome: 'failure', id: 'id-9' },
  cloud: { account: { id: '111122223333' }, region: 'us-east-1' },
  source: { address: '198.51.100.7' },
  'user.name': 'alice',
  aws: {
    cloudtrail: {
      user_identity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice' },
      request_parameters: '{roleArn=arn:x}',
      flattened: { request_parameters: { roleArn: 'arn:x' } },
      console_login: { additional_eventdata: { mfa_used: false } },
    },
  },
};

describe('a record is found in', () => {
  test.each<[name: string, value: unknown, record: unknown]>([
    ['a list called records', { records: [one] }, one],
    ['an SNS notification', notification, envelope],
    ['SNS to a function', { Records: [{ EventSource: 'aws:sns', Sns: notification }] }, envelope],
    ['SQS to a function', { Records: [{ eventSource: 'aws:sqs', body: text(envelope) }] }, envelope],
    ['SNS in SQS', { Records: [{ eventSource: 'aws:sqs', body: text(notification) }] }, envelope],
    ['`aws sqs receive-message`', { Messages: [{ MessageId: '1', Body: text(notification) }] }, envelope],
    ['an archived event', { ...envelope, 'replay-name': 'again' }, { ...envelope, 'replay-name': 'again' }],
    ['CloudTrail Lake, text', { QueryResultRows: [[{ eventJson: text(one) }]] }, one],
    ['CloudTrail Lake, columns', { QueryResultRows: [[{ eventID: 'id-1' }, { eventJson: text(one) }]] }, one],
    ['Logs Insights, the console', [{ '@timestamp': 'x', '@message': one }], one],
    [
      'Logs Insights, the command',
      {
        results: [
          [
            { field: '@ptr', value: 'x' },
            { field: '@message', value: text(one) },
          ],
        ],
        status: 'Complete',
      },
      one,
    ],
    ['Elastic, a search', { hits: { hits: [{ _source: { event: { original: text(one) }, tags: ['x'] } }] } }, one],
    ['Elastic, a line', { _index: 'x', _source: { message: text(one) } }, one],
    ['Splunk, a line', { preview: false, result: { _raw: text(one) } }, one],
    ['Splunk, a list', { results: [{ _raw: text(one) }] }, one],
    ['Splunk, a collector', { time: 1, event: one }, one],
    ['Wazuh', { timestamp: '2026-11-20T09:12:41.000+0000', data: { integration: 'aws', aws: one } }, one],
    ['Fluent Bit', { date: 1_795_000_000.5, log: text(one) }, one],
    ['Vector', { source_type: 'aws_s3', message: text(one) }, one],
    ['Datadog, an archive', { _id: 'x', service: 'cloudtrail', attributes: one }, one],
    ['Datadog, a search', { data: [{ id: 'x', attributes: { attributes: one, tags: [] } }] }, one],
    ['Elastic, the original text', { '@timestamp': 'x', 'event.original': text(one), tags: [] }, one],
    ['Elastic, fields of a search', { _index: 'x', fields: { 'event.original': [text(one)] } }, one],
    ['Kinesis to a function', { Records: [{ kinesis: { data: base64(one) }, eventSource: 'aws:kinesis' }] }, one],
    ['Kinesis, `get-records`', { Records: [{ Data: base64(one), PartitionKey: 'x' }] }, one],
    ['Firehose', { invocationId: 'x', records: [{ recordId: '1', data: base64(one) }] }, one],
    ['Firehose, from a log group', { records: [{ data: packed({ logEvents: [{ message: text(one) }] }) }] }, one],
    ['an event that was put', { Entries: [{ Source: 'x', DetailType: 'y', Detail: text(one) }] }, one],
    ['an event whose detail is text', { ...envelope, detail: text(one) }, one],
    [
      'fields of Splunk',
      { result: { ...flat, 'userIdentity.type': 'IAMUser', 'userIdentity.userName': 'alice' } },
      one,
    ],
    ['Kinesis', { Records: [{ eventSource: 'aws:kinesis', data: base64(one) }] }, one],
  ])('%s', (_, value, record) => {
    expect([...recordsIn(value)]).toEqual([{ kind: 'record', record }]);
  });

  test('a wrapper of something else is one other value, and no damaged record', () => {
    const others = [{ message: 'hello', log: '{"a":1}' }, { data: { aws: { x: 1 } } }, { event: 'x', result: {} }];
    for (const value of others) expect([...recordsIn(value)].map(({ kind }) => kind)).toEqual(['other']);
  });
});

test.each([
  ['Aggregated', 'holds aggregated events'],
  ['NetworkActivity', 'holds network activity events'],
  ['Insight', 'holds CloudTrail Insights events'],
])('%s events are named', (eventCategory, said) => {
  const [found] = recordsIn({ Records: [{ ...one, eventCategory }] });
  expect(found).toMatchObject({ kind: 'other', what: { en: expect.stringContaining(said) } });
});

const s3 = { Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: 'b' }, object: { key: 'k' } } }] };
test.each<[name: string, value: unknown, said: string]>([
  ['S3 notifications', s3, 'names files in S3'],
  [
    'S3 in SNS in SQS',
    { Records: [{ eventSource: 'aws:sqs', body: text({ Message: text(s3) }) }] },
    'names files in S3',
  ],
  ['a new file of CloudTrail', { s3Bucket: 'b', s3ObjectKey: ['k'] }, 'names files in S3'],
  ['DNS queries', { query_name: 'example.com.', rcode: 'NOERROR', query_type: 'A' }, 'Route 53 Resolver'],
  ['WAF', { webaclId: 'arn:x', httpRequest: { clientIp: '203.0.113.5' } }, 'AWS WAF'],
  ['GuardDuty, exported', { schemaVersion: '2.0', service: { serviceName: 'guardduty' } }, 'findings of GuardDuty'],
  ['GuardDuty, asked', { Findings: [{ Service: { ServiceName: 'guardduty' } }] }, 'findings of GuardDuty'],
  ['Security Hub', { Findings: [{ ProductArn: 'arn:x', GeneratorId: 'y' }] }, 'findings of Security Hub'],
  ['OCSF of VPC', { metadata: { product: { name: 'Amazon VPC' } }, class_uid: 4001 }, 'OCSF events of another source'],
  ['Elastic in Java’s form', { ...ecs, aws: { cloudtrail: { request_parameters: '{a=b}' } } }, 'Elastic documents'],
])('%s are named', (_name, value, said) => {
  const kinds = [...recordsIn(value)];
  expect(kinds).toMatchObject([{ kind: 'other', what: { en: expect.stringContaining(said) } }]);
});

test("Elastic's own fields become the record that they were made of", () => {
  const [found] = recordsIn({ _source: ecs });
  expect(normalise(found?.kind === 'record' ? found.record : undefined)).toMatchObject({
    kind: 'event',
    event: {
      id: 'id-9',
      time: '2026-11-20T09:12:41Z',
      account: '111122223333',
      region: 'us-east-1',
      name: 'ConsoleLogin',
      outcome: 'failure',
      mfa: 'not-used',
      actor: { kind: 'iam-user', name: 'alice' },
      origin: { address: '198.51.100.7' },
      record: { requestParameters: { roleArn: 'arn:x' } },
    },
  });
});

test('items of Config are named', () => {
  const [found] = recordsIn({ fileVersion: '1.0', configurationItems: [] });
  expect(found).toMatchObject({ kind: 'other', what: { en: 'holds items of AWS Config, not CloudTrail records' } });
});

test("CloudTrail's test of a topic holds nothing, and is no dead letter", () => {
  const input = { Records: [{ EventSource: 'aws:sns', Sns: { Message: 'CloudTrail validation message.' } }] };
  expect([...recordsIn(input)]).toEqual([]);
  expect(openEnvelope(input)).toEqual([{ kind: 'ignored', why: 'a test of CloudTrail’s' }]);
});

const ocsf = {
  metadata: { product: { name: 'CloudTrail' }, uid: 'id-7', version: '1.1.0' },
  time: 1_795_166_000_000,
  class_name: 'Authentication',
  api: { operation: 'ConsoleLogin', service: { name: 'signin.amazonaws.com' } },
  actor: { user: { name: 'alice', type: 'IAMUser', uid: 'arn:aws:iam::111122223333:user/alice' } },
  src_endpoint: { ip: '198.51.100.7' },
  status: 'Failure',
  cloud: { region: 'us-east-1', account: { uid: '111122223333' } },
  unmapped: { 'additionalEventData.MFAUsed': 'Yes', 'requestParameters.a.b': 'c', readOnly: 'false' },
};

test('OCSF becomes the record that it was made of', () => {
  const [found] = recordsIn(ocsf);
  const read = normalise(found?.kind === 'record' ? found.record : undefined);
  expect(read).toMatchObject({
    kind: 'event',
    event: {
      id: 'id-7',
      time: '2026-11-20T09:13:20Z',
      account: '111122223333',
      region: 'us-east-1',
      name: 'ConsoleLogin',
      outcome: 'failure',
      mfa: 'used',
      readOnly: false,
      actor: { kind: 'iam-user', name: 'alice' },
      origin: { address: '198.51.100.7' },
      record: { requestParameters: { a: { b: 'c' } } },
    },
  });
  const other = { ...ocsf, metadata: { product: { name: 'GuardDuty' } } };
  expect([...recordsIn(other)].map(({ kind }) => kind)).toEqual(['other']);
});

test.each([
  ['2026-11-20 09:12:41'],
  ['2026-11-20T09:12:41'],
  ['2026-11-20 09:12:41.000'],
  ['2026-11-20T18:12:41+09:00'],
  ['2026-11-20T09:12:41.123+0000'],
  ['Nov 20, 2026, 09:12:41 AM'],
  [1_795_165_961],
  [1_795_165_961_123],
  ['1795165961'],
])('eventTime %s is the same moment, wherever this runs', (eventTime) => {
  const zone = process.env['TZ'];
  try {
    for (const here of ['Asia/Tokyo', 'America/New_York', 'UTC']) {
      process.env['TZ'] = here;
      expect(normalise({ ...one, eventTime })).toMatchObject({ event: { time: '2026-11-20T09:12:41Z' } });
    }
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});
