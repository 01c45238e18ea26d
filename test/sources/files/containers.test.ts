import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/user-error.ts';
import { archive } from '../../../src/sources/files/archive.ts';
import { inEnglish, readingsOf } from '../../helpers/records/readings.ts';

const record = (id: number) => ({
  eventVersion: '1.08',
  eventID: `id-${id}`,
  eventName: 'ConsoleLogin',
  eventSource: 'signin.amazonaws.com',
  userAgent: `a, "quoted"\n'text' ${'x y '.repeat(60)}`,
});
const [one, two] = [record(1), record(2)];
const text = JSON.stringify;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const source = (path: string, limits = {}) => archive([path], { stdin: Readable.from([]), limits });
function file(content: string | Uint8Array): string {
  const path = join(folder, 'input');
  writeFileSync(path, content);
  return path;
}
async function read(content: string | Uint8Array) {
  const readings = (await readingsOf(source(file(content)))).map(inEnglish);
  const records = readings.flatMap((reading) => (reading.kind === 'record' ? [reading.record] : []));
  const rest = readings.flatMap((reading) => (reading.kind === 'not-covered' ? [reading.reason] : []));
  expect(records.length + rest.length).toBe(readings.length);
  return { records, rest };
}
async function refusal(content: string | Uint8Array): Promise<string> {
  const error: unknown = await readingsOf(source(file(content))).catch((reason: unknown) => reason);
  if (!(error instanceof UserError)) throw new Error('it was read');
  return error.message.slice(folder.length + '/input '.length);
}

function tar(files: Readonly<Record<string, Uint8Array | string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write(name.endsWith('/') ? '5' : '0', 156);
    header.write('ustar\u000000', 257);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function header(type: string, size: number, mark = 'ustar\u000000', inBase256?: number): Buffer {
  const block = Buffer.alloc(512);
  block.write('a.json', 0);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  if (inBase256 !== undefined) {
    block.fill(0, 124, 136);
    block[124] = 0x80;
    block.writeUInt32BE(inBase256, 132);
  }
  block.write(type, 156);
  block.write(mark, 257);
  block.fill(0x20, 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
function padded(content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

const FILES = {
  'AWSLogs/a.json.gz': gzipSync(text({ Records: [one] })),
  'AWSLogs/b.json': Buffer.from(text({ Records: [two] })),
  'AWSLogs/digest.json': Buffer.from(text({ digestS3Object: 'x' })),
  'AWSLogs/.hidden.json': Buffer.from(text(record(3))),
  'big.ndjson': Buffer.from(Array.from({ length: 2_000 }, (_, index) => text(record(index + 10))).join('\n')),
};

describe('archives', () => {
  test.each<[name: string, content: Uint8Array]>([
    ['tar', tar({ 'AWSLogs/': '', ...FILES })],
    ['tar in gzip', gzipSync(tar(FILES))],
    ['zip', zipSync(FILES)],
    ['zip that packs nothing', zipSync(FILES, { level: 0 })],
    ['zip in zip', zipSync({ 'inner.zip': zipSync(FILES) })],
    ['zip in tar', tar({ 'inner.zip': zipSync(FILES) })],
  ])('%s: the records of all files, and what is no trail file is named', async (_, content) => {
    const { records, rest } = await read(content);
    expect(records.slice(0, 2)).toEqual([one, two]);
    expect(records.length).toBe(2_002);
    expect(rest).toEqual(['is a CloudTrail digest file: it lists log files and holds no records']);
  });

  test.each<[name: string, headers: readonly Buffer[]]>([
    ['pax', [header('x', 38), padded('38 path=AWSLogs/a-very-long-name.json\n')]],
    ['pax of GNU tar with a size', [header('x', 47), padded('38 path=AWSLogs/a-very-long-name.json\n9 size=5\n')]],
    ['GNU', [header('L', 30), padded('AWSLogs/a-very-long-name.json\0')]],
  ])('tar with long names (%s): damage is named by the whole name', async (_, about) => {
    const content = '{"a":';
    const long = [...about, header('0', content.length), padded(content)];
    const whole = Buffer.from(text(one));
    const bytes = Buffer.concat([...long, header('0', whole.length), padded(whole), Buffer.alloc(1024)]);
    const readings = (await readingsOf(source(file(bytes)))).map(inEnglish);
    expect(readings.map((reading) => ('from' in reading ? String(reading.from).slice(folder.length) : ''))).toEqual([
      '/input/AWSLogs/a-very-long-name.json',
      '/input/a.json',
    ]);
  });

  test('tar: a header with a wrong checksum is damage, and what came before it is read', async () => {
    const whole = Buffer.from(text(one));
    const broken = header('0', whole.length);
    broken[3] = 0x41;
    const bytes = Buffer.concat([header('0', whole.length), padded(whole), broken, padded(whole), Buffer.alloc(1024)]);
    const { records, rest } = await read(bytes);
    expect([records, rest]).toEqual([[one], [expect.stringContaining('its archive is not valid')]]);
  });

  test('tar as before ustar, and a size in base 256', async () => {
    const whole = Buffer.from(text(one));
    const old = header('0', whole.length, '');
    const big = header('0', 0, '', whole.length);
    expect((await read(Buffer.concat([old, padded(whole), Buffer.alloc(1024)]))).records).toEqual([one]);
    expect((await read(Buffer.concat([big, padded(whole), Buffer.alloc(1024)]))).records).toEqual([one]);
  });

  test('gzip in gzip', async () => {
    expect(await read(gzipSync(gzipSync(text(one))))).toEqual({ records: [one], rest: [] });
  });

  test('an archive without records, a cut one and one that unpacks to too much', async () => {
    expect(await refusal(zipSync({ 'a.txt': Buffer.from('hello') }))).toBe('is an archive without CloudTrail records');
    const zip = zipSync({ 'b.json': FILES['AWSLogs/b.json'], 'c.ndjson': FILES['big.ndjson'] });
    await expect(readingsOf(source(file(zip.subarray(0, zip.length / 2))))).resolves.toContainEqual(
      expect.objectContaining({ kind: 'not-covered' }),
    );
    const cut = tar({ 'b.json': FILES['AWSLogs/b.json'], 'c.ndjson': FILES['big.ndjson'] });
    const readings = await readingsOf(source(file(cut.subarray(0, cut.length / 2))));
    expect(readings.at(-1)).toMatchObject({
      kind: 'not-covered',
      reason: { en: expect.stringContaining('cut short') },
    });
    const bomb = source(file(zipSync({ 'a.json': new Uint8Array(5_000_000) })), { unpacked: 1_000_000 });
    await expect(readingsOf(bomb)).rejects.toThrow('unpacks to more than');
  });
});

/** Changes a byte of the first file's header. */
function other(zip: Uint8Array, at: number, byte: number): Uint8Array {
  const changed = Uint8Array.from(zip);
  changed[at] = byte;
  return changed;
}

test.each<[name: string, content: Uint8Array | string, said: string]>([
  ['pcap', Buffer.from('d4c3b2a1020004000000', 'hex'), 'is a capture of network packets'],
  ['Parquet', Buffer.from('PAR1\0\0\0\0'), 'is a Parquet file, which is not read'],
  ['flow logs', '2 111122223333 eni-0a1b 203.0.113.5 198.51.100.7 1 2 6 1 1 1 2 ACCEPT OK\n', 'holds VPC flow logs'],
  ['ELB logs', 'https 2026-11-20T09:12:41.1Z app/x/1 203.0.113.5:1 10.0.0.1:80 0 0 0 200\n', 'holds access logs of'],
  [
    'ELB logs of TLS',
    'tls 2.0 2026-11-20T09:12:41 net/x/1 2f 203.0.113.5:1 10.0.0.1:443 5 2\n',
    'holds access logs of',
  ],
  ['flow logs of own fields', 'account-id action bytes interface-id\n111122223333 ACCEPT 4 eni-1\n', 'holds VPC flow'],
  ['CloudFront logs', '#Version: 1.0\n#Fields: date time\n2026-11-20\t09:12:41\tNRT57\n', 'of CloudFront'],
  ['S3 access logs', `${'0a'.repeat(32)} b [20/Nov/2026:00:00:38 +0000] 192.0.2.3 - "GET /"\n`, 'server access logs'],
  [
    'DNS logs',
    '1.0 2026-11-20T09:12:41Z Z123412341234 example.com A NOERROR UDP NRT57 - -\n',
    'a Route 53 hosted zone',
  ],
  ['columns of the AWS CLI', '2026-11-20T09:12:41+00:00\tConsoleLogin\troot\n', 'holds a table or text of columns'],
  [
    'a table of the AWS CLI',
    `${'-'.repeat(20)}\n|  LookupEvents  |\n+----+----+\n|  a |  b |\n`,
    'holds a table or text',
  ],
  ['ORC', Buffer.from('ORC\0\u0001\u0001'), 'is an ORC file, which is not read'],
  ['Avro', Buffer.from('Obj\u0001\u0004'), 'is an Avro file, which is not read'],
  ['PDF', Buffer.from('%PDF-1.7\n{}\n'), 'is a PDF document, which is not read'],
  ['zstd', Buffer.from('28b52ffd24010100', 'hex'), 'is packed with zstd, which is not read'],
  ['bzip2', Buffer.from('BZh91AY&SY\0'), 'is packed with bzip2, which is not read'],
  ['a workbook', zipSync({ '[Content_Types].xml': Buffer.from('<x/>'), 'xl/a.xml': Buffer.from('<x/>') }), 'an Excel'],
  ['a zip of another method', other(zipSync({ 'a.json': Buffer.from(text(one)) }), 8, 12), 'other than deflate'],
  ['an encrypted zip', other(zipSync({ 'a.json': Buffer.from(text(one)) }), 6, 1), 'is encrypted'],
])('%s are named', async (_, content, said) => {
  expect(await refusal(content)).toContain(said);
});

test('an address in S3 is repeated, with what to do', async () => {
  const error: unknown = await readingsOf(source('s3://trail-bucket/AWSLogs')).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    message: 's3://trail-bucket/AWSLogs is an address in S3, which is not read from here',
    hint: expect.stringContaining('`aws s3 cp --recursive s3://trail-bucket/AWSLogs ./trail`'),
  });
});

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('CSV', () => {
  test('of Logs Insights: the message is the record, with quotes, commas and line breaks in it', async () => {
    const rows = ['@timestamp,@message', ...[one, two].map((each) => `2026-11-20 09:12:41.000,${quoted(text(each))}`)];
    expect(await read(`${rows.join('\r\n')}\r\n`)).toEqual({ records: [one, two], rest: [] });
    expect(await read(`\ufeff${rows.join('\n')}`)).toEqual({ records: [one, two], rest: [] });
  });

  test('of a query: columns are fields', async () => {
    const head =
      'eventTime,eventSource,eventName,sourceIPAddress,userIdentity.type,userIdentity.userName,responseElements';
    const row =
      '2026-11-20 09:12:41,signin.amazonaws.com,ConsoleLogin,198.51.100.7,IAMUser,alice,"{""ConsoleLogin"":""Failure""}"';
    expect((await read(`${head}\n${row}\n`)).records).toEqual([
      {
        eventTime: '2026-11-20 09:12:41',
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        sourceIPAddress: '198.51.100.7',
        userIdentity: { type: 'IAMUser', userName: 'alice' },
        responseElements: { ConsoleLogin: 'Failure' },
      },
    ]);
  });

  test("the console's lacks what decides, and says what", async () => {
    const head = 'Event name,Event time,User name,Event source,Resource type,Resource name,Source IP address';
    expect(await refusal(`${head}\nConsoleLogin,"November 20, 2026",alice,signin.amazonaws.com,,,\n`)).toBe(
      "is the CloudTrail console's CSV file, whose rows are too short for records: it lacks userIdentity, responseElements",
    );
  });
});

test('YAML of the AWS CLI: whole and folded lines, and no noise', async () => {
  const folded = `'${text(two).replaceAll("'", "''").replace(/ x y /, '\n    x y ')}'`;
  const yaml = [
    'Events:',
    `- CloudTrailEvent: '${text(one).replaceAll("'", "''")}'`,
    '  EventId: id-1',
    '  Resources: []',
    `- CloudTrailEvent: ${folded}`,
    '  EventId: id-2',
    'NextToken: abc',
    '',
  ].join('\n');
  expect(await read(yaml)).toEqual({ records: [one, two], rest: [] });
});

test.each<[name: string, lines: readonly string[]]>([
  ['yaml', ['---', 'Events:', `- CloudTrailEvent: '${text(one)}'`, '  EventId: id-1']],
  [
    'yaml-stream',
    [
      ...['- Events:', '  - AccessKeyId: AK', `    CloudTrailEvent: '${text(one).replace('x y ', 'x\n      y ')}'`],
      ...['    EventId: id-1', '  NextToken: abc', '- Events: []'],
    ],
  ],
  ['text', [`EVENTS\tAK\t${text(one)}\tid-1\tConsoleLogin\talice`, 'RESOURCES\talice\tAWS::IAM::User', 'NEXTTOKEN\tx']],
  ['table', ['-'.repeat(40), '|  LookupEvents  |', '+---+', `||  CloudTrailEvent |  ${text(one)} ||`, '|+--+--+|']],
])('%s of the AWS CLI: the records, and no noise', async (_, lines) => {
  const plain = JSON.parse(text(one).replaceAll("'", ''));
  expect(await read(lines.map((line) => line.replaceAll("'text'", 'text')).join('\n'))).toEqual({
    records: [plain],
    rest: [],
  });
});
