import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { activate, mayMatch, type Seen } from '../../../src/core/inspection/activate.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { RULES } from '../../../src/rules/index.ts';
import { collect } from '../../../src/sources/collect.ts';
import { archive } from '../../../src/sources/files/archive.ts';
import { recordsOf, selectionFor, usualFormReader } from '../../../src/sources/files/usual-form.ts';
import { outsideOf } from '../../../src/sources/outside.ts';
import { at } from '../../helpers/records/records.ts';
import { asTrail, CHANGED_FILES, MANY, TRAIL_FILES, usual } from '../../helpers/records/trail-files.ts';

const cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const ACTIVE = activate(RULES, DEFAULT_SETTINGS);
const isOfUse = (seen: Seen) => ACTIVE.some((rule) => mayMatch(rule, seen));
const limits = { from: undefined, to: Date.parse(at(40)), regions: ['us-east-1', 'us-east-2'] };
const asked = { rules: ACTIVE.flatMap(({ rule: { on, when } }) => (on === undefined ? [{ when }] : [])), limits };
const outside = outsideOf(limits);

/** All that is known of a file, read with what the rules ask for, or value by value. */
async function readingOf(content: string | Uint8Array, how: 'quickly' | 'carefully') {
  const path = join(cwd, randomUUID());
  writeFileSync(path, content);
  const isPiped = how === 'carefully';
  const stdin = Readable.from(isPiped ? [Buffer.from(content)] : []);
  const source = archive([isPiped ? '-' : path], { stdin, asked: how === 'quickly' ? asked : undefined });
  const collected = collect(source, new AbortController().signal, {
    outside,
    isOfUse,
    mayBeOfUse: isOfUse,
  });
  return collected.then(
    ({ notCovered: _, people: __, events, ...rest }) => {
      expect(events.map(({ readFrom }) => readFrom)).toEqual(events.map(() => (isPiped ? 'standard input' : path)));
      return { ...rest, events: events.map(({ readFrom: ___, ...event }) => event), refused: '' };
    },
    (error: Error) => ({ events: [], refused: error.message.replace(path, 'standard input') }),
  );
}

test('a trail file in the usual form is judged by its bytes', () => {
  const selection = selectionFor(asked);
  if (selection === undefined) throw new Error('each rule asks for something that can be seen early');
  const file = Buffer.from(asTrail(MANY));
  const read = usualFormReader({ ...selection, outside: () => undefined })(file);
  expect(recordsOf(file, read?.candidates ?? [])).toEqual(
    [0, 1, 2, 4, 6, 7, 8, 9, 10, 11].map((index) => JSON.parse(JSON.stringify(usual(MANY[index])))),
  );
  expect(read?.passedOver).toMatchObject({ within: 3, first: Date.parse(at(4)), last: Date.parse(at(10)) });
});

describe('the same is known of a file however it is written', () => {
  test.each(TRAIL_FILES)('%s', async (_, content) => {
    const careful = await readingOf(content, 'carefully');
    expect(await readingOf(content, 'quickly')).toEqual(careful);
  });

  test('any change of a byte or two', async () => {
    await fc.assert(
      fc.asyncProperty(CHANGED_FILES, async (changed) => {
        const quick = await readingOf(changed, 'quickly');
        const careful = await readingOf(changed, 'carefully');
        const ids = new Set(quick.events.map(({ id }) => id));
        expect(careful.events.filter(({ id }) => !ids.has(id))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
