/** `watch --group-by`: counts of what a run has shown, beside the findings, and what they cover. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EXIT } from '../../../src/core/exit.ts';
import { type Deed, watchWorld } from '../../helpers/notifier/watched.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cwd, { recursive: true, force: true });
});

/** The clock begins at 2026-11-20T09:12:41Z. */
const at = (...minutes: readonly number[]): readonly Deed[] =>
  minutes.map((minute) => ({ id: `e${minute}`, minute, delay: 0 }));
const TABLE = ['--format', 'table'];
const STATE = ['--state', 'watch.state'];
const captions = (text: string) => text.match(/^.* shown by this run.*$/gm) ?? [];

test('every hour with news and at the end the counts of all that the run showed, below its findings', async () => {
  const { watch } = await watchWorld({ cwd, deeds: at(10, 20, 130) });
  const { out, err } = await watch([...TABLE, '--group-by', 'hour'], { until: 200 });
  expect(err.match(/last hour/g)).toHaveLength(3);
  // The second hour brought none: no table repeats the first.
  expect(captions(out)).toEqual([
    expect.stringMatching(/^2 findings shown by this run, 2026-11-20 09:12:41 \+00:00 to 2026-11-20 10:1\d/),
    expect.stringMatching(/^3 findings shown by this run, 2026-11-20 09:12:41 \+00:00 to 2026-11-20 12:1\d/),
    expect.stringMatching(/^3 findings shown by this run, 2026-11-20 09:12:41 \+00:00 to 2026-11-20 12:3\d/),
  ]);
  const last = out.slice(out.lastIndexOf('3 findings shown'));
  expect(last).toMatch(/Hour +Findings +Severity +When\n2026-11-20 09:00 +2 .*\n2026-11-20 11:00 +1 .*\n$/);
  expect(out.match(/\[root-login\]/g)).toHaveLength(3);
});

test.each([
  ['user', /^Who .*\nroot +2 +.*2 critical|^Who .*\nroot +2 /m],
  ['ip', /^Where .*\n\S+ +2 /m],
  ['account', /^Account .*\n111122223333 +2 /m],
  ['rule', /^Rule .*\nroot-login +2 /m],
])('--once --group-by %s: the counts of what this run printed', async (by, row) => {
  const { watch } = await watchWorld({ cwd, deeds: at(-20, -10) });
  const { exit, out } = await watch([...TABLE, ...STATE, '--once', '--since', '1h', '--group-by', by]);
  expect([exit, captions(out).length]).toEqual([EXIT.done, 1]);
  expect(out).toMatch(row);
});

test('after a restart the counts begin anew and say so; a run that showed nothing says that', async () => {
  const { watch, skip } = await watchWorld({ cwd, deeds: at(-20, 30) });
  const once = [...TABLE, ...STATE, '--once', '--since', '1h', '--group-by', 'user'];
  const first = await watch(once);
  skip(40);
  const [second, third] = [await watch(once), await watch(once)];
  expect(captions(first.out)).toEqual([expect.stringMatching(/^1 finding shown by this run, [^;]*$/)]);
  expect(captions(second.out)).toEqual([
    expect.stringMatching(/^1 finding shown by this run, .*; what earlier runs showed is not counted$/),
  ]);
  expect(third.out).toMatch(/^No finding shown by this run, .*; what earlier runs showed is not counted\n$/);
});

test('counts are of what is shown, not of what the search leaves out', async () => {
  const { watch } = await watchWorld({ cwd, deeds: at(-20) });
  const { out } = await watch([...TABLE, ...STATE, '--once', '--since', '1h', '--group-by', 'user', '--user', 'bob']);
  expect(out).toMatch(/^No finding shown by this run/);
});

test('ndjson: a line of its own kind, with the groups of replay', async () => {
  const { watch } = await watchWorld({ cwd, deeds: at(-20, -10) });
  const { out, shown } = await watch([...STATE, '--once', '--since', '1h', '--group-by', 'rule']);
  expect(shown).toHaveLength(2);
  expect(JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    kind: 'groups',
    by: 'rule',
    findings: 2,
    from: '2026-11-20T09:12:41Z',
    earlierRuns: false,
    groups: [{ key: 'root-login', findings: 2, first: '2026-11-20T08:52:41Z', last: '2026-11-20T09:02:41Z' }],
  });
});

test('before the end a table has the last 24 hours, and says what it leaves out', async () => {
  const deeds = at(...Array.from({ length: 30 }, (_, index) => -60 * index - 20));
  const { watch } = await watchWorld({ cwd, deeds });
  const { out } = await watch([...TABLE, '--since', '40h', '--group-by', 'hour'], { until: 70 });
  const [between = '', end = ''] = out.split(/^30 findings shown.*$/m).slice(1);
  expect(between.match(/^2026-11-\d\d \d\d:00 /gm)).toHaveLength(24);
  expect(between).toContain('\n2026-11-20 08:00 ');
  expect(between).toContain('\n6 more rows with 6 findings; the counts at the end have all\n');
  expect(end.match(/^2026-11-\d\d \d\d:00 /gm)).toHaveLength(30);
});

test('in Japanese', async () => {
  const { watch } = await watchWorld({ cwd, deeds: at(-20) });
  const args = [...TABLE, ...STATE, '--once', '--since', '1h', '--group-by', 'user', '--language', 'ja'];
  const [first, second] = [await watch(args), await watch(args)];
  expect(first.out).toMatch(/\nこの実行で表示した検出：1件（2026-11-20 09:12:41 \+00:00〜.*）\n誰が /);
  expect(second.out).toMatch(/^この実行で表示した検出：0件（.*。以前の実行の分は含みません）\n$/);
});
