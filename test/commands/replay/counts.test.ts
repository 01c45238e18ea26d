import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { isRegion } from '../../../src/core/regions.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { apiCall, at, ELSEWHERE, iamUser, signIn } from '../../helpers/records/records.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const BOB = signIn({ by: iamUser('bob'), from: ELSEWHERE, minute: 10 });
const EVE = signIn({ by: iamUser('eve'), from: ELSEWHERE, minute: 50, region: 'eu-west-1' });
const KEY = apiCall('iam', 'CreateAccessKey', { minute: 30, request: { userName: 'bob' } });

async function replay(records: readonly unknown[], args: readonly string[], language?: 'ja') {
  const text = records.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
  const path = join(cwd, 'trail');
  writeFileSync(path, text);
  const host = fakeHost({ cwd, columns: 160, ...(language === undefined ? {} : { language }) });
  const exit = await run(['replay', path, ...args], host);
  return { exit, out: host.out(), err: host.err() };
}

describe('every record that was read is in exactly one count', () => {
  test.each<[args: readonly string[], counts: object, told: string]>([
    [
      [],
      { inspected: 2, notSelected: 1 },
      '6 records: 2 inspected, 1 that no rule is about, 1 duplicate, 2 unreadable',
    ],
    [['--rules', 'all'], { inspected: 3 }, '6 records: 3 inspected, 1 duplicate, 2 unreadable'],
    [
      ['--since', at(20)],
      { inspected: 1, notSelected: 1, outside: 2, duplicates: 0 },
      '6 records: 1 inspected, 1 that no rule is about, 2 outside the time or regions asked for, 2 unreadable',
    ],
    [
      ['--since', at(20), '--regions', 'us-east-1', '--rules', 'all'],
      { inspected: 1, outside: 3, duplicates: 0 },
      '6 records: 1 inspected, 3 outside the time or regions asked for, 2 unreadable',
    ],
  ])('%j', async (args, some, told) => {
    const records = [BOB, BOB, EVE, '{"eventVersion": broken}', KEY, { eventVersion: '1.08', eventName: 7 }];
    const { out } = await replay(records, [...args, '--format', 'json']);
    const { findings, deduplicated, ...counts } = JSON.parse(out).counts;
    expect(deduplicated).toBe('candidates');
    const none = { records: 6, inspected: 0, notSelected: 0, outside: 0, duplicates: 1, unreadable: 2 };
    expect(counts).toEqual({ ...none, ...some });
    expect((await replay(records, args)).out).toContain(`\n${told}; `);
  });
});

describe('filters that leave everything out', () => {
  const TIME = `none of 2 records is since ${at(55)}; they cover ${at(10)} to ${at(50)}`;
  test.each<[args: readonly string[], reason: string]>([
    [['--since', at(55)], TIME],
    [['--until', at(5)], `none of 2 records is until ${at(5)}; they cover ${at(10)} to ${at(50)}`],
    [['--since', at(11), '--until', at(12)], `none of 2 records is from ${at(11)} to ${at(12)}; they cover ${at(10)}`],
    [
      ['--regions', 'us-west-2,sa-east-1'],
      'none of 2 records is from us-west-2, sa-east-1; they are from eu-west-1, us',
    ],
    [['--since', at(20), '--regions', 'us-east-1'], '1 of another time, 1 of another region'],
  ])('%j is said, and is no success for a job that waits for findings', async (args, reason) => {
    const json = await replay([BOB, EVE], [...args, '--format', 'json']);
    const { counts, notCovered } = JSON.parse(json.out);
    expect([json.exit, counts.outside, counts.inspected]).toEqual([EXIT.done, 2, 0]);
    expect(notCovered).toEqual([{ region: null, reason: expect.stringContaining(reason) }]);

    const { exit, out } = await replay([BOB, EVE], [...args, '--fail-on', 'info']);
    expect(exit).toBe(EXIT.wrongUse);
    expect(out).toMatch(/^No record was inspected, so nothing could be found\.\n/);
    expect(out).not.toContain('Nothing found.');
    const csv = await replay([BOB, EVE], [...args, '--fail-on', 'info', '--format', 'csv']);
    expect([csv.exit, csv.err]).toEqual([EXIT.wrongUse, expect.stringContaining('none of 2 records')]);
    const ja = await replay([BOB, EVE], [...args, '--language', 'ja'], 'ja');
    expect(ja.out).toMatch(/^調べた記録がないため/);
    expect(englishIn(ja.out)).toEqual([]);
  });

  test('records of which none can be read', async () => {
    const { exit, out } = await replay(['{"eventVersion":"1.08"}'], ['--fail-on', 'critical', '--format', 'json']);
    expect([exit, JSON.parse(out).notCovered[1].reason]).toEqual([EXIT.wrongUse, 'none of 1 record is readable']);
  });

  test('one record within is enough, whether or not a rule is about it', async () => {
    const { exit, out } = await replay([BOB, KEY], ['--since', at(20), '--fail-on', 'info']);
    expect([exit, out]).toEqual([
      EXIT.done,
      expect.stringMatching(/^Nothing found\.\n2 records: 0 inspected, 1 that no/),
    ]);
  });

  test('forecast says so too', async () => {
    await replay([BOB], []);
    const host = fakeHost({ cwd });
    await run(['forecast', '--file', join(cwd, 'trail'), '--regions', 'sa-east-1'], host);
    expect(host.out()).toContain('No record was inspected');
    expect(host.out()).not.toContain('No alerts would have been sent');
  });
});

describe('regions', () => {
  test.each([
    ['us-east1', 'us-east-1'],
    ['us-east-11', 'us-east-1'],
    ['EU-WEST-1', 'eu-west-1'],
    ['eu-est-1', 'eu-west-1'],
    ['tokyo', 'ap-northeast-1'],
    ['sao paulo', 'sa-east-1'],
  ])('%s is refused, and %s named', async (text, near) => {
    for (const args of [['--since', '1h'], []]) {
      const { exit, out, err } = await replay([BOB], [...args, '--regions', `us-east-1,${text}`]);
      expect([exit, out, err]).toEqual([EXIT.wrongUse, '', expect.stringContaining(`Did you mean ${near}?`)]);
    }
  });

  test('opt-in and other partitions are known; what only looks like one is not', () => {
    const names = ['af-south-1', 'ap-southeast-7', 'us-gov-west-1', 'cn-northwest-1', 'eusc-de-east-1'];
    expect(names.filter((name) => !isRegion(name))).toEqual([]);
    expect(['us-east-9', 'constructor', '', 'us-east-1 '].filter(isRegion)).toEqual([]);
  });
});
