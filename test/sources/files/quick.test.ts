import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { activate, mayMatch, type Seen } from '../../../src/core/activate.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { RULES } from '../../../src/rules/index.ts';
import { preselect } from '../../../src/selection/preselection.ts';
import { collect } from '../../../src/sources/collect.ts';
import { archive } from '../../../src/sources/files/archive.ts';
import { recordsOf, usualFormReader } from '../../../src/sources/files/usual-form.ts';
import type { Moment } from '../../../src/sources/outside.ts';
import {
  apiCall,
  at,
  ELSEWHERE,
  iamUser,
  identityCenter,
  identityCenterUser,
  role,
  root,
  signIn,
} from '../../helpers/records/records.ts';

const cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const ACTIVE = activate(RULES, DEFAULT_SETTINGS);
const SELECTED = preselect(ACTIVE.map(({ rule }) => rule));
const isOfUse = (seen: Seen) => ACTIVE.some((rule) => mayMatch(rule, seen));
const UNTIL = Date.parse(at(40));
const outside = ({ epoch, region }: Moment) => (epoch > UNTIL ? 'time' : region === 'eu-west-3' ? 'region' : undefined);

/** All that is known of a file, read with what the rules ask for, or value by value. */
async function readingOf(content: string | Uint8Array, how: 'quickly' | 'carefully') {
  const path = join(cwd, randomUUID());
  writeFileSync(path, content);
  const selection = how === 'quickly' && SELECTED !== undefined ? { ...SELECTED, outside } : undefined;
  const isPiped = how === 'carefully';
  const stdin = Readable.from(isPiped ? [Buffer.from(content)] : []);
  const source = archive([isPiped ? '-' : path], { stdin, selection });
  const collected = collect(source, new AbortController().signal, {
    outside,
    isOfUse,
    mayBeOfUse: isOfUse,
  });
  return collected.then(
    ({ notCovered: _, people: __, events, ...rest }) => {
      expect(events.map(({ readFrom }) => readFrom)).toEqual(events.map(() => (isPiped ? 'standard input' : path)));
      return { ...rest, events: events.map(({ readFrom: ___, ...event }) => event), refused: '' };
    },
    (error: Error) => ({ events: [], refused: error.message.replace(path, 'standard input') }),
  );
}

const MANY = [
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
const asTrail = (records: readonly unknown[]) => JSON.stringify({ Records: records.map(usual) });

/** In AWS's order of keys. */
function usual(record: unknown) {
  const { eventVersion, userIdentity, eventTime, eventSource, eventName, awsRegion, ...rest } = Object(record);
  return { eventVersion, userIdentity, eventTime, eventSource, eventName, awsRegion, ...rest };
}

test('a trail file in the usual form is judged by its bytes', () => {
  if (SELECTED === undefined) throw new Error('each rule asks for something that can be seen early');
  const file = Buffer.from(asTrail(MANY));
  const read = usualFormReader({ ...SELECTED, outside: () => undefined })(file);
  expect(recordsOf(file, read?.candidates ?? [])).toEqual(
    [0, 1, 2, 4, 6, 7, 8, 9, 10, 11].map((index) => JSON.parse(JSON.stringify(usual(MANY[index])))),
  );
  expect(read?.passedOver).toMatchObject({ within: 3, first: Date.parse(at(4)), last: Date.parse(at(10)) });
});

describe('the same is known of a file however it is written', () => {
  const text = asTrail(MANY);
  const record = text.indexOf('"eventSource":"s3.amazonaws.com"');
  test.each<[name: string, content: string | Uint8Array]>([
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
  ])('%s', async (_, content) => {
    const careful = await readingOf(content, 'carefully');
    expect(await readingOf(content, 'quickly')).toEqual(careful);
  });

  test('any change of a byte or two', async () => {
    const bytes = Buffer.from(text);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
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
        async (start, cut, put) => {
          const changed = Buffer.concat([bytes.subarray(0, start), Buffer.from(put), bytes.subarray(start + cut)]);
          const quick = await readingOf(changed, 'quickly');
          const careful = await readingOf(changed, 'carefully');
          const ids = new Set(quick.events.map(({ id }) => id));
          expect(careful.events.filter(({ id }) => !ids.has(id))).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
