/** Tests of remedies, each alone on an account with the fault: its checks pass, none that passed fails, and no new one does. */
import { expect, test } from 'vitest';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { apply, broken, type Printed, remediesIn, type Verdicts, worse } from './remedies.ts';

/** `skipped`: scripts in which nothing fails, or that have a test of their own. */
export function testEachRemedy(changes: Readonly<Record<string, Change>>, skipped: readonly string[] = []): void {
  test.each(Object.keys(changes).filter((name) => !skipped.includes(name)))('%s', async (name) => {
    const { account, verdicts } = await broken(changes[name]);
    const before = await verdicts();
    await account.close();
    const bad = [...before.values()].filter(({ result }) => result === 'fail');
    expect(bad.length).toBeGreaterThan(0);
    // Each says how it is closed, or why no command does it.
    for (const { id, todo } of bad)
      expect(
        todo.map(({ fix, byHand }) => (fix ?? byHand) !== undefined),
        id,
      ).toEqual(todo.map(() => true));
    expect(bad.filter(({ todo }) => todo.length === 0)).toEqual([]);
    for (const at of remediesIn(before).keys()) expect(await outcome(changes[name], at)).toEqual(CLOSED);
  });
}

const CLOSED = { open: [], worse: [] };

/** The remedy by its place, because each account has ids of its own. */
async function outcome(change: Change | undefined, at: number) {
  const { account, verdicts } = await broken(change);
  const before = await verdicts();
  const { remedy, ids }: Printed = remediesIn(before)[at] ?? { remedy: { en: '', ja: '' }, ids: ['none'] };
  await apply(remedy, account);
  const after = await verdicts();
  await account.close();
  const open = ids.filter((id) => after.get(id)?.result !== 'pass').map((id) => `${id} after ${remedy.en}`);
  return { open, worse: [...worse(before, after), ...fresh(before, after)] };
}

/** Failures of checks that weren't there before. */
export const fresh = (before: Verdicts, after: Verdicts): readonly string[] =>
  [...after].flatMap(([id, { result }]) => (result === 'fail' && !before.has(id) ? [`${id} new`] : []));
