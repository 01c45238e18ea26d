import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { madeUpDay } from '../../../src/demo/day.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

const DAY = madeUpDay(Date.parse('2026-11-28T12:00:00Z'));

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  writeFileSync(join(cwd, 'day.json'), JSON.stringify({ Records: DAY }));
  writeFileSync(join(cwd, 'login-watch.yaml'), 'accounts: { 111122223333: payments }\ntrusted: [203.0.113.0/24]\n');
});
afterAll(() => rmSync(cwd, { recursive: true }));

async function replay(...args: readonly string[]) {
  const host = fakeHost({ cwd, columns: 160 });
  const exit = await run(['replay', '--file', join(cwd, 'day.json'), '--rules', 'all', ...args], host);
  return { exit, out: host.out(), err: host.err() };
}

interface Item {
  readonly rule: string;
  readonly actor: { readonly name: string };
  readonly sourceIp: string;
  readonly eventName: string;
}

async function foundBy(...args: readonly string[]): Promise<readonly Item[]> {
  return JSON.parse((await replay('--format', 'json', ...args)).out).findings;
}
const distinct = (items: readonly string[]) => [...new Set(items)].toSorted();

describe('a search', () => {
  test('by user: bursts of that user too', async () => {
    const found = await foundBy('--user', 'ERI*');
    expect(distinct(found.map(({ actor }) => actor.name))).toEqual(['erin']);
    expect(found.map(({ rule }) => rule)).toContain('signin-bruteforce');
  });

  test('by address, by CIDR block, by event, by account', async () => {
    expect(distinct((await foundBy('--ip', '198.51.100.9')).map(({ sourceIp }) => sourceIp))).toEqual(['198.51.100.9']);
    expect(distinct((await foundBy('--ip', '198.51.100.0/24')).map(({ sourceIp }) => sourceIp))).toEqual([
      '198.51.100.77',
      '198.51.100.9',
    ]);
    expect(distinct((await foundBy('--event', 'consolelogin')).map(({ eventName }) => eventName))).toEqual([
      'ConsoleLogin',
    ]);
    const all = (await foundBy()).length;
    expect(await foundBy('--account', 'pay*')).toHaveLength(all);
    expect(await foundBy('--account', '111122223333')).toHaveLength(all);
  });

  test('says how many findings fit, of how many', async () => {
    expect((await replay('--user', 'erin')).out).toMatch(/^\d+ of \d+ findings fit --user erin$/m);
  });

  test('that no record meets is no all-clear: what there is instead, and exit status 2 with --fail-on', async () => {
    const { out, exit } = await replay('--user', 'nobody', '--fail-on', 'high');
    expect(out).toMatch(/None of \d+ records that the rules looked at fits --user nobody; there are .*erin/);
    expect(out).not.toContain('Nothing found');
    expect(exit).toBe(EXIT.wrongUse);
  });

  test('with an address that is none is refused', async () => {
    const { err, exit } = await replay('--ip', '203.0.113.999');
    expect(err).toContain('--ip "203.0.113.999" is neither an address nor a CIDR block.');
    expect(exit).toBe(EXIT.wrongUse);
  });
});

describe('--trusted', () => {
  test('counts for this run, besides the settings', async () => {
    const untrusted = async (...args: readonly string[]) =>
      distinct((await foundBy(...args)).flatMap(({ rule, actor }) => (rule === 'signin-untrusted' ? actor.name : [])));
    expect(await untrusted()).toContain('bob');
    expect(await untrusted('--trusted', '198.51.100.77')).not.toContain('bob');
    expect(await untrusted('--trusted', '198.51.100.77')).toContain('erin');
    expect((await replay('--trusted', '198.51.100.77', '--summary')).out).toContain(
      'trusted: 203.0.113.0/24, 198.51.100.77',
    );
  });

  test.each(['0.0.0.0/0', '0.0.0.0/1', 'office'])('%s is refused', async (network) => {
    expect((await replay('--trusted', network)).exit).toBe(EXIT.wrongUse);
  });
});

describe('--group-by', () => {
  test('counts beside --summary, too', async () => {
    const { out } = await replay('--group-by', 'user', '--summary');
    expect(out.split('\n\n')[1]).toMatch(/^Who +Findings +Severity +When\nerin +13 /);
  });

  test('counts findings by user, the largest group first', async () => {
    const { out } = await replay('--group-by', 'user');
    const rows = out.split('\n\n')[1]?.split('\n') ?? [];
    expect(rows[0]).toMatch(/^Who +Findings +Severity +When$/);
    expect(rows[1]).toMatch(/^erin +13 +3 critical, 4 high, 6 medium +2026-11-28 07:00 – 07:20$/);
  });

  test('in JSON beside the findings; hours in order', async () => {
    const { groups, findings } = JSON.parse((await replay('--group-by', 'hour', '--format', 'json')).out);
    const counts = groups.map((group: { readonly findings: number }) => group.findings);
    expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(findings.length);
    const keys = groups.map(({ key }: { readonly key: string }) => key);
    expect(keys).toEqual(keys.toSorted());
    expect(keys[0]).toMatch(/^2026-11-2\dT\d\d:00:00Z$/);
  });

  test('accounts by name', async () => {
    expect((await replay('--group-by', 'account')).out).toContain('payments (111122223333)');
  });
});

describe('a chain of evidence', () => {
  test('each finding has its user agent and its link', async () => {
    for (const item of await foundBy()) {
      expect(item).toHaveProperty('userAgent');
      expect(item).toHaveProperty('link', expect.stringContaining('/cloudtrailv2/home?region='));
      expect(item).not.toHaveProperty('record');
    }
    const [head] = (await replay('--format', 'csv')).out.split('\n');
    expect(head).toMatch(/,userAgent,link/);
  });

  test('--raw adds the record as it was read; a burst has all of them', async () => {
    const byId = new Map(DAY.map((record) => [record['eventID'], record]));
    for (const format of ['json', 'ndjson']) {
      const { out } = await replay('--raw', '--format', format);
      const items =
        format === 'json'
          ? JSON.parse(out).findings
          : out
              .trim()
              .split('\n')
              .map((line) => JSON.parse(line));
      for (const { record, records, eventId, events } of items) {
        expect(record).toEqual(byId.get(eventId));
        expect(records ?? [record]).toHaveLength(events);
      }
    }
  });

  test('--raw adds it to CSV as a last column', async () => {
    const [head = '', ...rows] = (await replay('--raw', '--format', 'csv')).out.trimEnd().split('\n');
    expect(head.split(',').at(-1)).toBe('record');
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const cell = /,"(\{.*\})"$/.exec(row)?.[1]?.replaceAll('""', '"') ?? '{}';
      const record = JSON.parse(cell);
      expect(record).toEqual(DAY.find(({ eventID }) => eventID === record.eventID));
    }
  });
});
