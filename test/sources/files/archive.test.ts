import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/user-error.ts';
import { type ArchiveOptions, archive } from '../../../src/sources/files/archive.ts';
import { whyUnopened } from '../../../src/sources/files/input-files.ts';
import { type EnglishReading, inEnglish, readingsOf, singly } from '../../helpers/records/readings.ts';

const record = (id: number) => ({
  eventVersion: '1.08',
  eventID: `id-${id}`,
  eventName: 'ConsoleLogin',
  eventSource: 'signin.amazonaws.com',
  userAgent: 'ブラウザ {"Records":[',
});
const [one, two, three] = [record(1), record(2), record(3)];
const text = JSON.stringify;
const logEvent = (value: unknown) => ({ id: '1', timestamp: 1_795_000_000_000, message: text(value) });
const subscription = {
  messageType: 'DATA_MESSAGE',
  owner: '111122223333',
  logGroup: 'trail',
  logStream: '111122223333_CloudTrail_us-east-1',
  subscriptionFilters: ['login-watch'],
  logEvents: [logEvent(one), logEvent(two)],
};
const probe = {
  messageType: 'CONTROL_MESSAGE',
  logEvents: [{ id: '', timestamp: 1, message: 'CWL CONTROL MESSAGE: Checking health of destination Firehose.' }],
};
const envelope = { 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.signin', detail: one };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const read = async (paths: readonly string[], options: Partial<ArchiveOptions> = {}) =>
  (await readingsOf(archive(paths, { stdin: Readable.from([]), ...options }))).map(inEnglish);
const records = (from: string, ...all: readonly unknown[]): readonly EnglishReading[] =>
  all.map((record) => ({ kind: 'record', record, from }));
const notCovered = (from: string, reason: string, hint?: unknown): object => ({
  kind: 'not-covered',
  region: null,
  from,
  reason,
  ...(hint === undefined ? {} : { hint }),
});
const AGAIN = 'Fetch the file again.';

/** The sentence and the hint that end the program. */
async function refusal(
  paths: readonly string[],
  options: Partial<ArchiveOptions> = {},
): Promise<readonly [string, string]> {
  try {
    await read(paths, options);
  } catch (error) {
    if (error instanceof UserError && error.exit === 2)
      return [error.message.replaceAll(folder, '<>'), error.hint ?? ''];
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('every shape that AWS hands out', () => {
  const trail = text({ Records: [one, two] });
  test.each<[name: string, content: string | Uint8Array, expected: readonly unknown[]]>([
    ['a trail file', gzipSync(trail), [one, two]],
    ['a trail file, unpacked', trail, [one, two]],
    ['several gzip members', Buffer.concat([gzipSync(trail), gzipSync(text({ Records: [three] }))]), [one, two, three]],
    [
      'zeros behind gzip, as tape and block tools leave them',
      Buffer.concat([gzipSync(trail), Buffer.alloc(512)]),
      [one, two],
    ],
    ['trail files one behind the other', `${trail}${text({ Records: [three] })}`, [one, two, three]],
    ['a trail file without records', '{"Records":[]}', []],
    ['one record, pretty-printed', JSON.stringify(one, null, 2), [one]],
    ['a list', JSON.stringify([one, two], null, 2), [one, two]],
    ['an empty list', '[]', []],
    ['JSON lines', `${text(one)}\n${text(two)}\n`, [one, two]],
    ['JSON lines with CRLF and a byte order mark', `\ufeff${text(one)}\r\n${text(two)}\r\n`, [one, two]],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${trail}`, 'utf16le'), [one, two]],
    ['UTF-16 without one', Buffer.from(trail, 'utf16le'), [one, two]],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${trail}`, 'utf16le').swap16(), [one, two]],
    [
      'aws cloudtrail lookup-events',
      text({
        Events: [{ EventId: 'id-1', CloudTrailEvent: text(one) }, { CloudTrailEvent: text(two) }],
        NextToken: 'x',
      }),
      [one, two],
    ],
    [
      'the same, picked apart',
      `${text({ EventId: 'id-1', CloudTrailEvent: text(one) })}\n${text(text(two))}\n`,
      [one, two],
    ],
    ['EventBridge events', `${text(envelope)}\n${text([envelope])}`, [envelope, envelope]],
    [
      'an export of CloudWatch Logs',
      gzipSync(`2026-11-20T09:12:41.000Z ${text(one)}\n2026-11-20T09:12:42.000Z ${text(two)}\n`),
      [one, two],
    ],
    [
      'aws logs filter-log-events',
      text({ events: [logEvent(one), logEvent(two)], searchedLogStreams: [] }),
      [one, two],
    ],
    ['aws logs tail', `2026-11-20T09:12:41.000000+00:00 111122223333_CloudTrail_us-east-1 ${text(one)}\n`, [one]],
    ['a log subscription', text(subscription), [one, two]],
    [
      'the same, as a function is handed it',
      text({ awslogs: { data: gzipSync(text(subscription)).toString('base64') } }),
      [one, two],
    ],
    ['the probe of a log subscription', text(probe), []],
    ['trail files in a list', text([{ Records: [one] }, { Records: [two] }]), [one, two]],
  ])('%s', async (_, content, expected) => {
    const path = file('without-a-telling-name', content);
    expect(await read([path])).toEqual(records(path, ...expected));
  });

  test('standard input, a byte at a time', async () => {
    const bytes = gzipSync(trail);
    const stdin = Readable.from([...bytes].map((byte) => Buffer.from([byte])));
    expect(await read(['-'], { stdin })).toEqual(records('standard input', one, two));
    expect(archive(['b', '-'], { stdin }).names).toEqual(['file:b', 'stdin']);
  });
});

describe('folders', () => {
  test('are read with all that is in them, sorted, and what is not for us is told in one sentence each', async () => {
    mkdirSync(join(folder, 'b/deep'), { recursive: true });
    mkdirSync(join(folder, '.git'));
    symlinkSync(folder, join(folder, 'b/loop'));
    const files = [
      file('b/deep/2.json.gz', gzipSync(text({ Records: [two] }))),
      file('c.json', text({ Records: [three] })),
      file('a.ndjson', text(one)),
    ];
    for (const n of [1, 2, 3, 4]) file(`digest-${n}.json.gz`, gzipSync(text({ digestS3Object: 'x', logFiles: [] })));
    file('README.md', '# Logs\n');
    file('.git/config', 'hidden');
    file('aws-logs-write-test', 'Permission Check Successful');

    expect(await read([folder])).toEqual([
      ...records(files[2] ?? '', one),
      ...records(files[0] ?? '', two),
      ...records(files[1] ?? '', three),
      notCovered(join(folder, 'README.md'), 'is not JSON'),
      notCovered(
        folder,
        `4 files (${[1, 2, 3].map((n) => join(folder, `digest-${n}.json.gz`)).join(', ')}, …): each is a CloudTrail digest file: it lists log files and holds no records`,
      ),
    ]);
  });

  test('an empty one is refused', async () => {
    expect((await refusal([folder]))[0]).toBe('<> holds no files');
  });
});

const WHAT_IS_READ = expect.stringContaining('Use CloudTrail files');

describe('a file that is no use is refused where it is the only one, and told where it is one of several', () => {
  const insight = { eventVersion: '1.07', eventCategory: 'Insight', eventType: 'AwsCloudTrailInsight', eventID: 'x' };
  test.each<[name: string, content: string | Uint8Array, reason: string, hint: unknown]>([
    ['nothing', '', 'is empty', WHAT_IS_READ],
    ['blanks', ' \n', 'is empty', WHAT_IS_READ],
    ['nothing in gzip', gzipSync(''), 'is empty', WHAT_IS_READ],
    ['words', 'hello\n', 'is not JSON', WHAT_IS_READ],
    ['no JSON, though it looks like it', "{'eventID': 'x'}", 'is not JSON', WHAT_IS_READ],
    ['line after line of what is no JSON', '{a: 1}\n'.repeat(50_000), 'is not JSON', WHAT_IS_READ],
    ['a long line', 'x'.repeat(3_000_000), 'is not JSON', WHAT_IS_READ],
    [
      'a CSV file of the console',
      'Event name,Event time,User name\nConsoleLogin,x,alice\n',
      expect.stringContaining("console's CSV file"),
      expect.stringContaining('Download as JSON'),
    ],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'is a binary file', expect.any(String)],
    [
      'a zip file',
      Buffer.from('504b0304140000000800', 'hex'),
      'is an archive without CloudTrail records',
      'Pack the files of the trail.',
    ],
    ['an object', '{"a":1}', 'holds JSON, but no CloudTrail records', WHAT_IS_READ],
    ['a text', '"hello"', 'holds JSON, but no CloudTrail records', WHAT_IS_READ],
    ['values', '[1,null,true]', 'holds JSON, but no CloudTrail records', WHAT_IS_READ],
    ['lists in lists', '['.repeat(20) + ']'.repeat(20), 'holds JSON, but no CloudTrail records', WHAT_IS_READ],
    [
      'Insights',
      text({ Records: [insight] }),
      'holds CloudTrail Insights events: they report unusual rates and name no caller',
      WHAT_IS_READ,
    ],
    [
      'notes about records',
      '{"eventName":"ConsoleLogin","eventID":"x"}',
      'holds JSON, but no CloudTrail records',
      WHAT_IS_READ,
    ],
    [
      'notifications',
      text({ Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: {} }] }),
      'holds notifications of other services, not CloudTrail records',
      WHAT_IS_READ,
    ],
    ['JSON cut short', '{"Records":[{"eventID":"1', 'ends in the middle of record 1', 'Fetch the file again.'],
    [
      'gzip cut short',
      gzipSync(text(one)).subarray(0, 12),
      expect.stringContaining('is cut short'),
      'Fetch the file again.',
    ],
    [
      'a value without end',
      `{"a":"${'x'.repeat(200_000)}"}`,
      expect.stringContaining('too long for a record at line 1'),
      expect.any(String),
    ],
  ])('%s', async (_, content, reason, hint) => {
    const bad = file('bad', content);
    const good = file('good', text(one));
    const limits = { value: 1000 };
    const [message, told] = await refusal([bad], { limits });
    expect([message.replace('<>/bad ', ''), told]).toEqual([reason, hint]);
    expect(await read([bad, good], { limits })).toEqual([notCovered(bad, reason, hint), ...records(good, one)]);
  });

  test('missing files', async () => {
    const missing = join(folder, 'missing.json');
    const good = file('good', text(one));
    expect(await refusal([missing])).toEqual([
      '<>/missing.json does not exist',
      'Check the path; `-` reads standard input.',
    ]);
    expect(await refusal([join(good, 'x')])).toEqual([
      '<>/good/x does not exist',
      'Check the path: a part of it is a file, not a folder.',
    ]);
    expect(await read([missing, good])).toEqual([
      notCovered(missing, 'does not exist', 'Check the path; `-` reads standard input.'),
      ...records(good, one),
    ]);
  });

  test('files that the operating system keeps closed', () => {
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    expect(whyUnopened(denied)).toMatchObject({
      reason: { en: "can't be read: permission denied" },
      hint: { en: 'Check its permissions, or read it as another user.' },
      isForeign: false,
    });
    expect(whyUnopened(Object.assign(new Error(), { code: 'EIO' }))?.reason.en).toBe("can't be read (EIO)");
    expect(whyUnopened(new TypeError('a mistake of ours'))).toBeUndefined();
  });
});

/** A stored block of deflate data. */
function block(values: readonly unknown[], isLast: boolean): Buffer {
  const data = Buffer.from(values.map((each) => `${text(each)}\n`).join(''));
  const head = Buffer.alloc(5);
  head.writeUInt8(isLast ? 1 : 0, 0);
  head.writeUInt16LE(data.length, 1);
  head.writeUInt16LE(0xffff - data.length, 3);
  return Buffer.concat([head, data]);
}

describe('of a damaged file all that is whole is used, and the damage is told', () => {
  test('gzip that is cut short, anywhere', async () => {
    const many = Array.from({ length: 2000 }, (_, id) => ({ ...record(id), noise: Math.sin(id).toString(36) }));
    const packed = gzipSync(text({ Records: many }));
    for (const part of [0.5, 0.99]) {
      const path = file('cut.json.gz', packed.subarray(0, Math.floor(packed.length * part)));
      const readings = await read([path]);
      const used = readings.slice(0, -1);
      expect(used).toEqual(records(path, ...many.slice(0, used.length)));
      expect(used.length / many.length).toBeGreaterThan(part - 0.1);
      expect(readings.at(-1)).toEqual(
        notCovered(path, 'is cut short (its gzip data ends in the middle); the rest was not read', AGAIN),
      );
    }
  });

  test('gzip whose bytes were changed', async () => {
    const many = Array.from({ length: 2000 }, (_, id) => record(id));
    const packed = gzipSync(text({ Records: many }));
    packed.writeUInt32LE(1, packed.length - 8);
    const path = file('changed', packed);
    const readings = await read([path]);
    const used = readings.slice(0, -1);
    expect(used).toEqual(records(path, ...many.slice(0, used.length)));
    expect(used.length).toBe(2000);
    expect(readings.at(-1)).toEqual(
      notCovered(path, 'is damaged (its gzip checksum is wrong): records may be missing or changed', AGAIN),
    );
  });

  test.each([3, 3_000, 12_000])('gzip with other bytes behind it: all of %i records', async (count) => {
    const noise = (id: number) => createHash('sha512').update(String(id)).digest('base64');
    const many = Array.from({ length: count }, (_, id) => ({ ...record(id), noise: noise(id) }));
    const packed = gzipSync(text({ Records: many }));
    const path = file('trailing.json.gz', Buffer.concat([packed, Buffer.from('garbage')]));
    const readings = await read([path]);
    expect(readings.length).toBe(count + 1);
    expect(readings.at(-1)).toEqual(
      notCovered(path, 'has bytes behind its gzip data that are not gzip; they were not read', AGAIN),
    );
  });

  test('gzip of several members, with every field that a header may have, and zeros behind', async () => {
    const [first, second] = [gzipSync(`${text(one)}\n`), gzipSync(`${text(two)}\n`)];
    const fields = Buffer.concat([
      Buffer.from([4, 0, 1, 2, 3, 4]),
      Buffer.from('name\0comment\0'),
      Buffer.from([0, 0]),
    ]);
    const header = Buffer.from(second.subarray(0, 10));
    header[3] = 2 + 4 + 8 + 16;
    const rich = Buffer.concat([header, fields, second.subarray(10)]);
    const path = file(
      'members.gz',
      Buffer.concat([first, rich, gzipSync(''), gzipSync(text(three)), Buffer.alloc(700)]),
    );
    expect(await read([path])).toEqual(records(path, one, two, three));
  });

  test('gzip whose data breaks gives the records up to there, also in a small file', async () => {
    const many = Array.from({ length: 40 }, (_, id) => ({ ...record(id), noise: Math.sin(id).toString(36) }));
    const packed = gzipSync(many.map((each) => `${text(each)}\n`).join(''), { level: 0 });
    // A stored block, which says its length twice: https://www.rfc-editor.org/rfc/rfc1951#page-11
    const path = file(
      'broken.gz',
      Buffer.concat([packed.subarray(0, 10), block(many.slice(0, 30), false), Buffer.alloc(9, 7)]),
    );
    const readings = await read([path]);
    expect(readings.length).toBe(31);
    expect(readings.at(-1)).toEqual(
      notCovered(path, 'is damaged (its gzip data is not valid); the rest was not read', AGAIN),
    );
  });

  test('gzip that unpacks to more than it should', async () => {
    const path = file('bomb', gzipSync(`${text(one)}\n${' '.repeat(5_000_000)}${text(two)}`));
    expect(await read([path], { limits: { unpacked: 1024 ** 2 } })).toEqual([
      ...records(path, one),
      notCovered(
        path,
        'unpacks to more than 1 MiB; the rest was not read',
        'If you trust it, unpack it yourself and read the result.',
      ),
    ]);
  });

  test('JSON that is cut short', async () => {
    const path = file('cut', `{"Records":[${text(one)},${text(two)},${text(three).slice(0, 40)}`);
    expect(await read([path])).toEqual([
      ...records(path, one, two),
      notCovered(path, 'ends in the middle of record 3', AGAIN),
    ]);
  });

  test('lines that are no JSON, before and after records', async () => {
    const path = file('lines', `Last login: Fri\n${text(one)}\n{"eventID": "x\n${text(two)}\nbye\n`);
    expect(await read([path])).toEqual([
      { kind: 'unreadable', from: `${path}, line 1`, reason: 'not JSON' },
      ...records(path, one),
      { kind: 'unreadable', from: `${path}, line 3`, reason: 'broken JSON' },
      ...records(path, two),
      { kind: 'unreadable', from: `${path}, line 5`, reason: 'not JSON' },
    ]);
  });

  test('events whose record is no JSON', async () => {
    const path = file('lookup', text({ Events: [{ CloudTrailEvent: '{"eventID":' }, { CloudTrailEvent: text(two) }] }));
    expect(await read([path])).toEqual([
      { kind: 'unreadable', from: `${path}, record 1`, reason: 'its text is not JSON' },
      ...records(path, two),
    ]);
  });

  test('a subscription that is not what it should be', async () => {
    const path = file('subscription', text([{ awslogs: { data: 'bm90IGd6aXA=' } }, one]));
    expect(await read([path])).toEqual([
      { kind: 'unreadable', from: `${path}, record 1`, reason: 'its awslogs.data is not base64 of gzip' },
      ...records(path, one),
    ]);
  });

  test('other JSON among records', async () => {
    const path = file('mixed', `${text(one)}\n{"a":1}\n`);
    expect(await read([path])).toEqual([
      ...records(path, one),
      notCovered(path, "also holds 1 JSON value that isn't a CloudTrail record"),
    ]);
  });
});

test('reading ends early, and says so, when it is stopped', async () => {
  const stopper = new AbortController();
  const stdin = new Readable({ read() {} });
  stdin.push(`${text(one)}\n`);
  const readings: EnglishReading[] = [];
  for await (const reading of archive(['-', 'never-reached'], { stdin }).read(stopper.signal)) {
    readings.push(...singly(reading).map(inEnglish));
    stopper.abort();
  }
  expect(readings).toEqual([
    ...records('standard input', one),
    notCovered('standard input', 'reading was stopped here; the rest was not read'),
  ]);
});
