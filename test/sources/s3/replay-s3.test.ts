import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { EXIT } from '../../../src/core/exit.ts';
import {
  BUCKET,
  bodyOf,
  trailBucket as bucket,
  DAY,
  idsOf,
  keyOf,
  record,
  replayAt,
} from '../../helpers/aws/trail-bucket.ts';
import { eachInFolder } from '../../helpers/host/each-folder.ts';

const folder = eachInFolder();

const replay = (args: readonly string[], signal?: AbortSignal) => replayAt(folder.cwd, args, signal);

describe('the folders of the window', () => {
  test('--regions lists only those, and says what it left out; so does a folder of one region or day', async () => {
    const { put, lists } = await bucket();
    put('here', '111122223333', 'us-east-1', '20261120T1200');
    put('there', '111122223333', 'eu-west-1', '20261120T1200');
    const some = await replay(['--s3', `s3://${BUCKET}/AWSLogs`, '--regions', 'us-east-1', ...DAY]);
    expect([some.exit, idsOf(some.report)]).toEqual([EXIT.done, ['here']]);
    expect(JSON.stringify(some.report.notCovered)).toContain('folders of 1 region left out by --regions');
    expect(lists().some((prefix) => prefix.includes('eu-west-1'))).toBe(false);
    const place = `s3://${BUCKET}/AWSLogs/111122223333/CloudTrail/eu-west-1/`;
    expect(idsOf((await replay(['--s3', place, ...DAY])).report)).toEqual(['there']);
    expect(idsOf((await replay([`${place}2026/11/20/`, ...DAY])).report)).toEqual(['there']);
  });

  test('a trail with a prefix, several pages, and events that were delivered the next day', async () => {
    const { put, s3 } = await bucket();
    s3.pageSize = 3;
    for (let minute = 10; minute < 20; minute += 1) {
      put(`a${minute}`, '111122223333', 'us-east-1', `20261120T12${minute}`, 'logs/AWSLogs/');
    }
    const late = record('late', '2026-11-20T23:58:00Z', '111122223333', 'us-east-1');
    s3.put(BUCKET, keyOf('111122223333', 'us-east-1', '20261121T0010', 'logs/AWSLogs/'), bodyOf(late));
    put('after', '111122223333', 'us-east-1', '20261121T0500', 'logs/AWSLogs/');
    const { report } = await replay(['--file', `s3://${BUCKET}`, ...DAY]);
    expect(idsOf(report).length).toBe(11);
    expect(idsOf(report)).toContain('late');
  });

  test('without a time it is the last day, and a bucket without files of it is no all-clear', async () => {
    const { put } = await bucket();
    put('old', '111122223333', 'us-east-1', '20261110T1200');
    const { exit, report } = await replay(['--s3', `s3://${BUCKET}/AWSLogs/`]);
    expect(exit).toBe(EXIT.wrongUse);
    expect(report.notCovered[0].reason).toContain('no log files for 2026-11-20T00:00:00Z to 2026-11-21T00:00:00Z');
  });
});

describe('trouble', () => {
  test('a search that no record meets is no all-clear: it may be the wrong bucket', async () => {
    const { put } = await bucket();
    put('here', '111122223333', 'us-east-1', '20261120T1200');
    const place = ['--s3', `s3://${BUCKET}/AWSLogs`, ...DAY, '--fail-on', 'low'];
    expect((await replay([...place, '--user', 'nobody'])).exit).toBe(EXIT.wrongUse);
    expect((await replay([...place, '--event', '*'])).exit).not.toBe(EXIT.wrongUse);
  });

  test('objects that vanish, are cut, forbidden or under another key are named by region; slow ones are read', async () => {
    const { put, s3 } = await bucket();
    const troubles = ['vanished', 'cut', 'forbidden', 'no-key', { slow: 300 }] as const;
    const stamps = troubles.map((_, index) => `20261120T12${index}0`);
    for (const [index, trouble] of troubles.entries()) {
      s3.troubles.set(put(`t${index}`, '111122223333', 'us-east-1', stamps[index] ?? ''), trouble);
    }
    put('good', '111122223333', 'us-east-1', '20261120T1300');
    const { exit, report } = await replay(['--s3', `s3://${BUCKET}/AWSLogs/`, ...DAY]);
    expect(exit).toBe(EXIT.refused);
    expect(idsOf(report)).toEqual(['t4', 'good']);
    const gaps: readonly { region: string; reason: string }[] = report.notCovered;
    const told = gaps
      .filter(({ region }) => region === 'us-east-1')
      .map(({ reason }) => reason)
      .join('\n');
    for (const said of ['was deleted while', 'the connection broke', 's3:GetObject', 'kms:Decrypt'])
      expect(told).toContain(said);
  });

  test('a list that is refused later takes nothing away from what was read', async () => {
    const refused = new AwsFault('AccessDenied', 'Access Denied', { status: 403 });
    const trouble = (_: string, action: string, count: number) =>
      action === 'ListObjectsV2' && count > 5 ? refused : undefined;
    const { put } = await bucket({ trouble });
    for (const region of ['us-east-1', 'us-west-2']) put(region, '111122223333', region, '20261120T1200');
    put('org', '444455556666', 'us-east-1', '20261120T1200', 'AWSLogs/o-abcdefghij/');
    const { exit, report } = await replay(['--s3', `s3://${BUCKET}/AWSLogs/`, ...DAY]);
    expect([exit === EXIT.done, idsOf(report)]).toEqual([false, ['us-east-1', 'us-west-2']]);
    expect(JSON.stringify(report.notCovered)).toContain('s3:ListBucket');
  });

  test('SlowDown is waited for, and nothing is lost', async () => {
    const slow = new AwsFault('SlowDown', 'Please reduce your request rate.', { status: 503 });
    const { put } = await bucket({
      trouble: (_, action, count) => (action === 'GetObject' && count < 5 ? slow : undefined),
    });
    for (const minute of ['10', '20', '30']) put(minute, '111122223333', 'us-east-1', `20261120T12${minute}`);
    const { exit, report } = await replay(['--s3', `s3://${BUCKET}/AWSLogs/`, ...DAY]);
    expect([exit, idsOf(report)]).toEqual([EXIT.done, ['10', '20', '30']]);
  });

  test('a bucket of another region is read there; one that bills its readers only with --requester-pays', async () => {
    const { put, s3 } = await bucket({ home: 'eu-west-1' });
    put('a', '111122223333', 'us-east-1', '20261120T1200');
    expect(idsOf((await replay(['--s3', `s3://${BUCKET}`, ...DAY])).report)).toEqual(['a']);
    s3.payers.add(BUCKET);
    const refused = await replay(['--s3', `s3://${BUCKET}`, ...DAY]);
    expect([refused.exit, refused.report]).toEqual([EXIT.refused, undefined]);
    expect(refused.err.replaceAll(/\s+/g, ' ')).toContain('add --requester-pays');
    expect(idsOf((await replay(['--s3', `s3://${BUCKET}`, '--requester-pays', ...DAY])).report)).toEqual(['a']);
  });

  test('a bucket that is not there is named, and so is the place in what was not looked at', async () => {
    await bucket();
    const none = await replay(['--s3', 's3://no-such-bucket/AWSLogs']);
    expect([none.exit, none.err]).toEqual([
      EXIT.refused,
      expect.stringContaining('There is no bucket no-such-bucket.\n'),
    ]);
    const empty = await replay(['--s3', `s3://${BUCKET}/nothing/`]);
    expect(empty.err.replaceAll(/\s+/g, ' ')).toContain(`s3://${BUCKET}/nothing/: no log files`);
  });

  test.each([
    ['no bucket', ['--s3', 's3:///x'], 'is not an address in S3'],
    ['a file beside it', ['a.json', '--s3', `s3://${BUCKET}`], 'Files and addresses in S3 cannot be read in one run'],
    ['two', [`s3://${BUCKET}/a`, `s3://${BUCKET}/b`], 'Only one address in S3'],
    ['--resume alone', ['--resume', 'x'], '--resume and --requester-pays need --s3'],
  ])('%s is refused', async (_, args, said) => {
    const { exit, err } = await replay(args);
    expect(exit).toBe(EXIT.wrongUse);
    expect(err.replaceAll(/\s+/g, ' ')).toContain(said);
  });
});

describe('--resume', () => {
  test('goes on behind what was read, with the period of the first run, and the same result', async () => {
    const { put, s3, fetched } = await bucket();
    const keys = ['10', '20', '30', '40'].map((at) => put(at, '111122223333', 'us-east-1', `20261120T12${at}`));
    s3.troubles.set(keys[2] ?? '', 'forbidden');
    const args = ['--s3', `s3://${BUCKET}/AWSLogs/`, '--resume', 'state', ...DAY];
    const first = await replay(args);
    expect([first.exit, idsOf(first.report)]).toEqual([EXIT.refused, ['10', '20', '40']]);
    s3.troubles.clear();
    const before = fetched().length;
    const second = await replay([
      ...args.slice(0, 4),
      '--since',
      '2026-11-20T01:00:00Z',
      '--until',
      '2026-11-20T20:00:00Z',
    ]);
    expect([second.exit, idsOf(second.report)]).toEqual([EXIT.done, ['10', '20', '30', '40']]);
    // The evidence names the object, also where the record comes from the state file.
    const places = second.report.findings.map(({ source }: { readonly source: string }) => source);
    expect(places).toEqual(keys.map((key) => `s3://${BUCKET}/${key}`));
    expect(second.err).toContain('Resuming: 3 objects done before; the period is 2026-11-20T00:00:00Z to');
    expect(second.report.counts).toMatchObject({ records: 4, inspected: 4, duplicates: 0 });
    expect(fetched().slice(before)).toEqual([keys[2]]);
    expect(existsSync(join(folder.cwd, 'state'))).toBe(false);
  });

  test('a line that was cut is read again; another query or another file is refused', async () => {
    const { put, s3 } = await bucket();
    const keys = ['10', '20'].map((at) => put(at, '111122223333', 'us-east-1', `20261120T12${at}`));
    s3.troubles.set(keys[1] ?? '', 'forbidden');
    const args = ['--s3', `s3://${BUCKET}/AWSLogs/`, '--resume', 'state', ...DAY];
    await replay(args);
    const file = join(folder.cwd, 'state');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20));
    s3.troubles.clear();
    const other = await replay([...args, '--regions', 'us-east-1']);
    expect([other.exit, other.err.replaceAll(/\s+/g, ' ')]).toEqual([
      EXIT.wrongUse,
      expect.stringContaining('belongs to another run'),
    ]);
    expect(idsOf((await replay(args)).report)).toEqual(['10', '20']);
    writeFileSync(file, 'my notes\n');
    const notes = await replay(args);
    expect([notes.exit, readFileSync(file, 'utf8')]).toEqual([EXIT.wrongUse, 'my notes\n']);
  });

  test('a state file that cannot be written is said before anything is read', async () => {
    const { put, calls } = await bucket();
    put('a', '111122223333', 'us-east-1', '20261120T1200');
    const { exit, err } = await replay(['--s3', `s3://${BUCKET}`, '--resume', 'nowhere/state', ...DAY]);
    expect([exit, err.replaceAll(/\s+/g, ' ')]).toEqual([
      EXIT.refused,
      expect.stringMatching(/cannot be used \(ENOENT\)/),
    ]);
    expect(calls.length).toBe(0);
  });

  test('Ctrl-C gives what was found so far, told as partial', async () => {
    const controller = new AbortController();
    const stop = (action: string, count: number) => {
      if (action === 'GetObject' && count === 30) controller.abort();
      return undefined;
    };
    const { put } = await bucket({ trouble: (_, action, count) => stop(action, count) });
    for (let minute = 10; minute < 60; minute += 1)
      put(`${minute}`, '111122223333', 'us-east-1', `20261120T12${minute}`);
    const args = ['--s3', `s3://${BUCKET}/AWSLogs/`, '--resume', 'state', ...DAY];
    const first = await replay(args, controller.signal);
    expect([first.exit, first.report.partial]).toEqual([EXIT.refused, true]);
    expect(idsOf(first.report).length).toBeLessThan(50);
    const second = await replay(args);
    expect([second.exit, idsOf(second.report).length]).toEqual([EXIT.done, 50]);
  });
});
