import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { madeUpDay } from '../../../src/demo/day.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

const RECORDS = madeUpDay(Date.parse('2026-11-28T12:00:00Z'));
const [EVEN, ODD] = [0, 1].map((rest) => RECORDS.filter((_, index) => index % 2 === rest));
const trail = (records: readonly unknown[] = []) => Buffer.from(JSON.stringify({ Records: records }));

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  mkdirSync(join(cwd, 'logs'));
  writeFileSync(join(cwd, 'logs', 'a.json.gz'), gzipSync(trail(EVEN)));
  writeFileSync(join(cwd, 'logs', 'b.json'), trail(ODD));
  writeFileSync(join(cwd, 'all.json'), trail(RECORDS));
  writeFileSync(join(cwd, 'all.zip'), zipSync({ 'in/a.json.gz': gzipSync(trail(EVEN)), 'in/b.json': trail(ODD) }));
});
afterAll(() => rmSync(cwd, { recursive: true }));

async function replay(...args: readonly string[]): Promise<string> {
  const host = fakeHost({ cwd });
  await run(['replay', '--rules', 'all', ...args], host);
  return host.out();
}

interface Item {
  readonly eventId: string;
  readonly source: string;
}

async function sourcesOf(...paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found: readonly Item[] = JSON.parse(await replay('--format', 'json', ...paths)).findings;
  expect(found.length).toBeGreaterThan(10);
  return new Map(found.map(({ eventId, source }) => [eventId, source]));
}

const expected = (a: string, b: string) => (id: string) =>
  RECORDS.findIndex(({ eventID }) => eventID === id) % 2 === 0 ? a : b;

test.each([
  ['a folder as it is given', 'logs', 'logs/a.json.gz', 'logs/b.json'],
  ['a zip archive and its members', 'all.zip', 'all.zip/in/a.json.gz', 'all.zip/in/b.json'],
])('each finding says the file of its record: %s', async (_, path, a, b) => {
  const at = join(cwd, path);
  const sources = await sourcesOf(at);
  expect(new Set(sources.values())).toEqual(new Set([join(cwd, a), join(cwd, b)]));
  for (const [id, source] of sources) expect(source).toBe(expected(join(cwd, a), join(cwd, b))(id));
});

test('of a record that is in two files the first one stands, however they are ordered', async () => {
  const [all, logs] = [join(cwd, 'all.json'), join(cwd, 'logs')];
  expect(new Set((await sourcesOf(all, logs)).values())).toEqual(new Set([all]));
  expect([...new Set((await sourcesOf(logs, all)).values())].every((source) => source.startsWith(logs))).toBe(true);
});

test('csv has it as its last column, ndjson and --raw beside the record', async () => {
  const at = join(cwd, 'all.json');
  const [head, ...rows] = (await replay('--format', 'csv', at)).trimEnd().split('\n');
  expect(head?.split(',').at(-1)).toBe('source');
  expect(rows.every((row) => row.endsWith(`,${at}`))).toBe(true);
  const [line = ''] = (await replay('--format', 'ndjson', '--raw', at)).split('\n');
  const { source, record, eventId } = JSON.parse(line);
  expect([source, record.eventID]).toEqual([at, eventId]);
  expect(record).toEqual(RECORDS.find(({ eventID }) => eventID === eventId));
});
