import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startReading } from '../../../src/commands/shared/progress.ts';
import { READING_WORDS, type ReadProgress } from '../../../src/messages/look-back/reading.ts';
import { archive } from '../../../src/sources/files/archive.ts';
import { ReadMeter } from '../../../src/sources/files/read-meter.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const trail = (count: number) =>
  gzipSync(JSON.stringify({ Records: Array.from({ length: count }, (_, id) => ({ eventVersion: '1', eventID: id })) }));

/** A clock that moves by `step` ms whenever it is read. */
function metered(step: number) {
  const seen: ReadProgress[] = [];
  let time = 1_000_000;
  const now = () => {
    time += step;
    return time;
  };
  return { seen, meter: new ReadMeter({ now, onProgress: (progress) => seen.push(progress) }) };
}

async function read(paths: readonly string[], meter: ReadMeter, stdin = Readable.from([])): Promise<void> {
  for await (const _ of archive(paths, { stdin, meter }).read(new AbortController().signal)) await breathe();
}

test('files, bytes and records are counted, against the whole once it is known', async () => {
  const bytes = [3, 5, 7].map((count) => {
    writeFileSync(join(folder, `${count}.json.gz`), trail(count));
    return trail(count).length;
  });
  const { seen, meter } = metered(1_000);
  await read([folder], meter);
  const whole = bytes.reduce((sum, size) => sum + size, 0);
  expect(seen.at(-1)).toMatchObject({ files: 3, ofFiles: 3, bytes: whole, ofBytes: whole, records: 15, left: 0 });
  const [first, second] = seen.filter(({ ofBytes }) => ofBytes !== undefined);
  expect(first?.left).toBeGreaterThan(0);
  expect(second?.rate).toBeGreaterThan(0);
});

test('a pipe has bytes and records, and no end', async () => {
  const { seen, meter } = metered(1_000);
  await read(['-'], meter, Readable.from([trail(4)]));
  expect(seen.at(-1)).toMatchObject({
    ...{ files: 1, ofFiles: 1, bytes: trail(4).length, records: 4 },
    ...{ ofBytes: undefined, left: undefined },
  });
});

test('it reports ten times a second at most, and estimates nothing in the first second', async () => {
  writeFileSync(join(folder, 'a.json.gz'), trail(20_000));
  const { seen, meter } = metered(1);
  await read([join(folder, 'a.json.gz')], meter);
  expect(seen.length).toBeLessThan(3);
  expect(seen.every(({ rate, left }) => rate === undefined && left === undefined)).toBe(true);
});

test.each([
  ['en', 'Reading files', '3 of 40 files, 1.5 MB of 1.2 GB, 5400 records (900 a second), about 1 min 5 s left'],
  ['ja', 'ファイルを読み込んでいます', 'ファイル 3/40、1.5 MB/1.2 GB、記録 5400件（毎秒900件）、残り約1分5秒'],
] as const)('the line (%s) stands on standard error, on a terminal only, and not for a moment', async (...row) => {
  const [language, begin, line] = row;
  let now = 0;
  const host = { ...fakeHost({ isTerminal: true }), now: () => now };
  const { meter, stop } = startReading(host, language);
  now = 200;
  meter.takeFile();
  await Promise.resolve();
  expect(host.err()).toBe('');
  now = 400;
  meter.takeFile();
  await vi.waitFor(() => expect(host.err()).toContain(begin));
  stop();
  const progress = { files: 3, ofFiles: 40, bytes: 1.5e6, ofBytes: 1.2e9, records: 5_400, rate: 900, left: 65_000 };
  expect(READING_WORDS[language].progress(progress)).toBe(line);

  const pipe = { ...fakeHost(), now: () => now };
  const piped = startReading(pipe, language);
  now = 1_000;
  piped.meter.takeFile();
  piped.stop();
  expect([host.out(), pipe.out(), pipe.err()]).toEqual(['', '', '']);
});
