/** Tests of remedies over scripted accounts: each that is printed closes what it promises, and opens nothing. */
import { expect, test } from 'vitest';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import type { Remedy } from '../../../src/auditing/remedies/remedy.ts';
import { apply, broken, type Printed, remediesIn, worse } from './remedies.ts';

/** `byHand`: scripts whose failures take a person's judgement, so that nothing is printed to paste. */
export function testRemedies(changes: Readonly<Record<string, Change>>, byHand: readonly string[] = []): void {
  test.each(Object.keys(changes).filter((name) => !byHand.includes(name)))('%s', { timeout: 60_000 }, async (name) => {
    const before = await (await broken(changes[name])).verdicts();
    const bad = [...before.values()].filter(({ result }) => result === 'fail');
    expect(bad.length).toBeGreaterThan(0);
    const isRemedy = ({ fix, byHand }: Remedy) => fix !== undefined || byHand !== undefined;
    expect(bad.flatMap(({ id, todo }) => (todo.some(isRemedy) ? [] : [id]))).toEqual([]);
    for (const at of remediesIn(before).keys()) expect(await outcome(changes[name], at)).toEqual(CLOSED);
  });
}

const CLOSED = { open: [], worse: [] };

/** The remedy by its place, because each account has ids of its own; applied alone. */
async function outcome(change: Change | undefined, at: number) {
  const { account, verdicts } = await broken(change);
  const before = await verdicts();
  const { remedy, ids }: Printed = remediesIn(before)[at] ?? { remedy: { en: '', ja: '' }, ids: ['none'] };
  await apply(remedy, account);
  const after = await verdicts();
  const open = ids.filter((id) => after.get(id)?.result !== 'pass').map((id) => `${id} after ${remedy.en}`);
  return { open, worse: worse(before, after) };
}
