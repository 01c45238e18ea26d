import { generateKeyPairSync } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { writeDigests } from '../../helpers/aws/digest-files.ts';
import { BUCKET, bodyOf, DAY, idsOf, keyOf, record, replayAt, trailBucket } from '../../helpers/aws/trail-bucket.ts';
import { eachInFolder } from '../../helpers/host/each-folder.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

const folder = eachInFolder();

const ACCOUNT = '111122223333';
const NOON = Date.UTC(2026, 10, 20, 12);
const FROM = Date.UTC(2026, 10, 19, 22);
const TO = Date.UTC(2026, 10, 21);
const HOUR = 3_600_000;

/** A day with three log files and all of its digest files. */
async function day(options: Parameters<typeof writeDigests>[1] = { from: FROM, to: TO }, account = {}) {
  const trail = await trailBucket(account);
  const files = ['1005', '1205', '1405'].map((time) => trail.put(time, ACCOUNT, 'us-east-1', `20261120T${time}`));
  const hours = writeDigests(trail, options);
  const digestOf = (time: number) => hours.find(({ end }) => end === time)?.key ?? '';
  return { ...trail, files, hours, digestOf };
}

async function verify(...args: readonly string[]) {
  const { report, ...rest } = await replayAt(folder.cwd, [
    '--s3',
    `s3://${BUCKET}/AWSLogs`,
    '--verify',
    ...DAY,
    ...args,
  ]);
  const gaps: readonly { reason: string; hint?: string }[] = report.notCovered;
  const told = gaps.filter(({ hint }) => hint !== undefined).map(({ reason }) => reason);
  return { ...rest, report, told: told.join('\n'), counts: report.verification.logFiles };
}

const NONE = { unchanged: 0, changed: 0, missing: 0, unsigned: 0, pending: 0, unchecked: 0 };

describe('--verify', () => {
  test('untouched log files are said to be unchanged, and nothing is missing', async () => {
    await day();
    const { exit, report, counts, told } = await verify();
    expect({ exit, counts, told }).toEqual({ exit: EXIT.done, counts: { ...NONE, unchanged: 3 }, told: '' });
    expect(report.verification.digestFiles).toBeGreaterThan(24);
    expect(idsOf(report)).toHaveLength(3);
  });

  test('a changed, a deleted and a smuggled log file are named; those after the last digest file are too new', async () => {
    const { s3, files, put } = await day();
    s3.put(BUCKET, files[0] ?? '', bodyOf(record('1005', '2026-11-20T10:05:00Z', ACCOUNT, 'us-west-2')));
    s3.bucket(BUCKET).delete(files[1] ?? '', undefined, NOON);
    const smuggled = put('1601', ACCOUNT, 'us-east-1', '20261120T1601');
    const { exit, counts, told, report } = await verify();
    expect(exit).toBe(EXIT.refused);
    expect(counts).toEqual({ ...NONE, unchanged: 1, changed: 1, missing: 1, unsigned: 1 });
    expect(told).toContain(`s3://${BUCKET}/${files[0]}: was changed after CloudTrail delivered it`);
    expect(told).toContain(`s3://${BUCKET}/${files[1]}: was deleted: a digest file names it`);
    expect(told).toContain(`s3://${BUCKET}/${smuggled}: is named by no digest file that AWS signed`);
    // What is there is still inspected.
    expect(idsOf(report)).toEqual(['1005', '1405', '1601']);
  });

  test('a log file that was made of something else is changed, not merely unreadable', async () => {
    const { s3, files } = await day();
    s3.put(BUCKET, files[0] ?? '', 'gone');
    expect((await verify()).counts).toEqual({ ...NONE, unchanged: 2, changed: 1 });
  });

  test('a log file delivered after the last digest file is too new, and no tampering', async () => {
    const trail = await day({ from: FROM, to: NOON + 11 * HOUR });
    trail.put('2359', ACCOUNT, 'us-east-1', '20261120T2359');
    const { counts, told } = await verify();
    expect(counts).toEqual({ ...NONE, unchanged: 3, pending: 1 });
    expect(told).toBe('');
  });

  test('a whole folder of log files that was deleted is missed by its digest files', async () => {
    const { s3, files } = await day();
    for (const key of files) s3.bucket(BUCKET).delete(key, undefined, NOON);
    const { counts, told, exit } = await verify();
    expect([exit, counts]).toEqual([EXIT.refused, { ...NONE, missing: 3 }]);
    expect(told).toContain('3 objects');
  });
});

describe('the chain of digest files', () => {
  test('a deleted one is named by the next, and its log files are unsigned', async () => {
    const { s3, digestOf } = await day();
    s3.bucket(BUCKET).delete(digestOf(NOON + HOUR), undefined, NOON);
    const { counts, told } = await verify();
    expect(told).toContain(`s3://${BUCKET}/${digestOf(NOON + HOUR)}: was deleted: the next digest file names it`);
    expect(counts).toEqual({ ...NONE, unchanged: 2, unsigned: 1 });
  });

  test('one that was changed, or signed by another key, is not trusted, and nothing in it is', async () => {
    const { s3, digestOf } = await day();
    const key = digestOf(NOON + HOUR);
    const { bytes, headers } = s3.bucket(BUCKET).get(key) ?? { bytes: Buffer.from(''), headers: {} };
    const text = gunzipSync(bytes).toString().replace('"logFiles":[{', '"logFiles":[{"x":1,');
    s3.bucket(BUCKET).put(key, gzipSync(text), headers, NOON);
    const { counts, told, report } = await verify();
    expect(told).toContain(`${key}: has a signature that does not fit: it was changed`);
    expect(counts).toEqual({ ...NONE, unchanged: 2, unsigned: 1 });
    expect(report.verification.digestFiles).toBeGreaterThan(20);

    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const forged = await day({ from: FROM, to: TO, signedWith: privateKey });
    const after = await verify();
    expect([after.counts, after.report.verification.digestFiles]).toEqual([{ ...NONE, unchecked: 3 }, 0]);
    expect(forged.files).toHaveLength(3);
  });

  test('a time that none covers is said: in the middle, at the begin, at the end', async () => {
    const { s3, hours } = await day({ from: NOON - 10 * HOUR, to: NOON + 6 * HOUR, anew: NOON + 2 * HOUR });
    for (const { key, end } of hours)
      if (end > NOON && end <= NOON + 2 * HOUR) s3.bucket(BUCKET).delete(key, undefined, NOON);
    const { told } = await verify();
    expect(told).toContain('no digest file covers 2026-11-20T12:00:00Z to 2026-11-20T14:00:00Z');
    expect(told).toContain('no digest file covers 2026-11-20T00:00:00Z to 2026-11-20T02:00:00Z');
    expect(told).toContain('no digest file covers 2026-11-20T18:00:00Z to 2026-11-20T22:00:00Z');
  });

  test('without any, nothing is called unchanged', async () => {
    const { put } = await trailBucket();
    put('a', ACCOUNT, 'us-east-1', '20261120T1200');
    const { exit, counts, told } = await verify();
    expect([exit, counts]).toEqual([EXIT.refused, { ...NONE, unchecked: 1 }]);
    expect(told).toContain('validation of log files is off, or they were deleted');
  });

  test('AWS’s keys refused: nothing is called unchanged, and the permission is named', async () => {
    const refused = new AwsFault('AccessDeniedException', 'no', { status: 400 });
    await day(undefined, {
      trouble: (_: string, action: string) => (action === 'ListPublicKeys' ? refused : undefined),
    });
    const { exit, counts, told } = await verify();
    expect([exit, counts]).toEqual([EXIT.refused, { ...NONE, unchecked: 3 }]);
    expect(told).toContain('cloudtrail:ListPublicKeys');
  });

  test('AWS throttles the keys: they are asked for again', async () => {
    const slow = new AwsFault('ThrottlingException', 'Rate exceeded');
    let asked = 0;
    await day(undefined, {
      trouble: (_: string, action: string) => (action === 'ListPublicKeys' && asked++ < 2 ? slow : undefined),
    });
    expect((await verify()).counts).toEqual({ ...NONE, unchanged: 3 });
  });
});

test('the folder of a day is held against its own digest files alone', async () => {
  await day();
  const place = `s3://${BUCKET}/${keyOf(ACCOUNT, 'us-east-1', '20261120T1200').replace(/[^/]+$/, '')}`;
  const { report } = await replayAt(folder.cwd, ['--s3', place, '--verify', ...DAY]);
  expect(report.verification.logFiles).toEqual({ ...NONE, unchanged: 3 });
});

test.each([
  ['en', /verified by \d+ digest files: 3 of the log files unchanged/],
  ['ja', /ダイジェストファイル\d+個で検証：変更のないログファイル 3個/],
] as const)('the summary says it: %s', async (language, said) => {
  await day();
  const host = fakeHost({ cwd: folder.cwd, now: Date.UTC(2026, 10, 21) });
  await run(['replay', '--language', language, '--s3', `s3://${BUCKET}`, '--verify', ...DAY], host);
  expect(host.out() + host.err()).toMatch(said);
});

test.each([[['--verify', '--file', 'x.json']], [['--s3', `s3://${BUCKET}`, '--verify', '--resume', 'state']]])(
  'is refused where it means nothing: %j',
  async (args) => {
    await trailBucket();
    expect((await replayAt(folder.cwd, args)).exit).toBe(EXIT.wrongUse);
  },
);
