/** Each break-in on the first screen leads to its session, by what is printed there, in every width, language and look. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { madeUpWeek, WEEK_SETTINGS } from '../../../sandbox/week.ts';
import { run } from '../../../src/cli.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { madeUpDay } from '../../../src/demo/day.ts';
import { widthOf } from '../../../src/render/wrap.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { questionsIn } from '../../helpers/host/questions.ts';
import { testAccount } from '../../helpers/records/account.ts';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const FILES: Readonly<Record<string, readonly JsonObject[]>> = {
  'day.json': madeUpDay(NOW),
  'week.json': madeUpWeek(NOW),
};
const LOOKS = ['en', 'ja'].flatMap((language) => [
  ['--language', language],
  ['--language', language, '--plain'],
]);

let cwd = '';
/** It goes on while the program waits for its share of requests. */
let clock = NOW;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  for (const [name, records] of Object.entries(FILES))
    writeFileSync(join(cwd, name), JSON.stringify({ Records: records }));
  writeFileSync(join(cwd, 'login-watch.yaml'), WEEK_SETTINGS);
});
afterAll(() => rmSync(cwd, { recursive: true }));

async function called(args: readonly string[], columns = 120) {
  // The budget of the call before is over.
  clock += 60_000;
  const plain = fakeHost({ cwd, columns, isTerminal: true });
  const sleep = async (ms: number) => {
    clock += ms;
  };
  const host = { ...plain, now: () => clock, sleep };
  const exit = await run(args, host);
  return { exit, out: host.out(), err: host.err() };
}

/** What the first screen names, whatever its width, language and look; it has at most 12 lines. */
async function asked(
  source: readonly string[],
  ids: readonly string[],
  widths = [60, 80, 120, 200],
): Promise<readonly string[]> {
  const all = new Set<string>();
  for (const look of LOOKS)
    for (const columns of widths) {
      const { out } = await called(['replay', ...source, '--rules', 'all', '--summary', ...look], columns);
      const lines = (out.split('\n\n')[0] ?? '').split('\n');
      expect(lines.length).toBeLessThanOrEqual(12);
      expect(lines.filter((line) => widthOf(line) > columns)).toEqual([]);
      const questions = questionsIn(lines.join('\n'));
      const leads = ids.map((id) => [id, questions.filter((one) => id.startsWith(one.slice(0, 6))).length]);
      expect([look, columns, leads]).toEqual([look, columns, ids.map((id) => [id, 1])]);
      for (const one of questions) all.add(one);
    }
  return [...all];
}

/** Ids of the events by which break-ins are shown. */
async function breakIns(source: readonly string[]): Promise<readonly string[]> {
  const { stories } = JSON.parse((await called(['replay', ...source, '--rules', 'all', '--format', 'json'])).out);
  return stories.flatMap(({ severity, session }: { readonly severity: string; readonly session: string }) =>
    /critical|high/.test(severity) ? [session.split(' ')[2]] : [],
  );
}

test.each([
  ['day.json', 4],
  ['week.json', 6],
])('%s: from files', async (name, count) => {
  const source = ['--file', join(cwd, name)];
  const ids = await breakIns(source);
  expect(ids).toHaveLength(count);
  const questions = await asked(source, ids);
  expect(questions.filter((one) => one.includes('.'))).toHaveLength(count);
  for (const question of questions) {
    const { exit, out } = await called(['session', question, join(cwd, name), '--format', 'json']);
    const id = ids.find((one) => one.startsWith(question.slice(0, 6)));
    expect([question, exit, out]).toEqual([question, 0, expect.stringContaining(id ?? '-')]);
  }
});

describe('from the event history', () => {
  test('each of the day leads there too, and a handle asks for one second alone', async () => {
    const records = JSON.parse(JSON.stringify(FILES['day.json']));
    const regions = [...new Set(madeUpDay(NOW).map((record) => String(record['awsRegion'])))];
    const spans: number[] = [];
    const account = await testAccount({
      now: () => clock,
      regions,
      records,
      trouble: (_, action, __, { input }) => {
        const [from, to] = [input['StartTime'], input['EndTime']].map(Number);
        if (action === 'LookupEvents' && input['LookupAttributes'] === undefined) spans.push((to ?? 0) - (from ?? 0));
        return undefined;
      },
    });
    for (const [name, value] of Object.entries({ AWS_ENDPOINT_URL: account.endpoint, AWS_REGION: 'us-east-1' }))
      vi.stubEnv(name, value);
    try {
      const ids = await breakIns(['--since', '2d']);
      expect(ids).toHaveLength(4);
      const questions = await asked(['--since', '2d'], ids, [60]);
      const handles = questions.filter((one) => one.includes('.'));
      expect(handles).toHaveLength(4);
      spans.length = 0;
      for (const question of handles) {
        const { exit, out, err } = await called(['session', question, '--yes', '--format', 'json']);
        const id = ids.find((one) => one.startsWith(question.slice(0, 6)));
        expect([question, exit, out, err]).toEqual([
          question,
          0,
          expect.stringContaining(id ?? '-'),
          expect.anything(),
        ]);
      }
      expect([spans.length, Math.max(...spans)]).toEqual([handles.length * regions.length, 1]);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

test('with more break-ins than there is room for, those that are named lead to their sessions, and the others are counted', async () => {
  const [record] = madeUpDay(NOW).filter((one) => one['eventName'] === 'ConsoleLogin');
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...JSON.parse(JSON.stringify(record).replaceAll('alice', `user-${index}`)),
      eventID: `0000${String(index).padStart(4, '0')}-4c47-4f56-8ee8-24a426673e95`,
      eventTime: new Date(NOW - index * 3_600_000).toISOString().replace('.000', ''),
      sourceIPAddress: '198.51.100.99',
    }));
  for (const [count, columns, named] of [
    [12, 120, 12],
    // Here the chart gives way.
    [14, 80, 14],
    [60, 120, 0],
  ] as const) {
    writeFileSync(join(cwd, 'many.json'), JSON.stringify({ Records: many(count) }));
    const args = ['replay', '--file', join(cwd, 'many.json'), '--rules', 'all', '--summary'];
    const [text = ''] = (await called(args, columns)).out.split('\n\n');
    expect(text.split('\n').length).toBeLessThanOrEqual(12);
    if (named > 0) expect(questionsIn(text)).toHaveLength(named);
    else expect([questionsIn(text).length > 0, / and \d+ more$/m.test(text)]).toEqual([true, true]);
  }
});
