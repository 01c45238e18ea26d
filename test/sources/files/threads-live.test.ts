import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { activate } from '../../../src/core/inspection/activate.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { RULES } from '../../../src/rules/index.ts';
import { archive } from '../../../src/sources/files/archive.ts';
import { Threads } from '../../../src/sources/files/threads/threads.ts';
import type { Reading } from '../../../src/sources/source.ts';
import { singly } from '../../helpers/records/readings.ts';
import { at } from '../../helpers/records/records.ts';
import { asTrail, CHANGED_FILES, MANY, TRAIL_FILES } from '../../helpers/records/trail-files.ts';

const cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const rules = activate(RULES, DEFAULT_SETTINGS).flatMap(({ rule: { on, when } }) =>
  on === undefined ? [{ when }] : [],
);
const asked = { rules, limits: { from: undefined, to: Date.parse(at(40)), regions: ['us-east-1'] } };

async function readingsOf(folder: string, threads: number | undefined, signal = new AbortController().signal) {
  const readings: Reading[] = [];
  const source = archive([folder], { stdin: Readable.from([]), asked, threads });
  for await (const reading of source.read(signal)) readings.push(...singly(reading));
  return readings;
}

function folderOf(name: string, contents: readonly (string | Uint8Array)[]): string {
  const folder = join(cwd, name);
  mkdirSync(folder);
  for (const [index, content] of contents.entries()) {
    writeFileSync(join(folder, String(index).padStart(4, '0')), content);
  }
  return folder;
}

test('several threads read the same as one, in the same order', async () => {
  const folder = folderOf('odd', [
    ...TRAIL_FILES.map(([, content]) => content),
    ...fc.sample(CHANGED_FILES, { numRuns: 100, seed: 16 }).map((content) => gzipSync(content)),
    // Too large to be parsed at once, and in another form.
    JSON.stringify({ Records: Array.from({ length: 700 }, () => MANY).flat() }, null, 2),
    gzipSync(asTrail(Array.from({ length: 700 }, () => MANY).flat())),
    '',
  ]);
  const one = await readingsOf(folder, undefined);
  expect(one.filter(({ kind }) => kind === 'record').length).toBeGreaterThan(10_000);
  expect(await readingsOf(folder, 3)).toEqual(one);
});

test('a stop ends the reading and its threads', async () => {
  const folder = folderOf(
    'stopped',
    Array.from({ length: 50 }, () => gzipSync(asTrail(MANY))),
  );
  const stop = new AbortController();
  const readings: Reading[] = [];
  const source = archive([folder], { stdin: Readable.from([]), asked, threads: 2 });
  for await (const reading of source.read(stop.signal)) {
    readings.push(...singly(reading));
    stop.abort();
  }
  expect(readings.length).toBeLessThan(100);
  expect(readings.at(-1)).toMatchObject({ kind: 'not-covered', reason: { en: expect.stringContaining('stopped') } });
});

test('the error by which a thread ends is known, and its files are left to the main thread', async () => {
  const folder = folderOf('broken', [asTrail(MANY)]);
  const broken = { ...asked, rules: [{ when: { eventSource: [] } }] };
  const threads = new Threads(2, broken, new AbortController().signal);
  try {
    const path = join(folder, '0000');
    expect(await Promise.all([1, 2, 3, 4].map(() => threads.read(path, 100)))).toEqual([
      'lost',
      'lost',
      'lost',
      'lost',
    ]);
    expect(threads.failure).toContain('empty list');
    expect(await threads.read(path, 100)).toBe('lost');
  } finally {
    await threads.close();
  }
});

test('findings are whole if threads end, and the report says that they did', async () => {
  const folder = folderOf(
    'lost',
    Array.from({ length: 9 }, () => gzipSync(asTrail(MANY))),
  );
  const one = await readingsOf(folder, undefined);
  const [first, ...others] = rules;
  let looks = 0;
  const source = archive([folder], {
    stdin: Readable.from([]),
    threads: 2,
    asked: {
      ...asked,
      rules: [
        {
          // The main thread looks first; the others get a copy that they can't read.
          get when() {
            looks += 1;
            return looks === 1 ? (first?.when ?? {}) : { eventSource: [] };
          },
        },
        ...others,
      ],
    },
  });
  const readings: Reading[] = [];
  for await (const reading of source.read(new AbortController().signal)) readings.push(...singly(reading));
  expect(readings.slice(0, -1)).toEqual(one);
  expect(readings.at(-1)).toEqual({
    kind: 'not-covered',
    region: null,
    from: { en: '--threads', ja: '--threads' },
    reason: {
      en: 'a thread ended (eventSource: an empty list matches nothing); its files were read all the same',
      ja: expect.stringContaining('スレッドが1つ終了しました'),
    },
  });
});
