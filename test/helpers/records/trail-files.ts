/** A trail's file in the form that AWS writes, and in many that only look like it. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { recordAt } from '../../../bench/corpus.ts';
import { publicRecords, recordsOf, SIGN_IN_RECORDS } from '../shared.ts';
import { INCIDENT } from './incident.ts';
import { ordinaryDay } from './ordinary-day.ts';
import { apiCall, at, ELSEWHERE, iamUser, identityCenter, identityCenterUser, role, root, signIn } from './records.ts';
import { SIGN_IN_KINDS } from './sign-in-kinds.ts';

export const MANY = [
  signIn({ by: iamUser('alice'), minute: 1 }),
  signIn({ by: iamUser('bob'), from: ELSEWHERE, minute: 2 }),
  signIn({ by: root(), minute: 3 }),
  apiCall('s3', 'ListBuckets', { minute: 4 }),
  apiCall('s3', 'ListBuckets', { by: root(), minute: 5 }),
  apiCall('ec2', 'DescribeInstances', { minute: 6, region: 'eu-west-3' }),
  apiCall('ec2', 'DescribeInstances', { minute: 7, error: 'Client.UnauthorizedOperation' }),
  apiCall('iam', 'CreateAccessKey', { minute: 8, request: { userName: 'bob' } }),
  apiCall('sts', 'AssumeRole', { minute: 9, request: { text: 'a "quoted" },{"eventVersion":" and \\u0041 日本' } }),
  apiCall('s3', 'GetBucketAcl', { minute: 50, request: { eventSource: 'nested', eventName: 'nested' } }),
  // Outside of what is asked for, and the only record with the name.
  identityCenter({
    name: 'CredentialChallenge',
    by: { ...identityCenterUser(), userName: 'carol' },
    minute: 45,
    additional: { AuthWorkflowID: 'w-1', UserName: 'carol' },
  }),
  identityCenter({ by: identityCenterUser(), minute: 11, additional: { AuthWorkflowID: 'w-1' } }),
  apiCall('logs', 'PutLogEvents', { by: role('app', 'i-1'), minute: 10 }),
];
export const asTrail = (records: readonly unknown[]) => JSON.stringify({ Records: records.map(usual) });

/** In AWS's order of keys. */
export function usual(record: unknown) {
  const { eventVersion, userIdentity, eventTime, eventSource, eventName, awsRegion, ...rest } = Object(record);
  return { eventVersion, userIdentity, eventTime, eventSource, eventName, awsRegion, ...rest };
}

const text = asTrail(MANY);
const record = text.indexOf('"eventSource":"s3.amazonaws.com"');

/** Records of other tests, one file each, moved to times within what is asked for and behind it. */
const others: readonly [name: string, records: readonly object[]][] = [
  ['an ordinary day', ordinaryDay().filter((_, index) => index % 20 === 0)],
  ['an incident', INCIDENT],
  ['each kind of sign-in', Object.values(SIGN_IN_KINDS).flat()],
  ['the corpus of the benchmarks', Array.from({ length: 2_000 }, (_, index) => recordAt(index))],
  ['public records', [...recordsOf(SIGN_IN_RECORDS), ...publicRecords()]],
];
const moved = (records: readonly object[]) =>
  asTrail(records.map((one, index) => ({ ...one, eventTime: at(index % 60) })));

export const TRAIL_FILES: readonly [name: string, content: string | Uint8Array][] = [
  ...others.map(([name, records]): [string, string] => [name, moved(records)]),
  ['as AWS writes it', text],
  ['packed', gzipSync(text)],
  ['in two members', Buffer.concat([gzipSync(text.slice(0, 900)), gzipSync(text.slice(900))])],
  ['with a line break at its end', `${text}\n`],
  ['pretty-printed', JSON.stringify(JSON.parse(text), null, 2)],
  ['one record a line', MANY.map((one) => JSON.stringify(one)).join('\n')],
  [
    'other keys first',
    JSON.stringify({ Records: MANY.map((one) => Object.fromEntries(Object.entries(usual(one)).reverse())) }),
  ],
  ['Records not first', `{"a":1,"Records":${JSON.stringify(MANY)}}`],
  ['Records twice', `{"Records":${JSON.stringify(MANY)},"Records":${JSON.stringify(MANY.slice(1))}}`],
  [
    'an escaped key',
    text.replace(
      '"eventSource":"s3.amazonaws.com"',
      '"eventSource":"s3.amazonaws.com","event\\u0053ource":"signin.amazonaws.com"',
    ),
  ],
  [
    'a key twice',
    text.replace(
      /("eventSource":"s3[^}]*?)"readOnly"/,
      '$1"eventName":"ConsoleLogin","eventSource":"signin.amazonaws.com","readOnly"',
    ),
  ],
  ['an escaped value', text.replaceAll('"Root"', '"R\\u006fot"')],
  ['an impossible time', text.replace(at(4), '2026-13-99T09:16:41Z')],
  ['cut in a record', text.slice(0, record)],
  ['cut between two', text.slice(0, text.lastIndexOf('},{"eventVersion"') + 1)],
  ['packed and cut', gzipSync(text).subarray(0, 1200)],
  ['a broken record', text.replace('"awsRegion":"eu-west-3"', '"awsRegion":broken')],
  ['a blank', text.replace('"eventName":"ListBuckets"', '"eventName": "ListBuckets"')],
  ['an empty list', '{"Records":[]}'],
  [
    'records of another kind',
    '{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put"}]}',
  ],
];

/** The records above as AWS writes them, with a byte or two changed. */
export const CHANGED_FILES = fc
  .tuple(
    fc.nat(Buffer.byteLength(text) - 1),
    fc.nat(40),
    fc.constantFrom(
      '',
      ' ',
      '"',
      '},{"eventVersion":"1.08","userIdentity":{',
      '\\u0041',
      ',"eventName":"StopLogging"',
      'é',
    ),
  )
  .map(([start, cut, put]) => {
    const bytes = Buffer.from(text);
    return Buffer.concat([bytes.subarray(0, start), Buffer.from(put), bytes.subarray(start + cut)]);
  });
