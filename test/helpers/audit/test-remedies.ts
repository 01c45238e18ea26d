/** Tests of remedies over scripted accounts: each that is printed closes what it promises, and opens nothing. */
import { expect, test } from 'vitest';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import type { Verdict } from '../../../src/auditing/verdict.ts';
import { fresh } from './each-remedy.ts';
import { apply, broken, type Printed, remediesIn, worse } from './remedies.ts';
import { BY_HAND } from './remedy-scripts.ts';

/** `others`: scripts that aren't tested here. */
export function testRemedies(changes: Readonly<Record<string, Change>>, others: readonly string[] = []): void {
  test.each(Object.keys(changes).filter((name) => !others.includes(name)))('%s', async (name) => {
    const { account, verdicts } = await broken(changes[name]);
    const before = await verdicts();
    await account.close();
    const bad = [...before.values()].filter(isBad);
    expect(bad.length).toBeGreaterThan(0);
    const withoutFix = bad.filter(({ todo }) => todo.every(({ fix }) => fix === undefined));
    if (BY_HAND.has(name)) expect(withoutFix.length).toBeGreaterThan(0);
    else expect(withoutFix.filter(({ area }) => !['doors', 'silence'].includes(area)).map(({ id }) => id)).toEqual([]);
    // A failure says why a person is needed; of what is unknown, somebody is told what to look at.
    const isSaid = ({ result, todo }: Verdict) =>
      todo.some(({ byHand }) => byHand !== undefined) || (result === 'unknown' && BY_HAND.has(name) && todo.length > 0);
    expect(withoutFix.filter((one) => !isSaid(one)).map(({ id }) => id)).toEqual([]);
    for (const at of remediesIn(before).keys()) expect(await outcome(changes[name], at)).toEqual(CLOSED);
  });
}

/** Whoever could silence an alert is judged once one reaches somebody: the other remedies close that too. */
const isBad = ({ area, result }: Verdict) => result === 'fail' || (area !== 'silence' && result === 'unknown');

const CLOSED = { open: [], worse: [] };

/** The remedy by its place, because each account has ids of its own; applied alone. */
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
