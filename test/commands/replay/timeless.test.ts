/** Records without a time that can be read: in no period, and so in each. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { ELSEWHERE, signIn } from '../../helpers/records/records.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  const timed = signIn({ from: ELSEWHERE, also: { eventID: 'a1' } });
  const other = { ...timed, eventID: 'b2', eventTime: 'yesterday' };
  const none = { ...timed, eventID: 'c3', eventTime: undefined };
  writeFileSync(join(cwd, 'one.json'), JSON.stringify({ Records: [timed, other] }));
  writeFileSync(join(cwd, 'two.json'), JSON.stringify({ Records: [timed, other, none] }, undefined, 1));
});
afterAll(() => rmSync(cwd, { recursive: true }));

async function replay(file: string, ...args: readonly string[]) {
  const host = fakeHost({ cwd, columns: 160 });
  const exit = await run(['replay', join(cwd, file), ...args], host);
  return { exit, out: host.out(), err: host.err() };
}

test('they are inspected whatever period is asked for, and said', async () => {
  const { exit, out } = await replay('two.json', '--since', '2026-11-21', '--until', '2026-11-22', '--format', 'json');
  const { findings, notCovered, counts, window } = JSON.parse(out);
  expect(findings.map(({ eventId }: { eventId: string }) => eventId)).toEqual(expect.arrayContaining(['b2', 'c3']));
  expect(JSON.stringify(findings)).not.toContain('"a1"');
  expect(notCovered.map(({ reason }: { reason: string }) => reason)).toEqual([
    '2 records have no readable time: shown as of 1970-01-01, whatever period is asked for',
  ]);
  expect(counts).toMatchObject({ records: 3, inspected: 2, outside: 1 });
  expect([exit, window.from]).toEqual([EXIT.done, '2026-11-21T00:00:00Z']);
});

test('they don’t move the beginning of what was looked at', async () => {
  const { out } = await replay('one.json');
  expect(out).toContain('1 record has no readable time: shown as of 1970-01-01, whatever period is asked for');
  expect(out).toContain('2026-11-20 09:12:41 – 2026-11-20 09:12:41');
  const { out: japanese } = await replay('one.json', '--language', 'ja');
  expect(japanese).toContain('1件の記録は時刻を読み取れません');
});

test('--raw has no place in a table and in the HTML report: it is refused', async () => {
  for (const format of ['table', 'html']) {
    const { exit, err } = await replay('one.json', '--raw', '--format', format);
    expect([exit, err]).toEqual([EXIT.wrongUse, expect.stringContaining('--raw adds records to JSON, NDJSON and CSV')]);
  }
});
